from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.office.card import Shown, card
from adapters.chat.office.found import Found
from adapters.chat.office.modals import (
    not_for_us_form,
    pick_form,
    preview_form,
    reply_form,
    rule_form,
)
from adapters.chat.places import SLACK
from adapters.slack.showing.render import render, view
from bot.model import Citation, Person, Reason
from bot.service_level import Why
from bot.tickets import Did, Ticket, TicketEvent, TicketState
from knowledge.model import Passage
from tests.adapters.slack.decisions import LABEL, LONG, TEXT, citation
from tests.fakes.slack import buttons, rung, shown
from tests.fakes.slack.blocks import check_message, check_view

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HIDDEN = "xyzzy"
PEOPLE = st.sampled_from(
    [Person("slack:T1:U1", "Ann"), Person("terminal:<!here>", "<!channel>"), Person("terminal:b")]
)
EVENTS = st.lists(
    st.builds(
        lambda did, who, text, line: TicketEvent(NOON, who.name, did, text, who.id, line),
        st.sampled_from(list(Did)),
        PEOPLE,
        TEXT | LONG,
        st.integers(1, 99),
    ),
    max_size=8,
).map(tuple)
TICKETS = st.builds(
    Ticket,
    id=st.integers(1, 10**9),
    state=st.sampled_from(list(TicketState)),
    reason=st.sampled_from(list(Reason)),
    urgent=st.booleans(),
    conversation=st.just("slack:T1:C1:1.1"),
    question=LABEL | LONG,
    decision=st.just({})
    | st.fixed_dictionaries({"writer": TEXT | LONG, "dropped": st.integers(0, 9)}),
    created=st.just(NOON),
    updated=st.just(NOON),
    events=EVENTS,
    asker=PEOPLE,
    claimant=st.none() | PEOPLE,
    due=st.none() | st.just(NOON + timedelta(hours=8)),
)
PASSAGES = st.lists(LABEL | LONG, max_size=12).map(
    lambda texts: tuple(made(text, place) for place, text in enumerate(texts))
)
FOUND = st.builds(Found, PASSAGES, st.integers(0, 9), st.integers(0, 9))


def made(text: str, place: int = 0) -> Passage:
    passage = citation(text, f"4.{place}").passage
    clause = replace(passage.clause, key=f"key-{place}", id=f"id-{place}")
    return replace(passage, clause=clause)


def quotes(found: Found) -> tuple[Citation, ...]:
    return tuple(Citation(one, one.clause.text) for one in found.passages)


def seen(ticket: Ticket, found: Found) -> dict[str, Any]:
    (posted,) = render(card(Shown(ticket, found, quotes(found), UTC, SLACK)))
    return dict(posted)


@given(TICKETS, FOUND)
def test_every_card_is_one_message_that_slack_takes(ticket: Ticket, found: Found) -> None:
    posted = seen(ticket, found)
    check_message(posted)
    assert rung(posted) <= {"U1"}
    assert buttons(posted)


@given(TICKETS, FOUND)
def test_every_form_is_one_that_slack_takes(ticket: Ticket, found: Found) -> None:
    reading = card(Shown(ticket, found, quotes(found), UTC, SLACK)).blocks[:2]
    forms = (
        reply_form(ticket),
        pick_form(ticket, found, {one.passage.clause.key: one for one in quotes(found)}),
        not_for_us_form(ticket),
        preview_form(f"{ticket.id}:1", "The asker reads this:", reading),
        rule_form(ticket, ticket.question, found, NOON.date()),
    )
    for form in forms:
        check_view(view(form))


@given(TICKETS)
def test_where_something_was_hidden_the_offices_words_are_too(ticket: Ticket) -> None:
    said = TicketEvent(NOON, "Ann", Did.REPLIED, f"It says: {HIDDEN}", "slack:T1:U1", 7)
    told = replace(ticket, events=(said,), question="?", asker=Person(), claimant=None)
    assert HIDDEN not in str(seen(told, Found(hidden=1)))
    assert HIDDEN in str(seen(told, Found()))


def test_what_opens_a_list_isnt_shown_as_if_it_were_all() -> None:
    said = shown(seen(_ticket(), Found((made("You may post pictures, provided that:"),))))
    assert "You may post pictures, provided that: …" in said


