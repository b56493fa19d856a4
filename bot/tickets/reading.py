"""Tickets as the catalog has them, to be looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from bot.errors import UnknownTicket
from bot.model import Person, Reason
from bot.tickets.model import Telling, Ticket, TicketEvent, TicketState
from knowledge.catalog.database import BATCH, Database
from knowledge.catalog.tables import message, ticket, ticket_event


class TicketReading:
    """Reads the tickets in the catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, *states: TicketState) -> tuple[Ticket, ...]:
        """Return the tickets of these states (none: all), urgent ones first, then the oldest."""
        with self._database.read() as connection:
            return tuple(_ticket(row) for row in _rows(connection, states))

    def logged(self, *states: TicketState) -> tuple[Ticket, ...]:
        """Return the same tickets with their logs."""
        with self._database.read() as connection:
            rows = _rows(connection, states)
            logs = _logs(connection, [row.id for row in rows])
            return tuple(_ticket(row, logs[row.id]) for row in rows)

    def of(self, conversation: str, asker: str = "") -> tuple[Ticket, ...]:
        """Return a conversation's tickets, oldest first; of one asker where one is named."""
        wanted = select(ticket).where(ticket.c.conversation == conversation).order_by(ticket.c.id)
        if asker:
            wanted = wanted.where(ticket.c.asker == asker)
        with self._database.read() as connection:
            return tuple(_ticket(row) for row in connection.execute(wanted))

    def show(self, number: int) -> Ticket:
        """Return a ticket with its log. Raises UnknownTicket."""
        with self._database.read() as connection:
            return found(connection, number)

    def tellings(self, about: Ticket) -> tuple[Telling, ...]:
        """Return what the asker of a ticket is told of it, oldest first."""
        theirs = message.c.conversation == about.conversation
        said = message.c.role.in_(("office", "notice")) & (message.c.ticket == about.id)
        wanted = select(message).where(theirs & said).order_by(message.c.id)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return tuple(Telling(row.at, row.role, row.content, row.author, row.told) for row in rows)


def found(connection: Connection, number: int, *, lock: bool = False) -> Ticket:
    """Return a ticket with its log; with `lock` nobody else takes a step meanwhile.

    Raises UnknownTicket.
    """
    wanted = select(ticket).where(ticket.c.id == number)
    # SQLite's writers come one at a time anyway; PostgreSQL's don't.
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if row is None:
        raise unknown(number)
    return _ticket(row, _logs(connection, [number])[number])


def unknown(number: int) -> UnknownTicket:
    """Return the error of a number that no ticket has."""
    return UnknownTicket(f"There is no ticket {number}; list them to see their numbers.")


def _rows(connection: Connection, states: Collection[TicketState]) -> Collection[Row[Any]]:
    wanted = select(ticket).order_by(ticket.c.urgent.desc(), ticket.c.id)
    if states:
        wanted = wanted.where(ticket.c.state.in_(states))
    return connection.execute(wanted).all()


def _logs(connection: Connection, numbers: list[int]) -> defaultdict[int, list[TicketEvent]]:
    logs: defaultdict[int, list[TicketEvent]] = defaultdict(list)
    for begin in range(0, len(numbers), BATCH):
        for row in _events(connection, ticket_event.c.ticket.in_(numbers[begin : begin + BATCH])):
            event = TicketEvent(row.at, row.who, row.what, row.text, row.person, row.id)
            logs[row.ticket].append(event)
    return logs


def _events(connection: Connection, which: ColumnElement[bool]) -> Iterable[Row[Any]]:
    return connection.execute(select(ticket_event).where(which).order_by(ticket_event.c.id))


def _ticket(row: Row[Any], events: Collection[TicketEvent] = ()) -> Ticket:
    return Ticket(
        id=row.id,
        state=TicketState(row.state),
        reason=Reason(row.reason),
        urgent=row.urgent,
        conversation=row.conversation,
        question=row.question,
        decision=row.decision,
        created=row.created,
        updated=row.updated,
        events=tuple(events),
        platform=row.platform,
        asker=Person(row.asker, row.asker_name),
        claimant=Person(row.assignee, row.assignee_name) if row.assignee else None,
        due=row.due,
    )
