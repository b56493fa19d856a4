"""What came of each case of a run, all its repetitions together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from evals.model import Case, Result
from evals.verdict import Status, status

Outcomes = Iterable[tuple[Case, Result]]


def by_case(outcomes: Outcomes) -> Iterator[tuple[Case, tuple[Result, ...]]]:
    """Yield each case with all its repetitions, which follow each other."""
    for _, group in groupby(outcomes, key=lambda outcome: outcome[0].id):
        pairs = tuple(group)
        yield pairs[0][0], tuple(result for _, result in pairs)


def overall(case: Case, results: Iterable[Result]) -> Status:
    """Return the status of a case that was played several times: it must pass every time."""
    found = {status(case, result) for result in results}
    for weightier in (Status.STALE, Status.FAILED):
        if weightier in found:
            return weightier
    return Status.PASSED


def shown(case: Case, results: Iterable[Result]) -> Result:
    """Return the repetition that people should look at: the first that fails, or the first."""
    results = tuple(results)
    failing = (result for result in results if status(case, result) is Status.FAILED)
    return next(failing, results[0])
