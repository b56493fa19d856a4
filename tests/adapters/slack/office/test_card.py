from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.office.card import Shown, card
from adapters.slack.office.found import Found
from adapters.slack.office.modals import (
    not_for_us_view,
    pick_view,
    preview_view,
    reply_view,
    rule_view,
)
from adapters.slack.showing.limits import fit, fit_view
from bot.model import Person, Reason
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
    decision=st.just({}),
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


def seen(ticket: Ticket, found: Found) -> dict[str, object]:
    message = card(Shown(ticket, found, UTC))
    return {"text": message.text, "blocks": list(message.blocks)}


@given(TICKETS, FOUND)
def test_every_card_is_one_message_that_slack_takes(ticket: Ticket, found: Found) -> None:
    message = card(Shown(ticket, found, UTC))
    (fitted,) = fit(message)
    check_message({"text": fitted.text, "blocks": list(fitted.blocks)})
    assert rung({"text": fitted.text, "blocks": fitted.blocks}) <= {"U1"}
    assert buttons({"blocks": fitted.blocks})


@given(TICKETS, FOUND)
def test_every_form_is_one_that_slack_takes(ticket: Ticket, found: Found) -> None:
    reading = card(Shown(ticket, found, UTC)).blocks[:2]
    views = (
        reply_view(ticket),
        pick_view(ticket, found),
        not_for_us_view(ticket),
        preview_view(f"{ticket.id}:1", "The asker reads this:", reading),
        rule_view(ticket, ticket.question, found, NOON.date()),
    )
    for view in views:
        check_view(fit_view(view))


@given(TICKETS)
def test_where_something_was_hidden_the_offices_words_are_too(ticket: Ticket) -> None:
    said = TicketEvent(NOON, "Ann", Did.REPLIED, f"It says: {HIDDEN}", "slack:T1:U1", 7)
    told = replace(ticket, events=(said,), question="?", asker=Person(), claimant=None)
    assert HIDDEN not in str(seen(told, Found(hidden=1)))
    assert HIDDEN in str(seen(told, Found()))


def test_what_opens_a_list_isnt_shown_as_if_it_were_all() -> None:
    said = shown(seen(_ticket(), Found((made("You may post pictures, provided that:"),))))
    assert "You may post pictures, provided that: …" in said


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


def test_without_clauses_to_pick_there_is_no_button_to_pick_one() -> None:
    assert "Answer from a clause" not in buttons(seen(_ticket(), Found(hidden=3)))
