from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversations import Conversation, Conversations
from bot.model import Origin, Person, Reason
from bot.records import Records
from bot.tickets import Tickets, TicketState
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock
from tests.bot.test_records import said

CLEO = Origin("web", Person("web:1", "Cleo"))
DAN = Origin("web", Person("web:2", "Dan"))
ANN = Person("web:9", "Ann")


@pytest.fixture
def records(database: Database, clock: Clock) -> Records:
    return Records(database, clock)


def ask(records: Records, database: Database, name: str, origin: Origin = CLEO) -> None:
    with database.write() as connection:
        records.keep(connection, replace(said(f"may I, {name}?", name=name), origin=origin))


def names(found: Sequence[Conversation]) -> list[str]:
    return [one.name for one in found]


def test_an_asker_finds_their_own_conversations_the_latest_first(
    records: Records, database: Database, clock: Clock
) -> None:
    for name, origin in (("a", CLEO), ("b", DAN), ("c", CLEO)):
        ask(records, database, name, origin)
        clock.now += timedelta(minutes=1)
    ask(records, database, "a")
    found = Conversations(database).of("web:1", 10)
    assert [(one.name, one.question) for one in found] == [("a", "may I, a?"), ("c", "may I, c?")]
    assert found[0].asked == clock.now
    assert {(one.state, one.news) for one in found} == {(None, False)}
    assert names(Conversations(database).of("web:2", 10)) == ["b"]
    assert Conversations(database).of("web:3", 10) == ()


def test_the_list_goes_on_after_the_last_that_was_shown(
    records: Records, database: Database, clock: Clock
) -> None:
    # Two of the same moment: neither is lost between two pages.
    for name in ("a", "b", "c", "d"):
        ask(records, database, name)
        clock.now += timedelta(minutes=1) if name != "b" else timedelta()
    conversations = Conversations(database)
    shown: list[str] = []
    last = ""
    while page := conversations.of("web:1", 1, last):
        shown += names(page)
        last = shown[-1]
    assert shown == ["d", "c", "b", "a"]
    assert names(conversations.of("web:1", 2, "gone")) == ["d", "c"]


def test_what_the_office_said_is_news_until_its_asker_was_told(
    records: Records, database: Database, clock: Clock
) -> None:
    tickets, conversations = Tickets(database, clock), Conversations(database)
    for name in ("a", "b"):
        ask(records, database, name)
    with database.write() as connection:
        number = tickets.open_for(connection, "a", "may I?", Reason.NO_CLAUSE, {}, CLEO)
    assert conversations.with_news("web:1", 10) == ()
    tickets.reply(number, "You may.", ANN)
    (found,) = conversations.with_news("web:1", 10)
    assert (found.name, found.state, found.news) == ("a", TicketState.ANSWERED, True)
    assert [(one.name, one.news) for one in conversations.of("web:1", 10)] == [
        ("b", False),
        ("a", True),
    ]
    assert conversations.with_news("web:2", 10) == ()
    records.told(records.news("a"))
    assert conversations.with_news("web:1", 10) == ()
    tickets.close(number, ANN)
    assert conversations.of("web:1", 10)[1].state is TicketState.CLOSED
