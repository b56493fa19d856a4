"""Messages on their way out: each key once, each thread in its order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    Update,
    exists,
    func,
    literal,
    select,
    tuple_,
    update,
)

from adapters.delivery.model import Failure, Outgoing, Waiting
from adapters.delivery.rows import counts, storable, sweep
from knowledge.catalog.database import Database
from knowledge.catalog.tables import outbox


class State(StrEnum):
    """The way of a message through the outbox.

    An unsure one may be there without our knowing; of a replaced one another message brings what
    it says.
    """

    WAITING = "waiting"
    UNSURE = "unsure"
    SENDING = "sending"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    REPLACED = "replaced"


_TO_SEND = (State.WAITING, State.UNSURE)
_ON_ITS_WAY = (*_TO_SEND, State.SENDING)


class Outbox:
    """The messages in the catalog, for one sender. `now` is an aware clock. Thread-safe.

    Of a lane one message is on its way at a time, and none before an earlier one of its thread
    has ended. Bodies are emptied then. Everything raises CatalogBusy or CatalogUnusable when the
    catalog can't be used.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def put(self, connection: Connection, *outgoing: Outgoing) -> None:
        """Put messages in within the caller's transaction; known keys are passed over."""
        if outgoing:
            rows = [_row(one, self._now()) for one in outgoing]
            connection.execute(self._database.insert_new(outbox), rows)

    def take(
        self,
        platforms: Collection[str],
        closed: Collection[tuple[str, str]] = (),
        most: int = 1,
    ) -> tuple[Waiting, ...]:
        """Return the oldest messages of these platforms that may go now, marked as sending.

        `closed` are lanes, with their platforms, that none is taken of; of each other lane there
        is one at most. All are taken in one write, and where there is nothing to send in none.
        """
        wanted = _next(platforms, closed, self._now()).limit(most)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        if not rows:
            return ()
        oldest_of: dict[tuple[str, str], Row[Any]] = {}
        for row in rows:
            oldest_of.setdefault((row.platform, row.lane), row)
        ids = [row.id for row in oldest_of.values()]
        taken = {"state": State.SENDING, "attempts": outbox.c.attempts + 1}
        with self._database.write() as connection:
            connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(taken))
        return tuple(map(_waiting, oldest_of.values()))

    def sent(self, connection: Connection, number: int, ref: str) -> None:
        """Keep within the caller's transaction that a message is there."""
        end = {"state": State.SENT, "ref": ref, "fault": "", "body": None}
        connection.execute(_sending(number).values(end | {"finished": self._now()}))

    def undeliverable(
        self, connection: Connection, number: int, why: str, *, replaced: bool = False
    ) -> None:
        """Keep within the caller's transaction that a message won't be there.

        `replaced` tells that another one brings what it says.
        """
        state = State.REPLACED if replaced else State.UNDELIVERABLE
        end = {"state": state, "fault": why, "body": None}
        connection.execute(_sending(number).values(end | {"finished": self._now()}))

    def put_off(self, number: int, why: str, wait: timedelta, *, unsure: bool) -> None:
        """Let a message wait for its next attempt."""
        state = State.UNSURE if unsure else State.WAITING
        again = {"state": state, "fault": why, "due": self._now() + wait}
        with self._database.write() as connection:
            connection.execute(_sending(number).values(again))

    def hurry(self, connection: Connection, platform: str) -> None:
        """Let what waits for its next attempt go at once, within the caller's transaction."""
        connection.execute(_waiting_for_later(self._now()).where(outbox.c.platform == platform))

    def resume(self) -> int:
        """Let wait, as unsure, what a killed process was sending; returns how many.

        What waited for a later attempt may go at once: what it waited for may be mended. For the
        start, before anything is taken.
        """
        sending = update(outbox).where(outbox.c.state == State.SENDING)
        with self._database.write() as connection:
            connection.execute(_waiting_for_later(self._now()))
            return connection.execute(sending.values(state=State.UNSURE)).rowcount

    def due(
        self,
        platforms: Collection[str],
        by: datetime,
        closed: Collection[tuple[str, str]] = (),
    ) -> int:
        """Return how many messages of these platforms are on their way, or may go by then.

        Those in `closed` lanes, or behind one of their thread that goes later, may not.
        """
        other = outbox.alias()
        first = _before(other) & other.c.state.in_(_TO_SEND) & (other.c.due > by)
        soon = outbox.c.state.in_(_TO_SEND) & (outbox.c.due <= by) & ~exists().where(first)
        going = (outbox.c.state == State.SENDING) | (soon & _open(closed))
        wanted = select(func.count()).where(outbox.c.platform.in_(platforms), going)
        with self._database.read() as connection:
            number: int = connection.execute(wanted).scalar_one()
        return number

    def counts(self) -> Mapping[str, int]:
        """Return how many messages are in each state, with 0 for none."""
        found = counts(self._database, outbox)
        return {state.value: found.get(state, 0) for state in State}

    def failures(self, limit: int = 20) -> tuple[Failure, ...]:
        """Return the messages that couldn't be delivered, the latest first."""
        wanted = select(outbox).where(outbox.c.state == State.UNDELIVERABLE)
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(outbox.c.id.desc()).limit(limit)).all()
        return tuple(Failure(r.platform, r.key, r.fault, r.finished) for r in rows)

    def sweep(self, before: datetime) -> int:
        """Delete what ended before then; its key can be put in anew after that."""
        return sweep(self._database, outbox, before)


def _sending(number: int) -> Update:
    return update(outbox).where((outbox.c.id == number) & (outbox.c.state == State.SENDING))


def _waiting_for_later(now: datetime) -> Update:
    """Return what lets such messages go now."""
    later = outbox.c.state.in_(_TO_SEND) & (outbox.c.due > now)
    return update(outbox).where(later).values(due=now)


def _before(other: FromClause) -> ColumnElement[bool]:
    """Whether another message comes first in a message's thread."""
    in_thread = (other.c.platform == outbox.c.platform) & (other.c.thread == outbox.c.thread)
    return in_thread & (other.c.id < outbox.c.id) & (outbox.c.thread != literal(""))


def _open(closed: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    return tuple_(outbox.c.platform, outbox.c.lane).not_in(list(closed))


def _next(
    platforms: Collection[str], closed: Collection[tuple[str, str]], now: datetime
) -> Select[Any]:
    """Return what selects the messages that may go now, oldest first."""
    other = outbox.alias()
    of_platform = other.c.platform == outbox.c.platform
    in_lane = of_platform & (other.c.lane == outbox.c.lane) & (other.c.state == State.SENDING)
    earlier = _before(other) & other.c.state.in_(_ON_ITS_WAY)
    wanted = select(outbox).where(
        outbox.c.state.in_(_TO_SEND),
        outbox.c.due <= now,
        outbox.c.platform.in_(platforms),
        _open(closed),
        ~exists().where(in_lane),
        ~exists().where(earlier),
    )
    return wanted.order_by(outbox.c.id)


def _row(outgoing: Outgoing, at: datetime) -> dict[str, Any]:
    return {
        "platform": outgoing.platform,
        "key": outgoing.key,
        "lane": outgoing.lane,
        "thread": outgoing.thread,
        "body": storable(outgoing.body),
        "state": State.WAITING,
        "made": at,
        "due": at,
    }


def _waiting(row: Row[Any]) -> Waiting:
    outgoing = Outgoing(row.platform, row.key, row.lane, row.thread, row.body)
    return Waiting(row.id, outgoing, row.attempts + 1, row.state == State.UNSURE, row.made)
