from __future__ import annotations

import os
from pathlib import Path

import pytest

from evals.errors import BadRun
from evals.runs.files import FACTS
from evals.runs.kept import KeptRuns
from tests.evals.runs.played import play


@pytest.fixture
def runs(tmp_path: Path) -> KeptRuns:
    """Return three runs, of which the first name is the newest, and what is no run."""
    for age, name in enumerate(("c", "a", "b")):
        play(tmp_path / name, 1, most=1 if name == "b" else None)
        os.utime(tmp_path / name / FACTS, (2_000_000_000 - age, 2_000_000_000 - age))
    (tmp_path / "comparisons").mkdir()
    (tmp_path / "notes.txt").write_text("no run")
    return KeptRuns(tmp_path)


def test_the_newest_come_first_and_pages_follow_each_other(runs: KeptRuns) -> None:
    assert [one.name for one in runs.newest(2)] == ["c", "a"]
    assert [one.name for one in runs.newest(2, 2)] == ["b"]
    assert runs.newest(2, 4) == ()
    assert runs.count() == 3
    finished = [one.facts is not None and one.facts.finished for one in runs.newest(3)]
    assert [bool(one) for one in finished] == [True, True, False]


def test_a_damaged_run_is_listed_with_what_is_wrong(runs: KeptRuns, tmp_path: Path) -> None:
    (tmp_path / "a" / FACTS).write_text("{")
    (damaged,) = [one for one in runs.newest(3) if one.name == "a"]
    assert damaged.facts is None
    assert "is damaged" in damaged.fault


def test_finished_runs_are_found_by_their_set(runs: KeptRuns) -> None:
    assert [run.folder.name for run in runs.of("a" * 64)] == ["c", "a"]
    assert list(runs.of("b" * 64)) == []


@pytest.mark.parametrize("name", ["gone", "", ".", "..", "../runs", "a/../c"])
def test_only_a_run_in_the_folder_is_opened_by_name(runs: KeptRuns, name: str) -> None:
    assert runs.open("a").complete
    with pytest.raises(BadRun, match="There is no run"):
        runs.open(name)


def test_where_there_is_no_folder_there_are_no_runs(tmp_path: Path) -> None:
    assert KeptRuns(tmp_path / "nowhere").newest(50) == ()
