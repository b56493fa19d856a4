from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import Band, Kind, Reason
from evals.model import Case, Gold, Result
from evals.report.findings import findings
from evals.report.kinds import Mistake, mistake
from tests.evals.report import made

PLAIN, LUNCH = made.answerable(), made.unanswerable()
URGENT = made.unanswerable("urgent", reasons=(Reason.URGENT,))
WRONG = replace(made.CITED, meets=())


@pytest.mark.parametrize(
    ("case", "result", "expected"),
    [
        (LUNCH, made.answer(LUNCH, leaks=("x",)), Mistake.LEAK),
        (PLAIN, Result("one", made.DAY, error="broken"), Mistake.ERROR),
        (URGENT, made.escalation(URGENT), Mistake.NOT_URGENT),
        (LUNCH, made.answer(LUNCH), Mistake.ANSWERED),
        (
            replace(PLAIN, forbidden_phrases=("Agree",)),
            made.answer(PLAIN, citations=(WRONG,)),
            Mistake.FORBIDDEN,
        ),
        (PLAIN, made.answer(PLAIN, citations=(replace(WRONG, verbatim=False),)), Mistake.MISQUOTED),
        (PLAIN, made.answer(PLAIN, citations=(replace(WRONG, current=False),)), Mistake.MISQUOTED),
        (PLAIN, made.answer(PLAIN, citations=(WRONG,)), Mistake.WRONG_CLAUSE),
        (replace(PLAIN, facts=(("two",),)), made.answer(PLAIN), Mistake.NO_FACT),
        (PLAIN, made.escalation(PLAIN), Mistake.NOT_ANSWERED),
        (LUNCH, made.escalation(LUNCH, kind=Kind.DECLINE), Mistake.OTHER_WAY),
    ],
)
def test_a_failure_counts_for_the_gravest_mistake(
    case: Case, result: Result, expected: Mistake
) -> None:
    assert mistake(case, result) is expected


def test_what_may_be_urgent_or_else_is_no_missed_emergency() -> None:
    case = replace(URGENT, reasons=(Reason.URGENT, Reason.NO_CLAUSE))
    assert mistake(case, made.escalation(case, kind=Kind.DECLINE)) is Mistake.OTHER_WAY


def test_the_gravest_come_first_and_among_equals_what_was_trusted_most() -> None:
    unsure, sure, missed = (made.unanswerable(name) for name in ("unsure", "sure", "missed"))
    found = findings(
        [
            (PLAIN, made.escalation(PLAIN)),
            (unsure, made.answer(unsure, confidence=0.3, band=Band.UNSURE)),
            (sure, made.answer(sure, confidence=0.8)),
            (missed, made.answer(missed, confidence=0.1, leaks=("x",))),
        ]
    )
    assert [one.case.id for one in found.worst] == ["missed", "sure", "unsure", "one"]
    assert (found.passed, found.failed, found.counted) == (0, 4, 4)


def test_only_the_worst_are_kept_and_all_are_counted() -> None:
    cases = [made.unanswerable(f"u{n}") for n in range(500)]
    outcomes = ((one, made.answer(one, confidence=n / 500)) for n, one in enumerate(cases))
    found = findings(outcomes, 7)
    assert [one.case.id for one in found.worst] == [f"u{n}" for n in range(499, 492, -1)]
    assert found.mistakes == {Mistake.ANSWERED: 500}


def test_a_stale_case_counts_apart_and_its_leak_is_shown_all_the_same() -> None:
    gone = made.escalation(PLAIN, stale=(Gold("rules", "2.1"),), unmeetable=(0,))
    found = findings([(PLAIN, gone)])
    assert (found.passed, found.failed, found.stale, found.worst) == (0, 0, 1, [])
    assert found.stale_cases[0].absent == (Gold("rules", "2.1"),)
    leaking = findings([(PLAIN, replace(gone, leaks=("x",)))])
    assert [one.mistake for one in leaking.worst] == [Mistake.LEAK]


def test_of_several_repetitions_the_gravest_is_shown() -> None:
    results = (
        made.answer(PLAIN),
        made.escalation(PLAIN, repetition=2),
        made.answer(PLAIN, repetition=3, citations=(WRONG,)),
    )
    (one,) = findings((PLAIN, result) for result in results).worst
    assert (one.result.repetition, one.failed, one.repeated) == (3, 2, 3)


def test_days_are_the_first_and_the_last_that_were_asked() -> None:
    other = made.unanswerable()
    days = made.DAY.replace(year=2024), made.DAY.replace(year=2030)
    found = findings(
        [(PLAIN, made.answer(PLAIN, on=days[1])), (other, made.escalation(other, on=days[0]))]
    )
    assert found.days == days
    assert findings([]).days is None
