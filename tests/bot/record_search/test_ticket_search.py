from __future__ import annotations

from datetime import timedelta

import pytest

from bot.model import Origin, Person, Reason
from bot.record_search import TicketSearch, WantedTickets
from bot.tickets import Tickets, TicketState
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock
from tests.bot.test_records import ANN, ANSWER

CLEO = Origin("slack", Person("slack:T1:U9", "Cleo"))


@pytest.fixture
def opened(database: Database, clock: Clock) -> tuple[int, int]:
    tickets = Tickets(database, clock)
    with database.write() as connection:
        first = tickets.open(connection, "chat-1", "May I post Pictures?", ANSWER, CLEO)
    clock.pass_days(1)
    with database.write() as connection:
        second = tickets.open(connection, "chat-2", "About gifts", ANSWER)
    tickets.reply(second, "A calendar may be KEPT.", ANN)
    return first, second


def found(database: Database, wanted: WantedTickets) -> list[int]:
    search = TicketSearch(database)
    numbers = [one.ticket for one in search.page(wanted)]
    assert search.count(wanted) == len(numbers)
    return numbers


def test_tickets_are_found_by_words_of_the_question_and_of_the_log(
    database: Database, opened: tuple[int, int]
) -> None:
    first, second = opened
    assert found(database, WantedTickets()) == [second, first]
    assert found(database, WantedTickets(words="pictures post")) == [first]
    assert found(database, WantedTickets(words="kept")) == [second]
    assert found(database, WantedTickets(words="kept pictures")) == []


def test_tickets_are_found_by_state_day_and_person(
    database: Database, clock: Clock, opened: tuple[int, int]
) -> None:
    first, second = opened
    assert found(database, WantedTickets(state=TicketState.ANSWERED)) == [second]
    assert found(database, WantedTickets(reason=Reason.ANSWERED)) == [second, first]
    assert found(database, WantedTickets(platform="slack")) == [first]
    assert found(database, WantedTickets(person="cleo")) == [first]
    assert found(database, WantedTickets(person="ann")) == [second]
    noon = clock.now - timedelta(hours=1)
    assert found(database, WantedTickets(begins=noon)) == [second]
    assert found(database, WantedTickets(ends=noon)) == [first]


def test_a_page_of_tickets_ends_where_the_next_begins(
    database: Database, opened: tuple[int, int]
) -> None:
    first, second = opened
    search = TicketSearch(database)
    (newest,) = search.page(WantedTickets(), most=1)
    (older,) = search.page(WantedTickets(), before=newest.ticket, most=1)
    assert (newest.ticket, older.ticket) == (second, first)
    assert (older.asker, older.claimant) == (CLEO.asker, None)
    assert newest.claimant == ANN
