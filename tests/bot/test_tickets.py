from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.errors import BotError, TicketRefused, UnknownTicket
from bot.model import Band, Decision, Kind, Person, Reason
from bot.records import Records
from bot.tickets import Tickets, TicketState
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock
from tests.bot.made import passage

ANN, BEN = Person("terminal:ann", "Ann"), Person("slack:T1:U2", "Ben")


def escalated(reason: Reason = Reason.LOW_CONFIDENCE) -> Decision:
    found = (passage("Posts need approval.", "10.1"),)
    return Decision(Kind.ESCALATE, reason, Band.NONE, "I passed it on.", 0.2, passages=found)


@pytest.fixture
def tickets(database: Database, clock: Clock) -> Tickets:
    return Tickets(database, clock)


def opened(tickets: Tickets, database: Database, reason: Reason = Reason.LOW_CONFIDENCE) -> int:
    with database.write() as connection:
        return tickets.open(connection, "chat-1", "may I post this?", escalated(reason))


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
        ("opened", "", "may I post this?"),
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


def test_of_two_officers_who_close_at_once_one_is_refused(
    tickets: Tickets, database: Database
) -> None:
    number = opened(tickets, database)

    def close(who: Person) -> str:
        try:
            return tickets.close(number, who).state
        except BotError as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(close, (ANN, BEN)))
    assert ends == ["TicketRefused", "closed"]
    assert len(tickets.show(number).events) == 2
