from __future__ import annotations

import pytest

from bot.model import Band, Kind, Reason
from bot.writing import Outcome
from evals.metrics import values
from evals.metrics.verbatim import verbatim_share
from evals.model import Result
from tests.evals.metrics.made import CLAUSE, case, cited, failed, ranked, result

ANSWER, CLARIFY, ESCALATE, DECLINE = Kind.ANSWER, Kind.CLARIFY, Kind.ESCALATE, Kind.DECLINE


def test_citations_of_an_answer_are_counted_by_the_requirements_they_meet() -> None:
    shown = [cited(0), cited(), cited(0), cited(verbatim=False, current=False)]
    assert values.citations(case(gold=2), result(cites=shown)) == {
        "quote_verbatim": 3 / 4,
        "version_right": 3 / 4,
        "citation_precision": 2 / 4,
        "citation_recall": 1 / 2,
        "cited_right": 0.0,
    }


def test_an_answer_that_cites_all_it_needs_is_cited_right() -> None:
    found = values.citations(case(gold=2), result(cites=[cited(1), cited(0)]))
    assert found["cited_right"] == found["citation_recall"] == found["citation_precision"] == 1


def test_an_answer_that_cites_nothing_cites_nothing_right() -> None:
    found = values.citations(case(gold=1), result())
    assert found == {"citation_precision": 0, "citation_recall": 0, "cited_right": 0}


@pytest.mark.parametrize("missing", [result(ESCALATE), failed()])
def test_what_isnt_answered_isnt_cited_right_though_it_shows_no_wrong_citation(
    missing: Result,
) -> None:
    assert values.citations(case(gold=1), missing) == {"cited_right": 0}


def test_a_question_back_that_the_case_allows_is_no_missing_answer() -> None:
    asked = case(ANSWER, CLARIFY, gold=1, facts=(("a fact",),))
    assert values.citations(asked, result(CLARIFY)) == {}
    assert "facts" not in values.answers(asked, result(CLARIFY))


def test_quotes_count_in_whatever_shows_them() -> None:
    found = values.citations(case(ESCALATE), result(ESCALATE, cites=[cited(verbatim=False)]))
    assert found == {"quote_verbatim": 0, "version_right": 1}


NOTHING: dict[str, float] = {}
TABLE = [
    # expected, decided, band, what is said of it
    ((ANSWER,), ANSWER, Band.SURE, {"answered_when_answerable": 1}),
    ((ANSWER,), CLARIFY, Band.NONE, {"answered_when_answerable": 0, "clarify_precision": 0}),
    (
        (ANSWER, CLARIFY),
        CLARIFY,
        Band.NONE,
        {"answered_when_answerable": 1, "clarify_precision": 1},
    ),
    ((ANSWER,), ESCALATE, Band.NONE, {"answered_when_answerable": 0, "escalation_precision": 0}),
    ((ANSWER,), DECLINE, Band.NONE, {"answered_when_answerable": 0, "decline_precision": 0}),
    (
        (CLARIFY,),
        CLARIFY,
        Band.NONE,
        {"clarify_precision": 1, "clarify_recall": 1},
    ),
    ((CLARIFY,), ANSWER, Band.SURE, {"clarify_recall": 0}),
    (
        (ESCALATE,),
        ESCALATE,
        Band.NONE,
        {
            "not_answered_when_unanswerable": 1,
            "not_sure_when_unanswerable": 1,
            "escalation_precision": 1,
            "escalation_recall": 1,
        },
    ),
    (
        (ESCALATE,),
        ANSWER,
        Band.UNSURE,
        {
            "not_answered_when_unanswerable": 0,
            "not_sure_when_unanswerable": 1,
            "escalation_recall": 0,
        },
    ),
    (
        (ESCALATE, DECLINE),
        ANSWER,
        Band.SURE,
        {"not_answered_when_unanswerable": 0, "not_sure_when_unanswerable": 0},
    ),
    ((ANSWER, ESCALATE), ANSWER, Band.SURE, NOTHING),
    ((ANSWER, ESCALATE), ESCALATE, Band.NONE, {"escalation_precision": 1}),
    (
        (DECLINE,),
        DECLINE,
        Band.NONE,
        {
            "not_answered_when_unanswerable": 1,
            "not_sure_when_unanswerable": 1,
            "decline_precision": 1,
        },
    ),
]


@pytest.mark.parametrize(("expect", "kind", "band", "said"), TABLE)
def test_decisions_are_judged_from_the_case_and_from_the_decision(
    expect: tuple[Kind, ...], kind: Kind, band: Band, said: dict[str, float]
) -> None:
    found = values.decisions(case(*expect), result(kind, band=band))
    assert found == {"decision_accuracy": kind in expect, **said}


@pytest.mark.parametrize("expect", [(ANSWER,), (CLARIFY,), (ESCALATE,), (DECLINE,)])
def test_what_broke_down_is_wrong_wherever_something_was_asked_of_it(
    expect: tuple[Kind, ...],
) -> None:
    asked = case(*expect, reasons=(Reason.URGENT,), gold=1, facts=(("a",),))
    found = {**values.decisions(asked, failed()), **values.answers(asked, failed())}
    assert len(found) >= 5
    assert set(found.values()) == {0.0}


