"""The runs of a data folder: listed, the newest first, and opened by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evals.errors import BadRun, UnknownRun
from evals.runs.facts import Facts
from evals.runs.files import FACTS
from evals.runs.run import Run


@dataclass(frozen=True, slots=True)
class Kept:
    """A run's folder by its name; `facts` is None where they can't be read, and `fault` why."""

    name: str
    facts: Facts | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class KeptRuns:
    """The runs in `folder`, of which each has a folder of its own."""

    folder: Path

    def newest(self, count: int, start: int = 0) -> tuple[Kept, ...]:
        """Return so many runs from a place on, counted from 0; only their facts are read.

        In the order in which their facts were last written: when they began or were finished.
        """
        return tuple(map(_kept, self._folders()[start : start + count]))

    def count(self) -> int:
        """Return how many there are."""
        return len(self._folders())

    def of(self, set_digest: str) -> Iterator[Run]:
        """Yield the finished runs of the set with that digest, the newest first."""
        for folder in self._folders():
            with suppress(BadRun):
                run = Run.open(folder)
                if run.complete and run.facts.set_digest == set_digest:
                    yield run

    def open(self, name: str) -> Run:
        """Open a run by the name of its folder. Raises UnknownRun, and BadRun for a damaged one."""
        for folder in self._folders():
            if folder.name == name:
                return Run.open(folder)
        raise UnknownRun(f"There is no run “{name}” any more. Choose another one.")

    def _folders(self) -> Sequence[Path]:
        written = []
        for facts in self.folder.glob(f"*/{FACTS}"):
            # One that is deleted meanwhile is no run.
            with suppress(OSError):
                written.append((facts.stat().st_mtime, facts.parent.name, facts.parent))
        return [folder for *_, folder in sorted(written, reverse=True)]


def _kept(folder: Path) -> Kept:
    try:
        return Kept(folder.name, Run.open(folder).facts)
    except BadRun as fault:
        return Kept(folder.name, None, str(fault))
