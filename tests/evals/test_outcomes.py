from __future__ import annotations

from datetime import date

import pytest

from bot.model import Kind
from evals.model import Case, Result
from evals.outcomes import by_case, overall, shown
from evals.verdict import Status

CASE = Case("one", "May I?", (Kind.ESCALATE,))


def told(case: Case, repetition: int, kind: Kind = Kind.ESCALATE, **more: object) -> Result:
    return Result(case.id, date(2026, 5, 4), repetition, kind, **more)  # type: ignore[arg-type]


RIGHT, WRONG = told(CASE, 1), told(CASE, 2, Kind.ANSWER)
STALE = told(CASE, 3, unmeetable=(0,))


def test_repetitions_that_follow_each_other_are_one_case() -> None:
    other = Case("two", "May I?", (Kind.ESCALATE,))
    outcomes = [(CASE, RIGHT), (CASE, WRONG), (other, told(other, 1))]
    assert [(case.id, len(results)) for case, results in by_case(outcomes)] == [
        ("one", 2),
        ("two", 1),
    ]
    assert list(by_case([])) == []


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ([RIGHT, RIGHT], Status.PASSED),
        ([RIGHT, WRONG], Status.FAILED),
        ([WRONG, STALE], Status.STALE),
    ],
)
def test_a_case_must_pass_every_time(results: list[Result], status: Status) -> None:
    assert overall(CASE, results) is status


def test_the_first_failure_is_shown_or_else_the_first_repetition() -> None:
    assert shown(CASE, [RIGHT, WRONG, told(CASE, 4, Kind.ANSWER)]) is WRONG
    assert shown(CASE, [RIGHT, told(CASE, 5)]) is RIGHT
