"""Events, committed before the platform hears that we have them, and handled lane by lane."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Update, exists, select, text, update

from adapters.delivery.model import Also, Arrival, Event, Failure, Received
from adapters.delivery.rows import counts, storable, sweep
from knowledge.catalog.database import Database
from knowledge.catalog.tables import inbox

# PostgreSQL's advisory locks have numbers instead of names; the catalog has the ones before it.
_TAKING_LOCK = 7_019_253_003


class State(StrEnum):
    """The way of an event through the inbox."""

    WAITING = "waiting"
    HANDLING = "handling"
    HANDLED = "handled"
    GIVEN_UP = "given up"


class Inbox:
    """The events in the catalog. `now` is an aware clock. Thread-safe.

    The events of a lane are taken one at a time and in the order they came: a lane whose oldest
    event waits for another try waits with it. Bodies are emptied once they aren't needed.
    Everything raises CatalogBusy or CatalogUnusable when the catalog can't be used.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def put(self, event: Event, also: Also | None = None) -> bool:
        """Commit an event; False for one that is known already, whatever became of it.

        What is `also` kept is so in the same transaction, before anybody handles the event.
        """
        (new,) = self.put_all([(event, also)])
        return new

    def put_all(self, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        """Commit events in one transaction, as `put` does; all of them or none."""
        rows = [_row(event, self._now()) for event, _ in arrivals]
        with self._database.write() as connection:
            for _, also in arrivals:
                if also:
                    also(connection)
            return tuple(self._is_new(connection, row) for row in rows)

    def take(self, platforms: Collection[str]) -> Received | None:
        """Return the oldest event of these platforms that may be handled now; it is the caller's.

        None where there is nothing to do; that costs no write.
        """
        oldest = _oldest(platforms, self._now())
        with self._database.read() as connection:
            if connection.execute(select(oldest)).scalar() is None:
                return None
        taken = {"state": State.HANDLING, "attempts": inbox.c.attempts + 1}
        claim = update(inbox).where(inbox.c.id == oldest).values(taken).returning(*inbox.c)
        with self._database.write() as connection:
            if not self._database.is_sqlite:
                # Two who take at once would each see the lane as free.
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_TAKING_LOCK})"))
            row = connection.execute(claim).one_or_none()
        return None if row is None else _received(row)

    def done(self, connection: Connection, number: int) -> bool:
        """Put a taken event away within the caller's transaction; False where it was before."""
        return self._end(connection, number, State.HANDLED)

    def give_up(self, connection: Connection, number: int, fault: str) -> bool:
        """Put a taken event away as failed for good, within the caller's transaction."""
        return self._end(connection, number, State.GIVEN_UP, fault)

    def put_off(self, number: int, fault: str, wait: timedelta) -> None:
        """Let a taken event that has failed wait for its next attempt."""
        due = self._now() + wait
        with self._database.write() as connection:
            again = _taken(number).values(state=State.WAITING, due=due, fault=fault)
            connection.execute(again)

    def put_back(self, number: int) -> None:
        """Let a taken event wait as if it had never been taken."""
        with self._database.write() as connection:
            before = {"state": State.WAITING, "attempts": inbox.c.attempts - 1}
            connection.execute(_taken(number).values(before))

    def resume(self) -> int:
        """Let wait again what a killed process was handling; returns how many.

        Their attempts count: what a process dies of is given up in the end. For the start, before
        anything is taken.
        """
        handling = update(inbox).where(inbox.c.state == State.HANDLING)
        with self._database.write() as connection:
            return connection.execute(handling.values(state=State.WAITING)).rowcount

    def counts(self) -> Mapping[str, int]:
        """Return how many events are in each state, with 0 for none."""
        found = counts(self._database, inbox)
        return {state.value: found.get(state, 0) for state in State}

    def failures(self, limit: int = 20) -> tuple[Failure, ...]:
        """Return the events that were given up, the latest first."""
        wanted = select(inbox).where(inbox.c.state == State.GIVEN_UP)
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(inbox.c.id.desc()).limit(limit)).all()
        return tuple(Failure(r.platform, r.event, r.fault, r.finished) for r in rows)

    def sweep(self, before: datetime) -> int:
        """Delete what ended before then; an event that comes again after that is a new one."""
        return sweep(self._database, inbox, before)

    def _is_new(self, connection: Connection, row: Mapping[str, Any]) -> bool:
        new = self._database.insert_new(inbox).values(row).returning(inbox.c.id)
        return connection.execute(new).scalar() is not None

    def _end(self, connection: Connection, number: int, state: State, fault: str = "") -> bool:
        end = {"state": state, "finished": self._now(), "body": None, "fault": fault}
        return connection.execute(_taken(number).values(end)).rowcount == 1


def _row(event: Event, at: datetime) -> dict[str, Any]:
    return {
        "platform": event.platform,
        "event": event.id,
        "lane": event.lane,
        "body": storable(event.body),
        "state": State.WAITING,
        "received": at,
        "due": at,
    }


def _taken(number: int) -> Update:
    return update(inbox).where((inbox.c.id == number) & (inbox.c.state == State.HANDLING))


def _oldest(platforms: Collection[str], now: datetime) -> ScalarSelect[int]:
    """Return which event is next: of each lane the first, unless the lane is in hand."""
    other = inbox.alias()
    same_lane = (other.c.platform == inbox.c.platform) & (other.c.lane == inbox.c.lane)
    in_hand = exists().where(same_lane & (other.c.state == State.HANDLING))
    earlier = exists().where(same_lane & (other.c.state == State.WAITING), other.c.id < inbox.c.id)
    waiting = (inbox.c.state == State.WAITING) & (inbox.c.due <= now)
    wanted = select(inbox.c.id).where(waiting, inbox.c.platform.in_(platforms), ~in_hand, ~earlier)
    return wanted.order_by(inbox.c.id).limit(1).scalar_subquery()


def _received(row: Row[Any]) -> Received:
    event = Event(row.platform, row.event, row.lane, row.body)
    return Received(row.id, event, row.attempts, row.received)