@pytest.mark.parametrize(
    ("reasons", "decided", "recall", "precision"),
    [
        ((Reason.URGENT,), result(ESCALATE, reason=Reason.URGENT), 1, 1),
        ((Reason.URGENT,), result(ESCALATE, reason=Reason.NO_CLAUSE), 0, None),
        ((Reason.URGENT,), result(ANSWER), 0, None),
        ((Reason.SENSITIVE,), result(ESCALATE, reason=Reason.URGENT), None, 0),
        ((), result(ESCALATE, reason=Reason.URGENT), None, 1),
    ],
)
def test_urgent_is_right_when_passed_on_for_that_reason(
    reasons: tuple[Reason, ...], decided: Result, recall: float | None, precision: float | None
) -> None:
    found = values.decisions(case(ESCALATE, reasons=reasons), decided)
    assert found.get("urgent_recall") == recall
    assert found.get("urgent_precision") == precision


def test_urgent_where_an_answer_is_right_is_a_false_alarm() -> None:
    found = values.decisions(case(ANSWER), result(ESCALATE, reason=Reason.URGENT))
    assert found["urgent_precision"] == 0


def test_a_reason_counts_only_with_the_right_decision() -> None:
    asked = case(ESCALATE, reasons=(Reason.NO_CLAUSE, Reason.SENSITIVE))
    right = values.decisions(asked, result(ESCALATE, reason=Reason.SENSITIVE))
    other = values.decisions(asked, result(ESCALATE, reason=Reason.URGENT))
    wrong = values.decisions(asked, result(DECLINE, reason=Reason.SENSITIVE))
    assert [found["reason_accuracy"] for found in (right, other, wrong)] == [1, 0, 0]
    assert "reason_accuracy" not in values.decisions(case(ESCALATE), result(ESCALATE))


def test_confidence_is_measured_against_what_was_or_would_have_been_shown() -> None:
    asked = case(gold=1)
    shown = values.confidence(asked, result(confidence=0.7, cites=[cited(0)]))
    assert shown == {
        "confidence": 0.7,
        "right": 1,
        "brier": pytest.approx(0.09),
        "sure_precision": 1,
    }
    kept_back = result(ESCALATE, confidence=0.2, band=Band.NONE, found=ranked([], [0]))
    assert values.confidence(asked, kept_back)["brier"] == pytest.approx(0.64)
    unsure = values.confidence(asked, result(band=Band.UNSURE, cites=[cited(0)]))
    assert "sure_precision" not in unsure
    assert values.confidence(asked, failed()) == {}


def test_facts_and_forbidden_phrases_are_looked_for_in_the_text() -> None:
    asked = case(facts=(("two days", "48 hours"), ("manager",)), forbidden_phrases=("never mind",))
    found = values.answers(asked, result(text="Within 48  Hours. Never Mind the rest."))
    assert (found["facts"], found["forbidden"]) == (1 / 2, 1)
    assert values.answers(asked, result(ESCALATE, text=""))["facts"] == 0
    assert "facts" not in values.answers(case(), result())
    assert "forbidden" not in values.answers(case(), result())


def test_a_clause_that_is_forbidden_counts_as_a_forbidden_phrase_does() -> None:
    asked = case(forbidden_phrases=("x y z",))
    assert values.answers(asked, result(cites=[cited(forbidden=True)]))["forbidden"] == 1
    assert values.answers(asked, result(cites=[cited()]))["forbidden"] == 0


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (result(writing=Outcome.WRITTEN, writer="openai:m"), {"written": 1, "replaced": 0}),
        (result(writing=Outcome.DROPPED), {"written": 0, "replaced": 1}),
        (result(writing=Outcome.SLOW), {"written": 0, "replaced": 1}),
        # A model that found no answer took it back: nothing stands in its place.
        (result(ESCALATE, writing=Outcome.NONE), {"written": 0, "replaced": 0}),
        (result(), {}),
        (failed(), {}),
    ],
)
def test_whose_words_an_answer_is_in_counts_where_a_model_was_asked(
    made: Result, found: dict[str, float]
) -> None:
    assert values.writing(case(), made) == found


def test_a_case_passes_when_nothing_is_wrong() -> None:
    assert values.answers(case(gold=1), result(cites=[cited(0)]))["passed"] == 1
    assert values.answers(case(gold=1), result(cites=[cited()]))["passed"] == 0


def test_a_time_of_zero_was_not_taken() -> None:
    assert values.cost(case(), result(milliseconds=0, tokens=7)) == {"tokens": 7}
    assert values.cost(case(), result(milliseconds=3)) == {"milliseconds": 3, "tokens": 0}


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (CLAUSE, 1),
        (f"“{CLAUSE.upper()}”", 1),
        ("Employees may keep a parrot", 0),
        ("Employees may keep a personal parrot", 5 / 6),
        (f"{CLAUSE}\n4.2 · Social Media Policy · version 1", 1),
        ("Section 4.2 of the Social Media Policy forbids it.", 0),
        ("", 0),
        ("Ask somebody else about it, please.", 0),
    ],
)
def test_verbatim_is_what_stands_in_runs_of_five_words_in_a_cited_clause(
    text: str, share: float
) -> None:
    assert verbatim_share(result(text=text, cites=[cited()])) == pytest.approx(share)


def test_nothing_is_verbatim_without_a_citation() -> None:
    assert verbatim_share(result(text=CLAUSE)) == 0
