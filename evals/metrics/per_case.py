"""A case with its repetitions → its value of each metric. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from evals.metrics import values
from evals.metrics.retrieval import retrieval
from evals.model import Case, Result

# More values of a result, by the names of metrics; a name that is no metric's is ignored.
Extra = Callable[[Case, Result], Mapping[str, float]]

_PARTS = (
    retrieval,
    values.citations,
    values.decisions,
    values.confidence,
    values.answers,
    values.writing,
    values.cost,
)


def nothing_more(_case: Case, _result: Result) -> Mapping[str, float]:
    """Return no values: what `Extra` is where nobody judges."""
    return {}


def per_case(
    case: Case, results: Sequence[Result], extra: Extra = nothing_more
) -> Mapping[str, float]:
    """Return a case's values by name: each is the mean of the repetitions that it applies to.

    A metric that doesn't apply has no value. Besides metrics there are the observations that
    metrics over many cases are made of: `confidence`, `right`, `milliseconds`. A stale case has
    nothing but `leaks`; one leak in any repetition is a leak.
    """
    leaks = {"leaks": float(any(result.leaks for result in results))}
    if any(result.unmeetable for result in results):
        return leaks
    found = [_values(case, result, extra) for result in results]
    names = dict.fromkeys(name for one in found for name in one)
    means = {name: fmean(one[name] for one in found if name in one) for name in names}
    return {**leaks, **means, **_stability(results)}


def _values(case: Case, result: Result, extra: Extra) -> Mapping[str, float]:
    parts = [part(case, result) for part in _PARTS]
    return {name: value for part in (*parts, extra(case, result)) for name, value in part.items()}


def _stability(results: Sequence[Result]) -> Mapping[str, float]:
    if len(results) < 2:  # noqa: PLR2004 — what was done once can't differ
        return {}
    seen = {(one.kind, one.reason, tuple(c.key for c in one.citations)) for one in results}
    return {"stability": float(len(seen) == 1 and not results[0].error)}
