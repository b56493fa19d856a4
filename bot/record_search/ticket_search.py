"""Tickets found by what they were about, whose they were and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from bot.model import Person, Reason
from bot.record_search.model import FoundTicket, WantedTickets
from bot.record_search.words import parts
from bot.tickets import TicketState
from knowledge.catalog.database import Database
from knowledge.catalog.tables import ticket, ticket_event

_LISTED = [column for column in ticket.c if column.name != "decision"]


class TicketSearch:
    """Searches the tickets of a catalog. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, wanted: WantedTickets, before: int | None = None, most: int = 50
    ) -> tuple[FoundTicket, ...]:
        """Return the newest of the tickets wanted, at most so many, with numbers below `before`."""
        numbers = tickets_numbered(wanted, before).limit(most).subquery()
        listed = select(*_LISTED).join(numbers, numbers.c.id == ticket.c.id)
        with self._database.read() as connection:
            rows = connection.execute(listed.order_by(ticket.c.id.desc())).all()
        return tuple(map(_found, rows))

    def count(self, wanted: WantedTickets) -> int:
        """Return how many tickets there are of those wanted."""
        counted = tickets_numbered(wanted).order_by(None).subquery()
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(counted)).scalar_one()


def tickets_numbered(wanted: WantedTickets, before: int | None = None) -> Select[int]:
    """Return the query for the numbers of the tickets wanted, the newest first."""
    asked = select(ticket.c.id).where(*_conditions(wanted))
    if before is not None:
        asked = asked.where(ticket.c.id < before)
    return asked.order_by(ticket.c.id.desc())


def _conditions(wanted: WantedTickets) -> Iterator[ColumnElement[bool]]:
    column = ticket.c
    for name in ("state", "reason", "platform"):
        if value := getattr(wanted, name):
            yield column[name] == value
    if wanted.begins:
        yield column.created >= wanted.begins
    if wanted.ends:
        yield column.created < wanted.ends
    if wanted.person:
        whose = (column.asker, column.asker_name, column.assignee, column.assignee_name)
        yield or_(*(_holds(one, wanted.person.lower()) for one in whose))
    for part in parts(wanted.words):
        logged = select(ticket_event.c.ticket).where(_holds(ticket_event.c.text, part))
        yield _holds(column.question, part) | column.id.in_(logged)


def _holds(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    return func.lower(column).contains(part, autoescape=True)


def _found(row: Row[Any]) -> FoundTicket:
    return FoundTicket(
        ticket=row.id,
        created=row.created,
        question=row.question,
        state=TicketState(row.state),
        reason=Reason(row.reason),
        urgent=row.urgent,
        platform=row.platform,
        asker=Person(row.asker, row.asker_name),
        claimant=Person(row.assignee, row.assignee_name) if row.assignee else None,
    )
