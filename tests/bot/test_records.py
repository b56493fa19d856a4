from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from sqlalchemy import select

from bot.model import Band, Citation, Decision, Kind, Message, Reason
from bot.records import Records, Turn
from bot.retention import Expired, Schedule, expire
from bot.tickets import Tickets
from knowledge.catalog.database import Database
from knowledge.catalog.tables import conversation, message, ticket, ticket_event, turn
from tests.bot.conftest import Clock
from tests.bot.made import passage

FOUND = passage("Posts need approval.", "10.1", lead_in="Before publication:")
ANSWER = Decision(
    Kind.ANSWER,
    Reason.ANSWERED,
    Band.SURE,
    "“Posts need approval.”",
    0.9,
    citations=(Citation(FOUND, "Posts need approval."),),
    passages=(FOUND,),
)


def said(question: str, decision: Decision = ANSWER, name: str = "chat-1") -> Turn:
    return Turn(name, question, date(2026, 5, 4), decision, 7, {"office": "the office"})


@pytest.fixture
def records(database: Database, clock: Clock) -> Records:
    return Records(database, clock)


def keep(records: Records, database: Database, kept: Turn) -> None:
    with database.write() as connection:
        records.keep(connection, kept)


def test_a_turn_keeps_what_is_needed_to_replay_it(records: Records, database: Database) -> None:
    keep(records, database, said("do posts need approval"))
    with database.read() as connection:
        row = connection.execute(select(turn)).one()
    assert (row.kind, row.reason, row.band) == ("answer", "answered", "sure")
    assert (row.revision, row.asked_on, row.writer) == (7, date(2026, 5, 4), "")
    assert row.settings == {"office": "the office"}
    cited = row.decision["citations"][0]
    assert cited["clause"] == FOUND.clause.id
    assert cited["text_digest"] == hashlib.sha256(FOUND.clause.text.encode()).hexdigest()
    assert cited["lead_in"] == "Before publication:"
    assert json.dumps(row.decision)


def test_a_conversation_is_recalled_in_order_and_apart_from_others(
    records: Records, database: Database
) -> None:
    keep(records, database, said("first"))
    keep(records, database, said("other", name="chat-2"))
    keep(records, database, said("second"))
    assert [m.content for m in records.recall("chat-1") if m.role == "user"] == ["first", "second"]
    assert records.recall("chat-1")[1] == Message("assistant", ANSWER.text)
    assert records.recall("unknown") == ()
    assert records.recall("") == ()


def test_news_are_the_offices_words_since_the_asker_last_wrote(
    records: Records, database: Database, clock: Clock
) -> None:
    keep(records, database, said("first"))
    tickets = Tickets(database, clock)
    with database.write() as connection:
        number = tickets.open(connection, "chat-1", "first", ANSWER)
    tickets.reply(number, "You may.")
    tickets.reply(number, "Until June.")
    assert [m.content for m in records.news("chat-1")] == ["You may.", "Until June."]
    keep(records, database, said("thanks"))
    assert records.news("chat-1") == ()
    assert Message("office", "You may.") in records.recall("chat-1")


def test_records_expire_by_schedule(records: Records, database: Database, clock: Clock) -> None:
    keep(records, database, said("old"))
    clock.pass_days(20)
    keep(records, database, said("new", name="chat-2"))
    clock.pass_days(15)
    gone = expire(database, Schedule(turns=30, tickets=30), clock())
    assert gone == Expired(turns=1, messages=2, tickets=0)
    assert records.recall("chat-1") == ()
    assert records.recall("chat-2")
    with database.read() as connection:
        names = connection.execute(select(conversation.c.id)).scalars().all()
    assert names == ["chat-2"]


def test_a_conversation_that_waits_for_the_office_is_kept(
    records: Records, database: Database, clock: Clock
) -> None:
    tickets = Tickets(database, clock)
    keep(records, database, said("old"))
    with database.write() as connection:
        number = tickets.open(connection, "chat-1", "old", ANSWER)
    clock.pass_days(100)
    schedule = Schedule(turns=30, tickets=30)
    assert expire(database, schedule, clock()) == Expired(0, 0, 0)
    tickets.close(number)
    assert expire(database, schedule, clock()) == Expired(turns=1, messages=2, tickets=0)
    clock.pass_days(31)
    assert expire(database, schedule, clock()).tickets == 1
    with database.read() as connection:
        assert connection.execute(select(ticket)).all() == []
        assert connection.execute(select(ticket_event)).all() == []
        assert connection.execute(select(message)).all() == []


def test_more_than_one_batch_expires(records: Records, database: Database, clock: Clock) -> None:
    with database.write() as connection:
        for number in range(501):
            records.keep(connection, said(f"question {number}"))
    clock.pass_days(40)
    assert expire(database, Schedule(30, 30), clock()) == Expired(501, 1002, 0)
