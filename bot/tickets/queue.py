"""The office's queue: tickets page by page, what presses most first, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from bot.model import Person, Reason
from bot.record_search.words import parts
from bot.tickets.model import WAITING, Did, TicketState
from knowledge.catalog.database import Database
from knowledge.catalog.tables import ticket, ticket_event

# All but the attempt, which is wide.
_LISTED = [column for column in ticket.c if column.name != "decision"]
_TURNS = (Did.ANSWERED_BACK, Did.REPLIED, Did.DECLINED)
# Of these the log has somebody's words; what was asked stands in the ticket itself.
_WORDED = (*_TURNS, Did.REOPENED, Did.CLOSED)


class Shelf(StrEnum):
    """Which tickets somebody looks at. `NOBODYS` wait and nobody has them."""

    WAITING = "waiting"
    MINE = "mine"
    NOBODYS = "nobody's"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    CLOSED = "closed"
    ALL = "all"


_STATES = {
    Shelf.NOBODYS: (TicketState.OPEN, TicketState.REOPENED),
    Shelf.ANSWERED: (TicketState.ANSWERED,),
    Shelf.CLOSED: (TicketState.CLOSED,),
    Shelf.ALL: tuple(TicketState),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets are wanted.

    `who` is the id of whom `Shelf.MINE` is about. All of `words` stand in the question or the
    log, in small or capital letters, several between quotation marks together; a number alone is
    also a ticket's.
    """

    shelf: Shelf = Shelf.WAITING
    who: str = ""
    urgent: bool = False
    words: str = ""

    @property
    def pressing(self) -> bool:
        """Whether what presses most comes first: urgent ones, then the oldest; else the newest."""
        return self.shelf not in (Shelf.ANSWERED, Shelf.CLOSED, Shelf.ALL)


@dataclass(frozen=True, slots=True)
class Queued:
    """A ticket in the queue; `wrote_back` tells that its asker has the last word."""

    id: int
    state: TicketState
    reason: Reason
    urgent: bool
    question: str
    created: datetime
    due: datetime | None
    platform: str
    asker: Person
    claimant: Person | None
    wrote_back: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tickets wait, and of these how many are one's own, nobody's, overdue, urgent."""

    waiting: int
    mine: int
    nobodys: int
    overdue: int
    urgent: int


class Queue:
    """Reads the tickets in the catalog for the office. `now` is an aware clock. Thread-safe."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def page(self, wanted: Filter, most: int, after: int = 0) -> tuple[Queued, ...]:
        """Return the next tickets after the one of that number (0: the first), `most` at most."""
        asked = select(*_LISTED).where(*self._conditions(wanted)).limit(most)
        if wanted.pressing:
            asked = asked.order_by(ticket.c.urgent.desc(), ticket.c.id)
        else:
            asked = asked.order_by(ticket.c.id.desc())
        with self._database.read() as connection:
            rows = connection.execute(_later(asked, wanted, after)).all()
            back = _wrote_back(connection, [row.id for row in rows])
        return tuple(_queued(row, wrote_back=row.id in back) for row in rows)

    def counts(self, who: str) -> Counts:
        """Return how many tickets wait, and how many of them are this person's."""
        waiting = ticket.c.state.in_(WAITING)
        among = (
            _mine(who),
            ticket.c.state.in_(_STATES[Shelf.NOBODYS]),
            ticket.c.due < self._now(),
            ticket.c.urgent,
        )
        counted = (func.count().filter(one) for one in among)
        with self._database.read() as connection:
            row = connection.execute(select(func.count(), *counted).where(waiting)).one()
        return Counts(*map(int, row))

    def _conditions(self, wanted: Filter) -> Iterator[ColumnElement[bool]]:
        yield ticket.c.state.in_(_STATES.get(wanted.shelf, WAITING))
        if wanted.shelf is Shelf.MINE:
            yield _mine(wanted.who)
        if wanted.shelf is Shelf.OVERDUE:
            yield ticket.c.due < self._now()
        if wanted.urgent:
            yield ticket.c.urgent
        for part in parts(wanted.words):
            yield _mentions(part)


def _mine(who: str) -> ColumnElement[bool]:
    # A reopened one is still theirs who had it.
    return ticket.c.assignee == who


def _mentions(part: str) -> ColumnElement[bool]:
    logged = select(ticket_event.c.id).where(
        ticket_event.c.ticket == ticket.c.id,
        ticket_event.c.what.in_(_WORDED),
        _holds(ticket_event.c.text, part),
    )
    found = [_holds(ticket.c.question, part), logged.exists()]
    if part.isascii() and part.isdecimal() and len(part) < len(str(2**63)):
        found.append(ticket.c.id == int(part))
    return or_(*found)


def _holds(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    return func.lower(column).contains(part, autoescape=True)


def _later(asked: Select[Any], wanted: Filter, after: int) -> Select[Any]:
    if not after:
        return asked
    if not wanted.pressing:
        return asked.where(ticket.c.id < after)
    was_urgent = select(ticket.c.urgent).where(ticket.c.id == after).scalar_subquery()
    among = (ticket.c.urgent == was_urgent) & (ticket.c.id > after)
    return asked.where(or_(among, ticket.c.urgent < was_urgent))


def _wrote_back(connection: Connection, numbers: list[int]) -> frozenset[int]:
    """Return of which tickets the asker has said something since the office did."""
    mine = ticket_event.c.ticket.in_(numbers) & ticket_event.c.what.in_(_TURNS)
    last = select(func.max(ticket_event.c.id)).where(mine).group_by(ticket_event.c.ticket)
    theirs = select(ticket_event.c.ticket).where(
        ticket_event.c.id.in_(last), ticket_event.c.what == Did.ANSWERED_BACK
    )
    return frozenset(connection.execute(theirs).scalars())


def _queued(row: Row[Any], *, wrote_back: bool) -> Queued:
    return Queued(
        id=row.id,
        state=TicketState(row.state),
        reason=Reason(row.reason),
        urgent=row.urgent,
        question=row.question,
        created=row.created,
        due=row.due,
        platform=row.platform,
        asker=Person(row.asker, row.asker_name),
        claimant=Person(row.assignee, row.assignee_name) if row.assignee else None,
        wrote_back=wrote_back,
    )
