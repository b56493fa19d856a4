from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, update

from bot.assistant import Assistant
from bot.errors import TicketRefused, UnknownTicket, UnknownTurn
from bot.handover import Handover, Passed
from bot.model import Kind, Origin, Person, Question, Reason
from bot.retention import Schedule, expire
from bot.tickets import Manner, Tickets, TicketState
from knowledge.catalog.tables import turn
from tests.bot.conftest import Clock

CLEO = Origin("slack", Person("slack:T1:U9", "Cleo"), {"channel": "C1"}, "event 1")
ANN = Person("terminal:ann", "Ann")


def answered(assistant: Assistant, text: str = "may I post pictures of crime scenes?") -> int:
    """Return the turn of a question that the policies answer."""
    asked = Question(text, conversation="chat-1", origin=CLEO)
    decision = assistant.reply(asked, record=True)
    assert (decision.kind, decision.ticket) == (Kind.ANSWER, None)
    assert decision.turn is not None
    return decision.turn


@pytest.fixture
def handover(assistant: Assistant, clock: Clock) -> Handover:
    database = assistant.library.database

    def due(opened: datetime, urgent: bool) -> datetime:  # noqa: FBT001 - as Manner calls it
        return opened + timedelta(hours=1 if urgent else 8)

    tickets = Tickets(database, clock, Manner(due=due))
    return Handover(database, assistant.records, tickets, assistant.settings)


def test_an_answer_that_didnt_help_becomes_one_ticket(
    assistant: Assistant, handover: Handover
) -> None:
    number = answered(assistant)
    told: list[Passed] = []
    passed = handover.pass_on(number, CLEO, also=lambda _, one: told.append(one))
    assert told == [passed]
    again = handover.pass_on(number, replace(CLEO, request="event 2"))
    assert again == passed
    ticket = handover.tickets.show(passed.ticket)
    assert (ticket.reason, ticket.urgent) == (Reason.ASKED_FOR_PERSON, False)
    assert (ticket.question, ticket.asker) == ("may I post pictures of crime scenes?", CLEO.asker)
    assert ticket.decision["citations"][0]["number"] == "4.2"
    assert ticket.conversation == "chat-1"
    assert passed.text == (
        f"I've passed it to the communications office as ticket {ticket.id}; the reply will come"
        " to you here. You can expect it by Monday, 4 May 2026, 20:00."
    )


def test_a_turn_that_went_to_the_office_stays_its_ticket(
    assistant: Assistant, handover: Handover
) -> None:
    asked = Question("we were hacked", conversation="chat-1", origin=CLEO)
    decision = assistant.reply(asked, record=True)
    assert decision.turn is not None
    assert handover.pass_on(decision.turn, CLEO).ticket == decision.ticket
    assert len(handover.tickets.list()) == 1


def test_nothing_is_passed_on_where_what_belongs_to_it_fails(
    assistant: Assistant, handover: Handover
) -> None:
    def fails(_connection: Connection, _passed: Passed) -> None:
        raise ZeroDivisionError

    number = answered(assistant)
    with pytest.raises(ZeroDivisionError):
        handover.pass_on(number, CLEO, also=fails)
    assert handover.tickets.list() == ()


def test_what_has_expired_is_told_as_that(assistant: Assistant, handover: Handover) -> None:
    with pytest.raises(UnknownTurn, match="no turn 99"):
        handover.pass_on(99, CLEO)
    asked = Question("we were hacked", conversation="chat-1", origin=CLEO)
    decision = assistant.reply(asked, record=True)
    assert decision.turn is not None
    assert decision.ticket is not None
    handover.tickets.close(decision.ticket, ANN)
    database = assistant.library.database
    with database.write() as connection:
        connection.execute(update(turn).values(at=datetime(2027, 1, 1, tzinfo=UTC)))
    expire(database, Schedule(turns=30, tickets=30), datetime(2027, 1, 2, tzinfo=UTC))
    with pytest.raises(UnknownTicket, match=f"no ticket {decision.ticket}"):
        handover.pass_on(decision.turn, CLEO)


def test_what_an_asker_writes_back_arrives_without_personal_data(
    assistant: Assistant, handover: Handover
) -> None:
    passed = handover.pass_on(answered(assistant), CLEO)
    handover.tickets.reply(passed.ticket, "You may.", ANN)
    who = CLEO.asker
    back = handover.answer_back(passed.ticket, "Call me at 202-456-1111?", who, "event 3")
    assert back.state is TicketState.REOPENED
    assert back.events[-1].text == "Call me at [phone number removed]?"
    assert handover.answer_back(passed.ticket, "Call me?", who, "event 3").events == back.events
    with pytest.raises(TicketRefused, match="empty"):
        handover.answer_back(passed.ticket, " ", who)
