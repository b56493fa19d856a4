from __future__ import annotations

import pytest

from bot.decide import LEFT_ALONE, TO_THE_OFFICE, Ending, Evidence, decide, lowered, unsettled
from bot.model import Band, Kind, Reason
from bot.writing import Outcome

SURE = Evidence(band=Band.SURE, found=True, near=True)


@pytest.mark.parametrize("band", [Band.SURE, Band.UNSURE])
def test_a_reliable_clause_is_an_answer(band: Band) -> None:
    ending = decide(Evidence(band=band, found=True, near=True))
    assert (ending.kind, ending.reason, ending.band) == (Kind.ANSWER, Reason.ANSWERED, band)


@pytest.mark.parametrize("purpose", TO_THE_OFFICE)
@pytest.mark.parametrize("found", [True, False])
def test_what_a_person_must_take_goes_to_the_office_whatever_was_found(
    purpose: Reason, *, found: bool
) -> None:
    ending = decide(
        Evidence(
            Band.SURE, found=found, near=found, purpose=purpose, asks_back=Reason.WHICH_ACCOUNT
        )
    )
    assert (ending.kind, ending.reason) == (Kind.ESCALATE, purpose)


@pytest.mark.parametrize("purpose", LEFT_ALONE)
def test_what_cannot_be_answered_as_it_came_is_declined_with_no_band(purpose: Reason) -> None:
    ending = decide(Evidence(Band.SURE, found=True, near=True, purpose=purpose))
    assert (ending.kind, ending.reason, ending.band) == (Kind.DECLINE, purpose, Band.NONE)


@pytest.mark.parametrize(
    ("evidence", "kind", "reason"),
    [
        (Evidence(Band.NONE, found=False, near=False), Kind.ESCALATE, Reason.NO_CLAUSE),
        (Evidence(Band.NONE, found=True, near=False), Kind.DECLINE, Reason.OFF_TOPIC),
        (Evidence(Band.NONE, found=True, near=True), Kind.ESCALATE, Reason.LOW_CONFIDENCE),
        (
            Evidence(Band.NONE, found=True, near=True, asks_back=Reason.WHICH_ACCOUNT),
            Kind.ESCALATE,
            Reason.LOW_CONFIDENCE,
        ),
        (
            Evidence(Band.UNSURE, found=True, near=True, asks_back=Reason.WHICH_ACCOUNT),
            Kind.ANSWER,
            Reason.ANSWERED,
        ),
        (
            Evidence(Band.SURE, found=True, near=True, conflict=True),
            Kind.ESCALATE,
            Reason.CONFLICTING_CLAUSES,
        ),
        (
            Evidence(Band.SURE, found=True, near=True, asks_back=Reason.WHICH_AUDIENCE),
            Kind.CLARIFY,
            Reason.WHICH_AUDIENCE,
        ),
    ],
)
def test_the_first_rule_that_holds_decides(evidence: Evidence, kind: Kind, reason: Reason) -> None:
    ending = decide(evidence)
    assert (ending.kind, ending.reason) == (kind, reason)


def test_a_sure_answer_stays_one_however_far_its_words_are() -> None:
    assert decide(Evidence(Band.SURE, found=True, near=False)).kind is Kind.ANSWER
    assert decide(SURE).kind is Kind.ANSWER


SURELY = Ending(Kind.ANSWER, Reason.ANSWERED, Band.SURE)
PERHAPS = Ending(Kind.ANSWER, Reason.ANSWERED, Band.UNSURE)
BEST_TO_WORST = (Kind.ANSWER, Kind.CLARIFY, Kind.ESCALATE, Kind.DECLINE)
ENDINGS = [Ending(kind, reason, band) for kind in Kind for reason in Reason for band in Band]


@pytest.mark.parametrize("outcome", Outcome)
def test_a_model_never_raises_an_ending(outcome: Outcome) -> None:
    for ending in ENDINGS:
        after = lowered(ending, outcome)
        assert BEST_TO_WORST.index(after.kind) >= BEST_TO_WORST.index(ending.kind)
        assert list(Band).index(after.band) >= list(Band).index(ending.band)


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.NONE, Outcome.PARTIAL}))
def test_only_that_the_clauses_do_not_answer_lowers_anything(outcome: Outcome) -> None:
    assert all(lowered(ending, outcome) == ending for ending in ENDINGS)


def test_where_a_model_finds_part_of_an_answer_nobody_is_sure() -> None:
    assert lowered(SURELY, Outcome.PARTIAL) == PERHAPS
    assert lowered(PERHAPS, Outcome.PARTIAL) == PERHAPS


def test_where_a_model_finds_no_answer_it_goes_one_step_down() -> None:
    assert lowered(SURELY, Outcome.NONE) == PERHAPS
    assert lowered(PERHAPS, Outcome.NONE) == Ending(Kind.ESCALATE, Reason.LOW_CONFIDENCE, Band.NONE)


def test_other_words_are_looked_for_only_where_the_question_s_own_settle_too_little() -> None:
    assert unsettled(PERHAPS)
    assert not unsettled(SURELY)
    for reason in (Reason.NO_CLAUSE, Reason.LOW_CONFIDENCE, Reason.OFF_TOPIC):
        assert unsettled(Ending(Kind.ESCALATE, reason, Band.NONE))
    kept_back = (*LEFT_ALONE, *TO_THE_OFFICE, Reason.CONFLICTING_CLAUSES, Reason.WHICH_ACCOUNT)
    assert not any(unsettled(Ending(Kind.ESCALATE, reason, Band.NONE)) for reason in kept_back)
