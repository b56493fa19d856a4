from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.compose import text_of
from bot.model import Band, Citation, Decision, Kind, Reason
from bot.settings import Settings
from bot.wording import quoted
from tests.bot.made import clause, passage, version

SETTINGS = Settings(office="the press office", office_contact="555-0100", agency="Harbors")
FOUND = Citation(passage("speculate on the cause;", "4.3.b", lead_in="Employees must not:"), "")
CITED = Citation(FOUND.passage, FOUND.passage.clause.text)


def decision(kind: Kind, reason: Reason, *cited: Citation, ticket: int | None = None) -> Decision:
    return Decision(kind, reason, Band.SURE, "", 0.9, cited, ticket=ticket)


def test_a_list_item_is_read_with_its_lead_in_and_its_source() -> None:
    assert quoted(CITED, 1) == (
        "“Employees must not:\nspeculate on the cause;”\n— Social Media Policy, 4.3.b [1]"
    )


def test_the_items_of_an_opened_list_stand_under_it_with_their_marks() -> None:
    opener = passage("Pictures may be posted, provided that:", "6.1")
    items = (clause("they are lawful;", "6.1(a)"), clause("no card is seen.", "6.1(b)"))
    text = quoted(Citation(opener, opener.clause.text, items=items), 2)
    assert "provided that:\n(a) they are lawful;\n(b) no card is seen.”" in text


def test_a_clause_without_number_is_cited_by_its_heading() -> None:
    found = passage("Be kind.", "", headings=("Manners", "Online"))
    assert quoted(Citation(found, "Be kind."), 1).endswith("— Social Media Policy, Online [1]")


def test_an_unsure_answer_says_so_and_names_the_office() -> None:
    unsure = replace(decision(Kind.ANSWER, Reason.ANSWERED, CITED), band=Band.UNSURE)
    text = text_of(unsure, SETTINGS)
    assert text.startswith("This may not settle it")
    assert "the press office" in text


@pytest.mark.parametrize("reason", [Reason.LOW_CONFIDENCE, Reason.URGENT, Reason.NO_CLAUSE])
def test_an_escalation_says_truly_whether_the_office_was_told(reason: Reason) -> None:
    told = text_of(decision(Kind.ESCALATE, reason, ticket=12), SETTINGS)
    untold = text_of(decision(Kind.ESCALATE, reason), SETTINGS)
    assert "ticket 12" in told
    assert "haven't passed this on" not in told
    assert "haven't passed this on" in untold
    assert "passed it" not in untold


def test_the_nearest_clauses_are_labelled_as_such() -> None:
    text = text_of(decision(Kind.ESCALATE, Reason.LOW_CONFIDENCE, CITED), SETTINGS)
    assert "nearest clauses, which may be about something else" in text


def test_an_urgent_matter_names_the_fast_way_to_the_office() -> None:
    assert "555-0100" in text_of(decision(Kind.ESCALATE, Reason.URGENT), SETTINGS)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Kind.DECLINE, Reason.EMPTY),
        (Kind.DECLINE, Reason.TOO_LONG),
        (Kind.DECLINE, Reason.SMALL_TALK),
        (Kind.DECLINE, Reason.OFF_TOPIC),
        (Kind.DECLINE, Reason.PERSONAL_DATA),
        (Kind.ESCALATE, Reason.NO_CLAUSE),
        (Kind.ESCALATE, Reason.CONFLICTING_CLAUSES),
        (Kind.ESCALATE, Reason.ASKS_FOR_DECISION),
        (Kind.ESCALATE, Reason.SENSITIVE),
        (Kind.ESCALATE, Reason.ASKED_FOR_PERSON),
    ],
)
def test_every_end_has_words_of_its_own(kind: Kind, reason: Reason) -> None:
    text = text_of(decision(kind, reason), SETTINGS, ("card number",))
    assert text
    assert "{" not in text


def test_personal_data_is_named_once_for_each_kind() -> None:
    removed = ("phone number", "card number", "phone number")
    text = text_of(decision(Kind.DECLINE, Reason.PERSONAL_DATA), SETTINGS, removed)
    assert "a phone number and a card number" in text


def test_a_clause_for_some_people_is_marked() -> None:
    theirs = passage("Show form HP-12.", of=version(audience=("law-enforcement",)))
    note = "for law enforcement"
    assert f"({note})" in quoted(Citation(theirs, "Show form HP-12.", note), 1)
    assert date(2026, 1, 1).isoformat() not in quoted(CITED, 1)
