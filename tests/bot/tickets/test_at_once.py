"""Two at once: of officers and of requests one comes first, on each kind of database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.errors import TicketRefused
from bot.model import Origin, Person
from bot.records import Records
from bot.tickets import Ticket, Tickets
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock
from tests.bot.tickets.made import ANN, ASKER, BEN, escalated, opened

_PATIENCE = 60.0


@pytest.fixture
def tickets(database: Database, clock: Clock) -> Tickets:
    return Tickets(database, clock)


def both(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """Do two things at the same moment; return what each returned or was refused with."""
    begin = Barrier(2)

    def begun(step: Callable[[], object]) -> object:
        begin.wait(_PATIENCE)
        try:
            return step()
        except TicketRefused as refused:
            return refused

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(begun, (first, second)))


@pytest.mark.parametrize("step", [Tickets.claim, Tickets.close])
def test_of_two_officers_who_press_at_once_one_is_refused(
    tickets: Tickets, database: Database, step: Callable[[Tickets, int, Person], Ticket]
) -> None:
    number = opened(tickets, database)
    ends = both(lambda: step(tickets, number, ANN), lambda: step(tickets, number, BEN))
    assert sorted(type(end).__name__ for end in ends) == ["Ticket", "TicketRefused"]
    assert len(tickets.show(number).events) == 2


def test_of_two_officers_who_reply_at_once_to_what_they_saw_one_is_told_of_the_other(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    seen = tickets.show(number).events[-1].id
    ends = both(
        lambda: tickets.reply(number, "Ann says yes.", ANN, seen=seen),
        lambda: tickets.reply(number, "Ben says no.", BEN, seen=seen),
    )
    assert sorted(type(end).__name__ for end in ends) == ["Ticket", "TicketOvertaken"]
    assert len(Records(database, clock).news("chat-1")) == 1


def test_of_two_officers_who_reply_at_once_after_a_claim_the_claimants_arrives(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    tickets.claim(number, ANN)
    both(
        lambda: tickets.reply(number, "Ann says yes.", ANN),
        lambda: tickets.take_over(number, BEN),
    )
    told = [news.content for news in Records(database, clock).news("chat-1")]
    # Ben was first, and Ann is told so; or Ann was, and there is nothing to take over any more.
    has = tickets.show(number).claimant
    assert ("Ann says yes." in told) == (has == ANN)


def test_the_same_request_at_once_takes_one_step(
    tickets: Tickets, database: Database, clock: Clock
) -> None:
    number = opened(tickets, database)
    ends = both(
        lambda: tickets.reply(number, "You may.", ANN, request="event 1"),
        lambda: tickets.reply(number, "You may.", ANN, request="event 1"),
    )
    assert all(isinstance(end, Ticket) for end in ends)
    assert len(Records(database, clock).news("chat-1")) == 1


def test_the_same_request_at_once_opens_one_ticket(tickets: Tickets, database: Database) -> None:
    ends = both(
        lambda: opened(tickets, database, request="event 1"),
        lambda: opened(tickets, database, request="event 1"),
    )
    assert ends[0] == ends[1]
    (only,) = tickets.logged()
    assert [event.what for event in only.events] == ["opened"]


def test_a_request_waits_for_the_same_one_that_isnt_finished(
    tickets: Tickets, database: Database
) -> None:
    origin = Origin("slack", ASKER, request="event 1")

    def later() -> int:
        with database.write() as connection:
            return tickets.open(connection, "chat-1", "may I?", escalated(), origin)

    with ThreadPoolExecutor(1) as pool:
        with database.write() as connection:
            first = tickets.open(connection, "chat-1", "may I?", escalated(), origin)
            second = pool.submit(later)
        assert second.result(_PATIENCE) == first
    assert len(tickets.list()) == 1
