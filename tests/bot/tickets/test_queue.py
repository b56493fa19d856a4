from __future__ import annotations

from dataclasses import astuple
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Person, Reason
from bot.tickets import Manner, Tickets
from bot.tickets.queue import Filter, Queue, Shelf
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock
from tests.bot.tickets.made import ANN, ASKER, BEN, opened


def _in_hours(at: datetime, urgent: bool) -> datetime:  # noqa: FBT001 - as Manner calls it
    return at + timedelta(hours=1 if urgent else 8)


@pytest.fixture
def tickets(database: Database, clock: Clock) -> Tickets:
    return Tickets(database, clock, Manner(due=_in_hours))


@pytest.fixture
def queue(database: Database, clock: Clock) -> Queue:
    return Queue(database, clock)


def listed(queue: Queue, shelf: Shelf, words: str = "", who: Person = ANN) -> list[int]:
    return [one.id for one in queue.page(Filter(shelf, who.id, words=words), 50)]


def test_each_shelf_has_its_tickets_what_presses_most_first(
    tickets: Tickets, database: Database, queue: Queue
) -> None:
    first, second, anns, answered, closed, back = (opened(tickets, database) for _ in range(6))
    urgent = opened(tickets, database, Reason.URGENT)
    tickets.claim(anns, ANN)
    tickets.reply(answered, "Yes.", ANN)
    tickets.close(closed, ANN)
    tickets.reply(back, "Yes.", ANN)
    tickets.answer_back(back, "Until when?", ASKER)
    assert {shelf: listed(queue, shelf) for shelf in Shelf} == {
        Shelf.WAITING: [urgent, first, second, anns, back],
        Shelf.MINE: [anns, back],
        Shelf.NOBODYS: [urgent, first, second, back],
        Shelf.OVERDUE: [],
        Shelf.ANSWERED: [answered],
        Shelf.CLOSED: [closed],
        Shelf.ALL: [urgent, back, closed, answered, anns, second, first],
    }
    assert listed(queue, Shelf.MINE, who=BEN) == []
    only_urgent = Filter(Shelf.WAITING, urgent=True)
    assert [one.id for one in queue.page(only_urgent, 50)] == [urgent]


def test_what_waits_is_counted(
    tickets: Tickets, database: Database, queue: Queue, clock: Clock
) -> None:
    assert astuple(queue.counts(ANN.id)) == (0, 0, 0, 0, 0)
    numbers = [opened(tickets, database) for _ in range(3)]
    opened(tickets, database, Reason.URGENT)
    tickets.claim(numbers[0], ANN)
    tickets.close(numbers[1], ANN)
    assert astuple(queue.counts(ANN.id)) == (3, 1, 2, 0, 1)
    clock.now += timedelta(hours=2)
    assert astuple(queue.counts(BEN.id)) == (3, 0, 2, 1, 1)
    clock.now += timedelta(hours=7)
    assert queue.counts(ANN.id).overdue == 3
    assert len(listed(queue, Shelf.OVERDUE)) == 3


def test_tickets_are_found_by_all_words_of_question_log_and_number(
    tickets: Tickets, database: Database, queue: Queue
) -> None:
    first, second = opened(tickets, database), opened(tickets, database)
    tickets.reply(first, "Ask 100% of the Press Office.", ANN)
    every = Shelf.ALL
    assert listed(queue, every, "POST may") == [second, first]
    assert listed(queue, every, "post press") == [first]
    assert listed(queue, every, '"press office"') == [first]
    assert listed(queue, every, '"office press"') == []
    assert listed(queue, every, "100%") == [first]
    assert listed(queue, every, "10_%") == []
    assert listed(queue, every, str(second)) == [second]
    assert listed(queue, every, "9" * 40) == []


def test_who_has_the_last_word_is_told(tickets: Tickets, database: Database, queue: Queue) -> None:
    number = opened(tickets, database)

    def wrote_back() -> bool:
        (one,) = queue.page(Filter(Shelf.ALL), 1)
        return one.wrote_back

    assert not wrote_back()
    tickets.reply(number, "Yes.", ANN)
    tickets.answer_back(number, "Until when?", ASKER)
    tickets.claim(number, ANN)
    assert wrote_back()
    tickets.reply(number, "June.", ANN)
    assert not wrote_back()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(urgent=st.lists(st.booleans(), max_size=9), most=st.integers(1, 4))
def test_page_by_page_every_ticket_comes_once_in_its_order(
    tickets: Tickets, database: Database, queue: Queue, urgent: list[bool], most: int
) -> None:
    for one in urgent:
        opened(tickets, database, Reason.URGENT if one else Reason.NO_CLAUSE)
    for shelf in (Shelf.WAITING, Shelf.ALL):
        wanted, found, after = Filter(shelf), list[int](), 0
        while page := queue.page(wanted, most, after):
            assert len(page) <= most
            found += [one.id for one in page]
            after = found[-1]
        assert found == [one.id for one in queue.page(wanted, 1_000)]
