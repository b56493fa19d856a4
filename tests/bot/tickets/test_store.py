from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.errors import TicketOvertaken, TicketRefused, UnknownTicket
from bot.model import Person, Reason
from bot.records import Records
from bot.tickets import WAITING, Did, Manner, Tickets, TicketState
from knowledge.catalog.database import Database
from knowledge.catalog.tables import message
from tests.bot.conftest import Clock
from tests.bot.tickets.made import ANN, ASKER, BEN, escalated, opened


@pytest.fixture
def tickets(database: Database, clock: Clock) -> Tickets:
    return Tickets(database, clock)


def test_a_ticket_keeps_the_question_the_reason_and_the_bots_attempt(
    tickets: Tickets, database: Database
) -> None:
    ticket = tickets.show(opened(tickets, database))
    assert ticket.state is TicketState.OPEN
    assert ticket.question == "may I post this?"
    assert ticket.reason is Reason.LOW_CONFIDENCE
    assert not ticket.urgent
    assert ticket.decision["passages"][0]["number"] == "10.1"
    assert [event.what for event in ticket.events] == ["opened"]


def test_a_reply_reaches_the_askers_conversation_once(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    assert tickets.reply(number, " You may. ", ANN).state is TicketState.ANSWERED
    news = Records(database, clock).news("chat-1")
    assert [(one.ticket, one.content) for one in news] == [(number, "You may.")]
    assert Records(database, clock).news("chat-2") == ()


def test_the_decision_is_kept_as_the_asker_reads_it(tickets: Tickets, database: Database) -> None:
    number = opened(tickets, database)
    worded = replace(escalated(), ticket=number, text=f"I passed it on as ticket {number}.")
    with database.write() as connection:
        tickets.keep_decision(connection, number, worded)
    kept = tickets.show(number).decision
    assert (kept["ticket"], kept["text"]) == (number, f"I passed it on as ticket {number}.")


def test_the_log_only_grows_and_says_who_did_what_when(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    clock.pass_days(1)
    tickets.reply(number, "You may.", ANN)
    tickets.reply(number, "But not today.", BEN)
    clock.pass_days(1)
    log = tickets.close(number, ANN, "settled").events
    assert [(e.what, e.who, e.text) for e in log] == [
        ("opened", "Cleo", "may I post this?"),
        ("replied", "Ann", "You may."),
        ("replied", "Ben", "But not today."),
        ("closed", "Ann", "settled"),
    ]
    assert [e.at.day for e in log] == [4, 5, 5, 6]


def test_a_closed_ticket_takes_no_further_step(tickets: Tickets, database: Database) -> None:
    number = opened(tickets, database)
    tickets.close(number, ANN)
    with pytest.raises(TicketRefused, match="closed"):
        tickets.reply(number, "Too late.", ANN)
    with pytest.raises(TicketRefused, match="closed"):
        tickets.close(number, ANN)
    assert [event.what for event in tickets.show(number).events] == ["opened", "closed"]


def test_an_empty_reply_is_refused(tickets: Tickets, database: Database) -> None:
    number = opened(tickets, database)
    with pytest.raises(TicketRefused, match="empty"):
        tickets.reply(number, "  \n", ANN)
    assert tickets.show(number).state is TicketState.OPEN


def test_an_unknown_number_is_an_error(tickets: Tickets) -> None:
    with pytest.raises(UnknownTicket, match="99"):
        tickets.show(99)
    with pytest.raises(UnknownTicket):
        tickets.reply(99, "Hello?", ANN)


def test_urgent_tickets_come_first(tickets: Tickets, database: Database) -> None:
    first = opened(tickets, database)
    urgent = opened(tickets, database, Reason.URGENT)
    closed = opened(tickets, database)
    tickets.close(closed, ANN)
    assert [ticket.id for ticket in tickets.list(TicketState.OPEN)] == [urgent, first]
    assert len(tickets.list()) == 3


def test_a_ticket_knows_who_asked_where(tickets: Tickets, database: Database) -> None:
    ticket = tickets.show(opened(tickets, database))
    assert (ticket.platform, ticket.asker, ticket.claimant) == ("slack", ASKER, None)
    nobody = tickets.show(opened(tickets, database, asker=Person()))
    assert nobody.asker == Person()


def test_a_claim_is_told_to_the_asker_once(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    for _ in range(2):
        claimed = tickets.claim(number, ANN)
    assert (claimed.state, claimed.claimant) == (TicketState.CLAIMED, ANN)
    tickets.release(number, ANN)
    assert tickets.claim(number, BEN).claimant == BEN
    assert [event.what for event in tickets.show(number).events] == [
        "opened", "claimed", "released", "claimed",
    ]  # fmt: skip
    (news,) = Records(database, clock).news("chat-1")
    assert (news.role, news.author) == ("notice", "")
    assert "Somebody of the communications office has your question" in news.content


def test_askers_read_an_officers_name_where_that_is_the_manner(
    database: Database, clock: Clock
) -> None:
    tickets = Tickets(database, clock, Manner("the press office", named=True))
    number = opened(tickets, database)
    tickets.claim(number, ANN)
    tickets.reply(number, "You may.", ANN)
    claimed, replied = Records(database, clock).news("chat-1")
    assert claimed.content == f"Ann of the press office has your question now (ticket {number})."
    assert (replied.content, replied.author) == ("You may.", "Ann")


def test_a_claimed_ticket_is_locked_until_somebody_takes_it_over(
    tickets: Tickets, database: Database
) -> None:
    number = opened(tickets, database)
    tickets.claim(number, ANN)
    for step in (
        lambda: tickets.claim(number, BEN),
        lambda: tickets.reply(number, "You may.", BEN),
        lambda: tickets.decline(number, "Not ours.", BEN),
        lambda: tickets.close(number, BEN),
    ):
        with pytest.raises(TicketRefused, match="Ann has ticket"):
            step()
    assert tickets.take_over(number, BEN).claimant == BEN
    assert tickets.reply(number, "You may.", BEN).state is TicketState.ANSWERED


def test_declining_tells_the_asker_why_and_closes(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    with pytest.raises(TicketRefused, match="empty; say who can help"):
        tickets.decline(number, " ", ANN)
    assert tickets.decline(number, "ask the works council.", ANN).state is TicketState.CLOSED
    (news,) = Records(database, clock).news("chat-1")
    said = "The communications office can't settle this: ask the works council."
    assert (news.role, news.content) == ("office", said)


def test_writing_back_reopens_what_was_answered_and_stays_its_claimants(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    tickets.claim(number, ANN)
    # Who adds something while the office is at it takes it out of nobody's hands.
    assert tickets.answer_back(number, "It's urgent.", ASKER).state is TicketState.CLAIMED
    tickets.reply(number, "You may.", ANN)
    with pytest.raises(TicketRefused, match="empty"):
        tickets.answer_back(number, " ", ASKER)
    back = tickets.answer_back(number, "Until when?", ASKER)
    assert (back.state, back.claimant) == (TicketState.REOPENED, ANN)
    assert tickets.claim(number, BEN).claimant == BEN
    said = Records(database, clock).recall("chat-1")
    assert [(one.content, one.subject) for one in said if one.role == "user"] == [
        ("It's urgent.", ""), ("Until when?", ""),
    ]  # fmt: skip


def test_settling_closes_and_reopening_opens_again(tickets: Tickets, database: Database) -> None:
    number = opened(tickets, database)
    tickets.reply(number, "You may.", ANN)
    assert tickets.settle(number, ASKER).state is TicketState.CLOSED
    assert tickets.reopen(number, BEN, " It was wrong. ").state is TicketState.REOPENED
    last = tickets.show(number).events[-1]
    assert (last.what, last.text, last.person) == ("reopened", "It was wrong.", BEN.id)


def test_what_is_promised_runs_anew_when_a_ticket_is_reopened(
    database: Database, clock: Clock
) -> None:
    def due(opened: datetime, urgent: bool) -> datetime:  # noqa: FBT001 - as Manner calls it
        return opened + timedelta(hours=1 if urgent else 8)

    tickets = Tickets(database, clock, Manner(due=due))
    number, urgent = opened(tickets, database), opened(tickets, database, Reason.URGENT)
    first = clock()
    assert tickets.show(number).due == first + timedelta(hours=8)
    assert tickets.show(urgent).due == first + timedelta(hours=1)
    clock.pass_days(1)
    tickets.claim(number, ANN)
    assert tickets.answer_back(number, "Please hurry.", ASKER).due == first + timedelta(hours=8)
    tickets.reply(number, "You may.", ANN)
    assert tickets.answer_back(number, "Really?", ASKER).due == clock() + timedelta(hours=8)
    with database.read() as connection, pytest.raises(UnknownTicket, match="99"):
        tickets.due(connection, 99)


def test_the_same_request_takes_one_step_and_opens_one_ticket(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database, request="event 1")
    assert opened(tickets, database, request="event 1") == number
    assert len(tickets.list()) == 1
    for _ in range(2):
        tickets.reply(number, "You may.", ANN, request="event 2")
    tickets.close(number, ANN, request="event 3")
    # Redelivered when the state doesn't allow it any more: it was done, so nobody is refused.
    assert tickets.reply(number, "You may.", ANN, request="event 2").state is TicketState.CLOSED
    tickets.note(number, Did.RANG, "urgent", request="call 1")
    tickets.note(number, Did.RANG, "urgent", request="call 1")
    assert [event.what for event in tickets.show(number).events] == [
        "opened", "replied", "closed", "rang",
    ]  # fmt: skip
    assert len(Records(database, clock).news("chat-1")) == 1


def test_what_leaves_a_ticket_as_it_is_is_logged_all_the_same(
    tickets: Tickets, database: Database
) -> None:
    number = opened(tickets, database)
    tickets.claim(number, ANN)
    noted = tickets.note(number, Did.PROPOSED, "Say yes.", BEN)
    assert (noted.state, noted.claimant) == (TicketState.CLAIMED, ANN)
    last = noted.events[-1]
    assert (last.what, last.text, last.who) == ("proposed", "Say yes.", "Ben")


def test_tickets_are_listed_with_their_logs_and_by_conversation(
    tickets: Tickets, database: Database
) -> None:
    first = opened(tickets, database)
    other = opened(tickets, database, asker=BEN)
    tickets.claim(first, ANN)
    logged = {one.id: [e.what for e in one.events] for one in tickets.logged(*WAITING)}
    assert logged == {first: ["opened", "claimed"], other: ["opened"]}
    assert [one.id for one in tickets.logged(TicketState.OPEN)] == [other]
    assert tickets.logged(TicketState.CLOSED) == ()
    assert [one.id for one in tickets.of("chat-1")] == [first, other]
    assert [one.id for one in tickets.of("chat-1", BEN.id)] == [other]
    assert tickets.of("chat-2") == ()


def test_what_nobody_asked_in_a_conversation_is_told_to_nobody(
    tickets: Tickets, database: Database
) -> None:
    with database.write() as connection:
        number = tickets.open(connection, "", "may I?", escalated())
    tickets.reply(number, "You may.", ANN)
    with database.read() as connection:
        assert connection.execute(select(message)).all() == []


def test_a_step_that_rests_on_what_was_is_refused_and_told_what_happened_since(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    seen = tickets.show(number).events[-1].id
    tickets.claim(number, BEN)
    for step in (
        lambda: tickets.reply(number, "You may.", ANN, seen=seen),
        lambda: tickets.decline(number, "Not ours.", ANN, seen=seen),
        lambda: tickets.close(number, ANN, seen=seen),
        lambda: tickets.take_over(number, ANN, seen=seen),
    ):
        with pytest.raises(TicketOvertaken, match="has changed since you opened it") as refused:
            step()
        assert [(one.what, one.who) for one in refused.value.since] == [("claimed", "Ben")]
    assert tickets.reply(number, "You may.", BEN, "form 1", seen=seen).state is TicketState.ANSWERED
    # The same form again was sent already; another one would be a second reply.
    assert tickets.reply(number, "You may.", BEN, "form 1", seen=seen).state is TicketState.ANSWERED
    with pytest.raises(TicketOvertaken):
        tickets.reply(number, "You may not.", BEN, "form 2", seen=seen)
    replies = [one for one in Records(database, clock).news("chat-1") if one.role == "office"]
    assert len(replies) == 1


def test_what_an_asker_is_told_of_a_ticket_is_listed_with_when_they_read_it(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    tickets.claim(number, ANN)
    records = Records(database, clock)
    records.told(records.news("chat-1"))
    tickets.reply(number, "You may.", ANN)
    other = opened(tickets, database)
    tickets.reply(other, "No.", ANN)
    told = tickets.tellings(tickets.show(number))
    assert [(one.role, one.told) for one in told] == [("notice", clock()), ("office", None)]
    assert told[1].content == "You may."