@given(st.text("ab .…:\n", max_size=600))
def test_what_is_shortened_has_one_ellipsis_and_no_full_stop_before_it(text: str) -> None:
    clause = f"{text} {'c' * 300}: d." if text else "c."
    said = shown(seen(_ticket(), Found((made(clause),))))
    assert "c" in said
    assert not re.search(r"[.…]\s?…$", said.partition("What happened")[0].rstrip())


def _ticket() -> Ticket:
    return Ticket(
        id=1,
        state=TicketState.OPEN,
        reason=Reason.NO_CLAUSE,
        urgent=False,
        conversation="",
        question="May I?",
        decision={},
        created=NOON,
        updated=NOON,
    )


def test_a_card_says_when_nothing_was_found_and_when_clauses_changed_since() -> None:
    assert "The bot found no clause that comes near." in shown(seen(_ticket(), Found()))
    assert "2 clauses that changed since" in shown(seen(_ticket(), Found(changed=2)))


def test_a_card_says_that_the_asker_read_a_model_s_words_and_how_much_was_left_out() -> None:
    by_model = replace(_ticket(), decision={"writer": "openai:m", "dropped": 2})
    said = shown(seen(by_model, Found()))
    assert "A language model (openai:m) put the answer in plain words above the clauses." in said
    assert "2 of its sentences were left out" in said
    assert "model" not in shown(seen(_ticket(), Found()))


def test_without_clauses_to_pick_there_is_no_button_to_pick_one() -> None:
    assert "Answer from a clause" not in buttons(seen(_ticket(), Found(hidden=3)))


@pytest.mark.parametrize(
    ("did", "why", "said"),
    [
        (Did.REMINDED, Why.DUE_SOON, "a reminder was sent: due soon"),
        (Did.REMINDED, Why.OVERDUE, "a reminder was sent: overdue"),
        (Did.ESCALATED, Why.UNCLAIMED, "the second list on call was told: nobody has it"),
        (Did.ESCALATED, Why.LONG_OVERDUE, "the second list on call was told: long overdue"),
        (Did.RULED, "published", "Ann published the reply as a ruling"),
        (Did.RULED, "retired", "Ann took the ruling out of force"),
    ],
)
def test_the_cards_log_says_what_a_reminder_was_about_and_what_became_of_a_ruling(
    did: Did, why: str, said: str
) -> None:
    who = "Ann" if did is Did.RULED else ""
    event = TicketEvent(NOON, who, did, why, "", 7)
    assert f"Mon 4 May, 12:00 · {said}\n" in shown(
        seen(replace(_ticket(), events=(event,)), Found())
    )


def test_a_card_says_that_a_ticket_is_overdue_from_the_first_event_after() -> None:
    due = NOON + timedelta(hours=8)
    opened = TicketEvent(NOON, "", Did.OPENED, "May I?", "", 1)
    late = TicketEvent(due, "", Did.REMINDED, Why.OVERDUE, "", 2)
    ticket = replace(_ticket(), due=due, events=(opened,))
    assert "verdue" not in shown(seen(ticket, Found()))
    told = replace(ticket, events=(opened, late))
    assert "Open: nobody has it yet · OVERDUE since Monday, 4 May 2026, 20:00" in shown(
        seen(told, Found())
    )
    done = replace(told, state=TicketState.ANSWERED)
    assert "OVERDUE" not in shown(seen(done, Found()))


def test_ten_long_clauses_and_a_long_question_are_one_card_that_can_be_read() -> None:
    found = Found(tuple(made("Long words of a clause. " * 100, place) for place in range(10)))
    ticket = replace(_ticket(), question="Would you tell me whether I may? " * 95)
    posted = seen(ticket, found)
    said = shown(posted)
    assert "Would you tell me whether I may? Would" in said
    assert len(said) < len(ticket.question) + 1_000
    assert "7 more under “Answer from a clause”" in said
    assert set(buttons(posted)) >= {"I'll take it", "Answer from a clause"}


@given(TICKETS)
def test_a_card_says_in_which_other_chat_somebody_asked(ticket: Ticket) -> None:
    there = replace(ticket, conversation="teams:T:19%3aroom:-", question="?", events=())
    assert "in Teams ·" in shown(seen(there, Found()))
    assert "in Slack ·" not in shown(seen(replace(there, conversation="slack:T1:C1:1.1"), Found()))
