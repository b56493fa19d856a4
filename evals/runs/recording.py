"""A run while it is played: every result is on file before the next question is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from bot.model import Decision, Question
from evals.errors import BadRun
from evals.model import Case
from evals.play import play
from evals.runs import facts as facts_file
from evals.runs.facts import Facts
from evals.runs.files import (
    CASES,
    FACTS,
    LOCK,
    RESULTS,
    SCORES,
    cut,
    is_blank,
    line,
    replace_file,
)
from evals.runs.problems import problems
from evals.runs.run import Run

if TYPE_CHECKING:
    from evals.corpus import Corpus  # with the catalog behind it: who reads runs needn't wait

_OWNERS = 0o700


@contextmanager
def recording(folder: Path, facts: Facts, cases: Iterable[Case]) -> Iterator[Recording]:
    """Begin a run in a folder, or go on with the one there that was left unfinished.

    A new folder can be opened by its owner alone.
    Raises BadRun: another process is at it, the folder holds something else, or a run that is
    finished or was begun with other facts.
    """
    if not (folder / FACTS).exists() and not is_blank(folder):
        raise BadRun(f"{folder} holds other files. Name another folder with --out.")
    # Results hold what was shown to askers with groups.
    folder.mkdir(_OWNERS, parents=True, exist_ok=True)
    with _alone(folder):
        if not (folder / FACTS).exists():
            _begin(folder, facts, cases)
        run = Run.open(folder)
        _refuse_unless_same(run, facts)
        yield Recording(run, cut(folder / RESULTS, run.facts.repeat))


@dataclass(slots=True)
class Recording:
    """A run that this process plays; `done` counts the results that are on file."""

    run: Run
    done: int

    @property
    def due(self) -> int:
        """How many results there are to be."""
        return self.run.facts.cases * self.run.facts.repeat

    def play(self, reply: Callable[[Question], Decision], corpus: Corpus | None) -> Iterator[int]:
        """Play what isn't played yet; yield how many results are on file after each.

        What goes wrong with a case is noted in `problems.log` and never ends the run.
        """
        facts, folder = self.run.facts, self.run.folder
        rest = islice(self.run.cases(), self.done // facts.repeat, None)
        with (folder / RESULTS).open("ab") as results, problems(folder) as noted:
            for case, result in play(
                rest,
                reply,
                on=facts.day,
                repeat=facts.repeat,
                corpus=corpus,
                failed=noted.failed,
            ):
                if corpus and result.repetition == 1:
                    noted.stale(case, result, corpus)
                results.write(line(result))
                results.flush()
                self.done += 1
                yield self.done

    def finish(self) -> Run:
        """Score what was played, and return the finished run."""
        from evals.metrics import score  # noqa: PLC0415 - scipy takes its time

        folder = self.run.folder
        scores = score(self.run.outcomes())
        replace_file(folder / SCORES, scores.to_json().encode())
        facts = replace(self.run.facts, finished=datetime.now(UTC))
        facts_file.write(folder, facts)
        return Run(folder, facts)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BadRun(
            f"Another process is playing the run in {folder}. Wait until it is done, or play"
            " into another folder."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _begin(folder: Path, facts: Facts, cases: Iterable[Case]) -> None:
    with (folder / CASES).open("wb") as file:
        file.writelines(map(line, cases))
    # A folder counts as a run once this is there.
    facts_file.write(folder, replace(facts, name=folder.name))


def _refuse_unless_same(run: Run, facts: Facts) -> None:
    if run.complete:
        raise BadRun(
            f"The run in {run.folder} is finished: `policydesk eval report {run.folder}` shows it."
            " Name another folder with --out to play the set again."
        )
    if differing := run.facts.differences(facts):
        raise BadRun(
            f"The unfinished run in {run.folder} was begun with another state of"
            f" {', '.join(differing)}. Name another folder with --out."
        )
