"""A process that adds and publishes is killed at random moments."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from knowledge.library import Library
from knowledge.model import RevisionState, Viewer
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import WordEmbedder

RULES = 400
WHOLE = 2.5  # seconds, about, that a run takes from "ready" to "done"


def write(shelf: Path, edition: int) -> None:
    shelf.mkdir(exist_ok=True)
    for part in range(2):
        rules = (
            f"{part + 1}.{n} Rule {n} of edition {edition} concerns matter {n * 7} and its kin."
            for n in range(1, RULES // 2 + 1)
        )
        (shelf / f"part{part}.md").write_text(f"# Part {part}\n\n" + "\n\n".join(rules) + "\n")


def start(data: Path, shelf: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.knowledge.publisher", str(data), str(shelf)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    while process.stdout.readline().strip() != "ready":
        assert process.poll() is None
    return process


def kill_after(process: subprocess.Popen[str], seconds: float) -> None:
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def editions(library: Library) -> set[str]:
    """Return which editions the live revision answers from."""
    question = [("rule concerns matter edition", 1.0)]
    passages = library.search(question, Viewer(), Calendar()(), 10).passages
    return {p.clause.text.partition("edition ")[2].partition(" ")[0] for p in passages}


def leftovers(data: Path) -> list[str]:
    folder = data / "indexes"
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return [name for name in names if "." in name and not name.endswith(".lock")]


def test_whatever_moment_it_is_killed_the_old_revision_or_the_new_one_is_live(
    tmp_path: Path,
) -> None:
    data, shelf = tmp_path / "data", tmp_path / "shelf"
    write(shelf, 0)
    with Library.open(data, embedder=WordEmbedder(), today=Calendar()) as library:
        library.add([shelf], publish=True)
    live, dealer = "0", random.Random(20260504)  # noqa: S311 - no secret
    for edition in range(1, 5):
        write(shelf, edition)
        kill_after(start(data, shelf), dealer.uniform(0, WHOLE))
        with Library.open(data, embedder=WordEmbedder(), today=Calendar()) as library:
            assert leftovers(data) == []
            assert library._history.unfinished() == ()
            states = [revision.state for revision in library.revisions()]
            assert states.count(RevisionState.LIVE) == 1
            found = editions(library)
            assert found in ({live}, {str(edition)})
            assert sum(d.clauses for d in library.documents()) == RULES
            live = found.pop()
    with Library.open(data, embedder=WordEmbedder(), today=Calendar()) as library:
        library.add([shelf], publish=True)
        assert editions(library) == {"4"}


def test_what_was_embedded_before_it_was_killed_is_not_embedded_again(tmp_path: Path) -> None:
    data, shelf = tmp_path / "data", tmp_path / "shelf"
    write(shelf, 0)
    fresh = WordEmbedder()
    with Library.open(tmp_path / "other", embedder=fresh, today=Calendar()) as library:
        library.add([shelf])
    process = start(data, shelf)
    while not embedded(data):
        assert process.poll() is None, "it was done too soon to be killed"
        time.sleep(0.01)
    kill_after(process, 0)
    before = embedded(data)

    resumed = WordEmbedder()
    with Library.open(data, embedder=resumed, today=Calendar()) as library:
        assert library.add([shelf], publish=True).published
    assert 0 < before <= len(fresh.embedded)
    assert len(resumed.embedded) == len(fresh.embedded) - before


def embedded(data: Path) -> int:
    """Count the vectors that another process has on file."""
    with closing(sqlite3.connect(data / "content.sqlite3")) as connection:
        return int(connection.execute("SELECT count(*) FROM vector").fetchone()[0])
