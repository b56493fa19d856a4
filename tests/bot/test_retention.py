from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.model import Person
from bot.records import Records
from bot.retention import Expired, Schedule, expire
from bot.tickets import Tickets, TicketState
from knowledge.catalog.database import Database
from knowledge.catalog.tables import (
    card,
    conversation,
    feedback,
    message,
    model_use,
    teams_answer,
    teams_conversation,
    teams_person,
    ticket,
    ticket_event,
)
from tests.bot.conftest import Clock
from tests.bot.test_records import ANSWER, keep, said, ticket_of

ANN = Person("terminal:ann", "Ann")
MONTH = Schedule(turns=30, tickets=30)


@pytest.fixture
def records(database: Database, clock: Clock) -> Records:
    return Records(database, clock)


def test_what_was_thought_of_an_answer_expires_with_its_turn(
    records: Records, database: Database, clock: Clock
) -> None:
    records.rate(keep(records, database, said("old")), helpful=False)
    clock.pass_days(20)
    new = keep(records, database, said("new", name="chat-2"))
    records.rate(new, helpful=False)
    clock.pass_days(15)
    expire(database, Schedule(turns=30, tickets=30), clock())
    with database.read() as connection:
        assert connection.execute(select(feedback.c.turn)).scalars().all() == [new]


def test_records_expire_by_schedule(records: Records, database: Database, clock: Clock) -> None:
    keep(records, database, said("old"))
    clock.pass_days(20)
    keep(records, database, said("new", name="chat-2"))
    clock.pass_days(15)
    gone = expire(database, Schedule(turns=30, tickets=30), clock())
    assert gone == Expired(turns=1, messages=2, tickets=0)
    with database.read() as connection:
        names = connection.execute(select(conversation.c.id)).scalars().all()
        of = connection.execute(select(message.c.conversation)).scalars().all()
    assert (names, of) == (["chat-2"], ["chat-2"] * 2)


def test_a_conversation_that_waits_for_the_office_is_kept(
    records: Records, database: Database, clock: Clock
) -> None:
    tickets = Tickets(database, clock)
    keep(records, database, said("old"))
    number = ticket_of(tickets, database)
    clock.pass_days(100)
    schedule = Schedule(turns=30, tickets=30)
    assert expire(database, schedule, clock()) == Expired(0, 0, 0)
    tickets.close(number, ANN)
    assert expire(database, schedule, clock()) == Expired(turns=1, messages=2, tickets=0)
    clock.pass_days(31)
    assert expire(database, schedule, clock()).tickets == 1
    with database.read() as connection:
        assert connection.execute(select(ticket)).all() == []
        assert connection.execute(select(ticket_event)).all() == []
        assert connection.execute(select(message)).all() == []


def test_what_was_asked_outside_a_conversation_waits_for_no_other_ticket(
    records: Records, database: Database, clock: Clock
) -> None:
    keep(records, database, said("old", name=""))
    with database.write() as connection:
        Tickets(database, clock).open(connection, "", "another", ANSWER)
    clock.pass_days(40)
    assert expire(database, Schedule(30, 30), clock()) == Expired(turns=1, messages=2, tickets=0)


def test_more_than_one_batch_expires(records: Records, database: Database, clock: Clock) -> None:
    with database.write() as connection:
        for number in range(501):
            records.keep(connection, said(f"question {number}"))
    clock.pass_days(40)
    assert expire(database, Schedule(30, 30), clock()) == Expired(501, 1002, 0)


@pytest.mark.parametrize("state", sorted(set(TicketState) - {TicketState.CLOSED}))
def test_what_isnt_closed_waits_for_ever(
    records: Records, database: Database, clock: Clock, state: TicketState
) -> None:
    tickets = Tickets(database, clock)
    keep(records, database, said("old"))
    number = ticket_of(tickets, database)
    if state is TicketState.CLAIMED:
        tickets.claim(number, ANN)
    elif state is not TicketState.OPEN:
        tickets.reply(number, "You may.", ANN)
        if state is TicketState.REOPENED:
            tickets.reopen(number, ANN)
    assert tickets.show(number).state is state
    clock.pass_days(1000)
    assert expire(database, MONTH, clock()) == Expired(0, 0, 0)
    assert records.recall("chat-1") == ()
    assert len(tickets.show(number).events) > 0


def test_a_closed_ticket_goes_with_its_log_and_its_card(database: Database, clock: Clock) -> None:
    tickets = Tickets(database, clock)
    numbers = [ticket_of(tickets, database) for _ in range(30)]
    stays = numbers[0]
    for number in numbers:
        tickets.close(number, ANN)
        with database.write() as connection:
            connection.execute(insert(card).values(ticket=number, platform="slack", shown=0))
    clock.pass_days(31)
    tickets.reopen(stays, ANN)
    assert expire(database, MONTH, clock()).tickets == 29
    with database.read() as connection:
        assert connection.execute(select(ticket.c.id)).scalars().all() == [stays]
        assert connection.execute(select(card.c.ticket)).scalars().all() == [stays]
        logged = connection.execute(select(ticket_event.c.ticket).distinct()).scalars().all()
    assert logged == [stays]


def test_what_a_model_used_expires_with_the_turns(database: Database, clock: Clock) -> None:
    today = clock().date()
    days = [today - timedelta(days=back) for back in (31, 30, 0)]
    used = {"model": "openai:small", "tokens_in": 1, "tokens_out": 1, "money": 0.0}
    with database.write() as connection:
        connection.execute(insert(model_use), [used | {"day": day} for day in days])
    expire(database, MONTH, clock())
    with database.read() as connection:
        kept = connection.execute(select(model_use.c.day).order_by(model_use.c.day)).scalars()
        assert kept.all() == days[1:]


def test_which_message_of_teams_shows_a_turn_expires_with_the_turn(
    records: Records, database: Database, clock: Clock
) -> None:
    old = keep(records, database, said("old"))
    clock.pass_days(20)
    new = keep(records, database, said("new", name="chat-2"))
    with database.write() as connection:
        shown = [{"ref": f"a:{turn}", "turn": turn} for turn in (old, new)]
        connection.execute(insert(teams_answer), shown)
    clock.pass_days(15)
    expire(database, MONTH, clock())
    with database.read() as connection:
        assert connection.execute(select(teams_answer.c.turn)).scalars().all() == [new]


def test_people_of_teams_who_have_not_written_are_forgotten_and_channels_are_kept(
    database: Database, clock: Clock
) -> None:
    there = {"service_url": "https://smba.example/", "tenant": "T1"}
    person = there | {"account": "29:x", "personal": "a:1", "seen": "a:1"}
    with database.write() as connection:
        for name in ("old", "new"):
            at = there | {"heard": clock()}
            chats = [
                at | {"id": f"a:{name}", "kind": "personal"},
                at | {"id": f"19:{name}", "kind": "channel"},
            ]
            connection.execute(insert(teams_conversation), chats)
            connection.execute(insert(teams_person), person | {"id": name, "heard": clock()})
            clock.pass_days(20)
    expire(database, MONTH, clock())
    with database.read() as connection:
        chats = connection.execute(select(teams_conversation.c.id)).scalars().all()
        people = connection.execute(select(teams_person.c.id)).scalars().all()
    assert (sorted(chats), people) == (["19:new", "19:old", "a:new"], ["new"])
