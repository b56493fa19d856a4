from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.compose import text_of
from bot.model import Band, Citation, Decision, Kind, Reason
from bot.settings import Settings
from bot.ticket_wording import claimed, not_for_us, passed_on
from bot.wording import moment, place, quoted, since, switched_off
from knowledge.model import ClauseKind, Header
from tests.bot.made import clause, passage, version

SETTINGS = Settings(office="the press office", office_contact="555-0100", agency="Harbors")
FOUND = Citation(passage("speculate on the cause;", "4.3.b", lead_in="Employees must not:"), "")
CITED = Citation(FOUND.passage, FOUND.passage.clause.text)


def decision(kind: Kind, reason: Reason, *cited: Citation, ticket: int | None = None) -> Decision:
    return Decision(kind, reason, Band.SURE, "", 0.9, cited, ticket=ticket)


def test_a_list_item_is_read_with_its_lead_in_and_its_source() -> None:
    assert quoted(CITED, 1) == (
        "“Employees must not:\nspeculate on the cause;”\n— 4.3.b · Social Media Policy [1]"
    )


def test_the_items_of_an_opened_list_stand_under_it_with_their_marks() -> None:
    opener = passage("Pictures may be posted, provided that:", "6.1")
    items = (clause("they are lawful;", "6.1(a)"), clause("no card is seen.", "6.1(b)"))
    text = quoted(Citation(opener, opener.clause.text, items=items), 2)
    assert "provided that:\n(a) they are lawful;\n(b) no card is seen.”" in text


def test_a_clause_without_number_is_cited_by_its_heading() -> None:
    found = passage("Be kind.", "", headings=("Manners", "Online"))
    assert quoted(Citation(found, "Be kind."), 1).endswith("— Online · Social Media Policy [1]")


def test_the_line_under_a_quote_names_number_document_version_day_and_page() -> None:
    dated = Header("s", "Social Media Policy", version="3.2", effective_from=date(2026, 7, 1))
    found = passage("Be kind.", "4.1", of=replace(version(), header=dated))
    cited = Citation(replace(found, clause=replace(found.clause, page=3)), "Be kind.")
    said = "— 4.1 · Social Media Policy · version 3.2 · since 1 July 2026 · page 3 [1]"
    assert quoted(cited, 1).endswith(said)


@pytest.mark.parametrize(
    ("label", "shown"),
    [("3.2", " · version 3.2 "), ("Rev. B", " · Rev. B "), ("", "— 1.1 · Social Media Policy [")],
)
def test_a_version_is_named_as_its_document_names_it(label: str, shown: str) -> None:
    made = version()
    of = replace(made, header=replace(made.header, version=label))
    assert shown in quoted(Citation(passage("Be kind.", of=of), "Be kind."), 1)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (None, None, ""),
        (date(2025, 3, 1), None, "since 1 March 2025"),
        (date(2025, 3, 1), date(2025, 12, 31), "since 1 March 2025"),
        (None, date(2025, 12, 31), "until 31 December 2025"),
    ],
)
def test_the_day_is_told_since_which_a_version_applies(
    begins: date | None, ends: date | None, words: str
) -> None:
    assert since(Header("p", "P", effective_from=begins, effective_to=ends)) == words


@pytest.mark.parametrize(
    ("number", "page", "anchor", "words"),
    [
        ("4.1", 3, "4-1", "page 3"),
        ("4.1", None, "4-1", ""),
        ("4.1", None, "comments", "#comments"),
        ("", None, "how-to-be-kind", ""),
        ("", None, "", ""),
    ],
)
def test_an_anchor_is_told_where_it_says_more_than_the_name(
    number: str, page: int | None, anchor: str, words: str
) -> None:
    made = clause("Be kind.", number, headings=("How to be kind?",))
    assert place(replace(made, page=page, anchor=anchor)) == words


def test_what_a_clause_refers_to_is_named_once_below_its_origin() -> None:
    others = (clause("a", "8.3"), clause("b", "", headings=("Manners",)), clause("c", "8.3"))
    cited = Citation(passage("Be kind.", "4.1"), "Be kind.", refers=others)
    assert quoted(cited, 1).endswith("[1]\nSee also 8.3; Manners.")


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
    assert "Nothing was sent" not in told
    assert "Nothing was sent" in untold
    assert "passed it" not in untold


def test_the_nearest_clauses_are_labelled_as_such() -> None:
    unsettled = replace(decision(Kind.ESCALATE, Reason.LOW_CONFIDENCE, CITED), band=Band.NONE)
    text = text_of(unsettled, SETTINGS)
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


@pytest.mark.parametrize(("kind", "shown"), [("item", "\n- Some."), ("prose", "\nSome.")])
def test_an_item_without_a_mark_gets_a_dash_and_a_paragraph_none(kind: str, shown: str) -> None:
    opener = passage("These may be posted:", "6.1")
    item = clause("Some.", "6.1", kind=ClauseKind(kind))
    assert shown in quoted(Citation(opener, opener.clause.text, items=(item,)), 1)


@pytest.mark.parametrize(
    ("band", "introduced"),
    [(Band.SURE, "the policy says meanwhile"), (Band.NONE, "may be about something else")],
)
def test_an_urgent_matter_comes_with_clauses_for_what_they_are(band: Band, introduced: str) -> None:
    urgent = replace(decision(Kind.ESCALATE, Reason.URGENT, CITED), band=band)
    assert introduced in text_of(urgent, SETTINGS)


def test_what_becomes_of_a_ticket_is_told_in_a_sentence() -> None:
    assert claimed("the press office", "", 4) == (
        "Somebody of the press office has your question now (ticket 4)."
    )
    assert claimed("the press office", "Ann", 4).startswith("Ann of the press office has")
    assert not_for_us("the press office", "ask the works council.") == (
        "The press office can't settle this: ask the works council."
    )


def test_a_promise_names_day_and_hour_of_the_agency() -> None:
    at = datetime(2026, 5, 4, 22, 30, tzinfo=UTC).astimezone(ZoneInfo("America/Chicago"))
    assert passed_on("the press office", 4, moment(at)) == (
        "I've passed it to the press office as ticket 4; the reply will come to you here. You can"
        " expect it by Monday, 4 May 2026, 17:30."
    )
    assert "expect" not in passed_on("the press office", 4, "")


@pytest.mark.parametrize(("contact", "told"), [("555-0100", "help at 555-0100."), ("", "help.")])
def test_while_switched_off_the_office_is_named(contact: str, told: str) -> None:
    said = switched_off("We are moving.", "the press office", contact)
    assert said.startswith("I'm switched off at the moment: We are moving.\n\nUntil I'm back, ")
    assert said.endswith(f"the press office can {told}")
