"""What a gate has to know of each case of a run, and which cases speak against a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.gate.rules import Bound
from evals.gate.verdict import Failing
from evals.metrics import Extra, per_case
from evals.metrics.scoring import memberships
from evals.metrics.trust import ESTIMATORS
from evals.model import Case, Result
from evals.outcomes import by_case, overall, shown
from evals.runs import Run
from evals.verdict import Status, faults

NAMED = 5  # cases that a rule names; the report has them all
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """A case of a run: its status and first fault, its slices ("tag:urgent"), and its values.

    `stale` tells whether it says less than it should: a requirement that nothing meets any more,
    or a forbidden clause that is none.
    """

    id: str
    question: str
    tags: tuple[str, ...]
    status: Status
    wrong: str
    undecided: bool
    stale: bool
    slices: frozenset[str]
    values: Mapping[str, float]

    def failing(self) -> Failing:
        """Return the case as a verdict names it."""
        return Failing(self.id, self.question, self.wrong)


def evidence(run: Run) -> tuple[Evidence, ...]:
    """Return what is known of each case. Raises BadRun for a damaged run."""
    extra = run.extra()
    return tuple(_evidence(case, results, extra) for case, results in by_case(run.outcomes()))


def named(cases: Iterable[Evidence]) -> tuple[tuple[Failing, ...], int]:
    """Return the first few cases, and how many others there are."""
    found = tuple(cases)
    return tuple(one.failing() for one in found[:NAMED]), max(0, len(found) - NAMED)


def against(bound: Bound, cases: Sequence[Evidence]) -> list[Evidence]:
    """Return the cases that keep a figure from its bound, the worst first."""
    badness = _badness(bound)
    rated = [
        (bad, one)
        for one in cases
        if (not bound.slice or bound.slice in one.slices) and (bad := badness(one.values)) > 0
    ]
    return [one for _, one in sorted(rated, key=lambda pair: -pair[0])]


def _evidence(case: Case, results: Sequence[Result], extra: Extra) -> Evidence:
    wrong = faults(case, shown(case, results))
    forbidden = set(case.forbidden_clauses)
    return Evidence(
        case.id,
        case.question,
        case.tags,
        overall(case, results),
        wrong[0] if wrong else "",
        any(result.error for result in results),
        any(result.unmeetable or forbidden.intersection(result.stale) for result in results),
        frozenset(f"{kind}:{name}" for kind, name in memberships(case)),
        per_case(case, results, extra),
    )


def _badness(bound: Bound) -> Callable[[Mapping[str, float]], float]:
    """Return how far a case's values are from what would help; 0 where they don't hurt."""
    name, unit = bound.metric.name, bound.metric.unit
    if unit in {"ms", "tokens"}:
        value = "milliseconds" if unit == "ms" else name
        return lambda values: values.get(value, 0.0) - bound.value
    if name in ESTIMATORS:
        # What was trusted and is wrong, or right and wasn't trusted.
        return lambda values: abs(values.get("confidence", 0) - values.get("right", 0)) - _HALF
    if bound.at_least:
        return lambda values: 1 - values.get(name, 1.0)
    return lambda values: values.get(name, 0.0)
