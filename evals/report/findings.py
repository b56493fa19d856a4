"""A run read once from beginning to end, of which only what is shown is kept."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from evals.model import Case, Gold, Result
from evals.outcomes import by_case, overall
from evals.report.kinds import Mistake, mistake
from evals.verdict import Status, faults, status

SHOWN = 50  # failing cases that are shown in full, and stale ones that are named
ON_PAPER = 15  # of them in full on paper; a line each for the rest


@dataclass(frozen=True, slots=True)
class Failure:
    """A failing case with the gravest of its results.

    `failed` of its `repeated` repetitions failed; `order` is its place in the set.
    """

    case: Case
    result: Result
    mistake: Mistake
    faults: tuple[str, ...]
    failed: int
    repeated: int
    order: int

    @property
    def key(self) -> tuple[int, float, int]:
        """What they are sorted by, the worst first: what is wrong and was trusted is worse."""
        return self.mistake.gravity, -self.result.confidence, self.order


@dataclass(frozen=True, slots=True)
class StaleCase:
    """A case of which nothing can be said, and the gold that no clause meets."""

    id: str
    question: str
    absent: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What became of the cases: those that failed in any repetition count as failed.

    `worst` are the gravest failing cases, at most SHOWN of them, and with them every leak of a
    stale case; `mistakes` counts all that could stand there. `days` are the first and the last
    day asked, None where nothing was.
    """

    passed: int
    failed: int
    stale: int
    mistakes: Mapping[Mistake, int]
    worst: Sequence[Failure]
    stale_cases: Sequence[StaleCase]
    days: tuple[date, date] | None

    @property
    def counted(self) -> int:
        """How many cases say something."""
        return self.passed + self.failed


def findings(outcomes: Iterable[tuple[Case, Result]], most: int = SHOWN) -> Findings:
    """Read the outcomes, all repetitions of a case after each other. Only `most` are kept."""
    reading = _Reading(most)
    for order, (case, results) in enumerate(by_case(outcomes)):
        reading.add(order, case, results)
    return reading.findings()


@dataclass(slots=True)
class _Reading:
    most: int
    states: Counter[Status] = field(default_factory=Counter)
    mistakes: Counter[Mistake] = field(default_factory=Counter)
    worst: list[Failure] = field(default_factory=list)
    stale: list[StaleCase] = field(default_factory=list)
    days: tuple[date, date] | None = None

    def add(self, order: int, case: Case, results: Sequence[Result]) -> None:
        state = overall(case, results)
        self.states[state] += 1
        days = [result.on for result in results]
        self.days = min([*days, *(self.days or ())]), max([*days, *(self.days or ())])
        if state is Status.STALE and len(self.stale) < self.most:
            self.stale.append(StaleCase(case.id, case.question, _absent(results)))
        # What nobody may read is told whether or not the rest of the case still makes sense.
        if state is Status.FAILED or any(result.leaks for result in results):
            self._keep(_failure(order, case, results))

    def _keep(self, failure: Failure) -> None:
        self.mistakes[failure.mistake] += 1
        self.worst.append(failure)
        if len(self.worst) > 2 * self.most:
            self.worst = heapq.nsmallest(self.most, self.worst, key=lambda one: one.key)

    def findings(self) -> Findings:
        return Findings(
            passed=self.states[Status.PASSED],
            failed=self.states[Status.FAILED],
            stale=self.states[Status.STALE],
            mistakes={one: self.mistakes[one] for one in Mistake if self.mistakes[one]},
            worst=heapq.nsmallest(self.most, self.worst, key=lambda one: one.key),
            stale_cases=self.stale,
            days=self.days,
        )


def _failure(order: int, case: Case, results: Sequence[Result]) -> Failure:
    failing = [one for one in results if one.leaks or status(case, one) is Status.FAILED]
    gravest = min(failing, key=lambda one: mistake(case, one).gravity)
    return Failure(
        case,
        gravest,
        mistake(case, gravest),
        faults(case, gravest),
        len(failing),
        len(results),
        order,
    )


def _absent(results: Sequence[Result]) -> tuple[Gold, ...]:
    return tuple(dict.fromkeys(gold for result in results for gold in result.stale))
