from __future__ import annotations

import pytest

from bot.decide import LEFT_ALONE, TO_THE_OFFICE, Evidence, decide
from bot.model import Band, Kind, Reason

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
