"""A run as it is on file: read, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from evals.errors import BadRun, UnknownRun
from evals.model import Case, Result
from evals.runs import facts as facts_file
from evals.runs.facts import Facts
from evals.runs.files import CASES, RESULTS, SCORES, lines

if TYPE_CHECKING:
    from evals.metrics import Extra, Scores  # with scipy behind it: who lists runs needn't wait

_T = TypeVar("_T")
_CASE = TypeAdapter(Case)
_RESULT = TypeAdapter(Result)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a test set. Cases and results are read as they are asked for."""

    folder: Path
    facts: Facts

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the folder of a run, finished or not. Raises BadRun."""
        return cls(folder, facts_file.read(folder))

    @property
    def complete(self) -> bool:
        """Whether everything was played and scored."""
        return self.facts.finished is not None

    def cases(self) -> Iterator[Case]:
        """Yield the cases in their order. Raises BadRun for a damaged file."""
        return _values(self.folder / CASES, _CASE)

    def results(self) -> Iterator[Result]:
        """Yield the results in the order in which they came. Raises BadRun for a damaged file."""
        for number, result in enumerate(_values(self.folder / RESULTS, _RESULT), start=1):
            stated = (result.confidence, result.milliseconds, *dict(result.features).values())
            if not all(map(isfinite, stated)) or not 0 <= result.confidence <= 1:
                raise _damaged(self.folder / RESULTS, number)
            yield result

    def outcomes(self) -> Iterator[tuple[Case, Result]]:
        """Yield each case that was played with its result, once for each repetition.

        Raises BadRun for a damaged file, and for a finished run that lacks any of its results.
        """
        results, number = self.results(), 0
        for case in self.cases():
            for result in islice(results, self.facts.repeat):
                if result.case != case.id:
                    raise BadRun(
                        f"{self.folder / RESULTS} is damaged: a result of {result.case!r} stands"
                        f" where one of {case.id!r} should be. Play the set again."
                    )
                yield case, result
                number += 1
        number += sum(1 for _ in results)
        due = self.facts.cases * self.facts.repeat
        if number > due or (self.complete and number < due):
            raise BadRun(
                f"{self.folder / RESULTS} is damaged: it has {number} results of {due}."
                " Play the set again."
            )

    def outcome(self, place: int) -> tuple[Case, tuple[Result, ...]]:
        """Return the case at a place, counted from 0, with its results as far as it was played.

        Raises UnknownRun for a place that the run doesn't have, and BadRun for a damaged file.
        """
        first, end = place * self.facts.repeat, (place + 1) * self.facts.repeat
        case = next(_values(self.folder / CASES, _CASE, place, place + 1), None)
        if case is None:
            raise UnknownRun(f"The run {self.facts.name} has no case number {place + 1}.")
        results = self.folder / RESULTS
        return case, tuple(_values(results, _RESULT, first, end)) if results.exists() else ()

    def extra(self) -> Extra:
        """Return what was found out about the results later: a model's opinions, if any.

        Raises BadRun for a damaged file.
        """
        from evals.runs.judgements import extra  # noqa: PLC0415 - judging needs runs

        return extra(self.folder)

    def scores(self) -> Scores:
        """Return the figures, computed anew where their file is gone.

        Raises BadRun for a run that isn't finished, or is damaged.
        """
        from evals.metrics import Scores, score  # noqa: PLC0415 - see above

        if not self.complete:
            raise BadRun(
                f"The run in {self.folder} isn't finished. The command that began it goes on from"
                " where it stopped."
            )
        kept = self.folder / SCORES
        if not kept.exists():
            return score(self.outcomes(), self.extra())
        try:
            return Scores.from_json(kept.read_text("utf-8"))
        except (BadRun, UnicodeDecodeError) as wrong:
            raise BadRun(
                f"{kept} is damaged, or of another release of PolicyDesk. Delete it, and the"
                " figures are computed anew."
            ) from wrong


def _values(
    path: Path, kind: TypeAdapter[_T], first: int = 0, end: int | None = None
) -> Iterator[_T]:
    for number, one in islice(enumerate(lines(path), start=1), first, end):
        try:
            yield kind.validate_json(one)
        except ValidationError as wrong:
            raise _damaged(path, number) from wrong


def _damaged(path: Path, number: int) -> BadRun:
    return BadRun(
        f"{path}, line {number} is damaged, or of another release of PolicyDesk."
        " Play the set again."
    )
