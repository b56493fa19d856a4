from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Event, Outgoing
from adapters.delivery.outbox import Outbox
from adapters.service.housekeeping import Housekeeping
from bot.retention import Schedule
from knowledge.catalog.database import Database
from knowledge.catalog.tables import inbox, outbox
from knowledge.errors import CatalogBusy
from tests.bot.conftest import Clock


def count(database: Database) -> tuple[int, int]:
    with database.read() as connection:
        rows = [connection.execute(select(func.count()).select_from(t)) for t in (inbox, outbox)]
        return rows[0].scalar_one(), rows[1].scalar_one()


@pytest.fixture
def housekeeping(database: Database, clock: Clock) -> Housekeeping:
    boxes = (Inbox(database, clock), Outbox(database, clock))
    return Housekeeping(database, Schedule(turns=10, tickets=10), boxes, clock)


def delivered(database: Database, clock: Clock) -> None:
    """Have one event handled and one message sent, and one of each still wait."""
    came, goes = Inbox(database, clock), Outbox(database, clock)
    came.put(Event("slack", "1", "a", {}))
    received = came.take({"slack"})
    assert received
    came.put(Event("slack", "2", "a", {}))
    with database.write() as connection:
        came.done(connection, received.number)
        goes.put(connection, Outgoing("slack", "1", "a", "", {}))
    (waiting,) = goes.take({"slack"})
    with database.write() as connection:
        goes.sent(connection, waiting.number, "ref")
        goes.put(connection, Outgoing("slack", "2", "a", "", {}))


def test_what_was_delivered_is_kept_for_thirty_days_and_what_waits_for_ever(
    database: Database, clock: Clock, housekeeping: Housekeeping
) -> None:
    delivered(database, clock)
    clock.pass_days(30)
    housekeeping.follow()
    assert count(database) == (2, 2)
    clock.pass_days(1)
    housekeeping.follow()
    assert count(database) == (1, 1)


def test_it_looks_once_a_day(database: Database, clock: Clock, housekeeping: Housekeeping) -> None:
    housekeeping.follow()
    clock.now -= timedelta(days=40)
    delivered(database, clock)
    clock.now += timedelta(days=40, hours=23)
    housekeeping.follow()
    assert count(database) == (2, 2)
    clock.now += timedelta(hours=1)
    housekeeping.follow()
    assert count(database) == (1, 1)


def test_what_failed_is_due_again_the_next_time(database: Database, clock: Clock) -> None:
    class Busy:
        tries = 0

        def sweep(self, before: object) -> int:  # noqa: ARG002 - nothing is there
            self.tries += 1
            if self.tries == 1:
                raise CatalogBusy("busy")
            return 0

    busy = Busy()
    housekeeping = Housekeeping(database, Schedule(10, 10), (busy,), clock)
    with pytest.raises(CatalogBusy):
        housekeeping.follow()
    housekeeping.follow()
    housekeeping.follow()
    assert busy.tries == 2
