"""What the policy didn't settle, until the office has: tickets with an append-only log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.errors import TicketRefused, UnknownTicket
from bot.model import Decision, Reason
from bot.rows import decision_row
from knowledge.catalog.database import Database
from knowledge.catalog.tables import message, ticket, ticket_event


class TicketState(StrEnum):
    """The life of a ticket; a closed one is done with."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One line of a ticket's log: who did what when, in UTC."""

    at: datetime
    who: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """A question that the office has. `decision` is the bot's attempt, as the record keeps it."""

    id: int
    state: TicketState
    reason: Reason
    urgent: bool
    conversation: str
    question: str
    decision: Mapping[str, Any]
    created: datetime
    updated: datetime
    events: tuple[TicketEvent, ...] = ()


class Tickets:
    """The tickets in the catalog. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def open(
        self, connection: Connection, conversation: str, question: str, decision: Decision
    ) -> int:
        """Open a ticket within the caller's transaction and return its number."""
        at = self._now()
        made = connection.execute(
            insert(ticket).values(
                state=TicketState.OPEN,
                reason=decision.reason,
                urgent=decision.reason is Reason.URGENT,
                conversation=conversation,
                question=question,
                decision=decision_row(decision),
                created=at,
                updated=at,
            )
        )
        number = int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0
        self._log(connection, number, TicketEvent(at, "", "opened", question))
        return number

    def keep_decision(self, connection: Connection, number: int, decision: Decision) -> None:
        """Keep the decision as the asker reads it: with the ticket's number, known by now."""
        opened = update(ticket).where(ticket.c.id == number)
        connection.execute(opened.values(decision=decision_row(decision)))

    def list(self, state: TicketState | None = None) -> tuple[Ticket, ...]:
        """Return the tickets of that state (None: all), urgent ones first, then the oldest."""
        wanted = select(ticket).order_by(ticket.c.urgent.desc(), ticket.c.id)
        if state:
            wanted = wanted.where(ticket.c.state == state)
        with self._database.read() as connection:
            return tuple(_ticket(row) for row in connection.execute(wanted))

    def show(self, number: int) -> Ticket:
        """Return a ticket with its log. Raises UnknownTicket."""
        with self._database.read() as connection:
            return self._found(connection, number)

    def reply(self, number: int, text: str, who: str = "") -> Ticket:
        """Send the office's reply to the asker's conversation; a second reply may follow.

        Raises UnknownTicket, and TicketRefused for a closed ticket or an empty reply.
        """
        if not text.strip():
            raise TicketRefused(
                f"The reply to ticket {number} is empty; write what the asker reads."
            )
        return self._step(number, TicketState.ANSWERED, "replied", text.strip(), who)

    def close(self, number: int, who: str = "", note: str = "") -> Ticket:
        """Close a ticket, answered or not. Raises UnknownTicket, TicketRefused if it is closed."""
        return self._step(number, TicketState.CLOSED, "closed", note, who)

    def _step(self, number: int, state: TicketState, what: str, text: str, who: str) -> Ticket:
        at = self._now()
        with self._database.write() as connection:
            found = self._found(connection, number)
            # Asked of the row itself: two officers may press at once.
            unclosed = (ticket.c.id == number) & (ticket.c.state != TicketState.CLOSED)
            stepped = update(ticket).where(unclosed).values(state=state, updated=at)
            if not connection.execute(stepped).rowcount:
                raise TicketRefused(f"Ticket {number} is closed, so it can't be {what} any more.")
            self._log(connection, number, TicketEvent(at, who, what, text))
            if state is TicketState.ANSWERED and found.conversation:
                said = {"conversation": found.conversation, "at": at, "role": "office"}
                connection.execute(insert(message).values(**said, content=text, ticket=number))
            return self._found(connection, number)

    def _found(self, connection: Connection, number: int) -> Ticket:
        row = connection.execute(select(ticket).where(ticket.c.id == number)).one_or_none()
        if row is None:
            raise UnknownTicket(f"There is no ticket {number}; list them to see their numbers.")
        of_ticket = select(ticket_event).where(ticket_event.c.ticket == number)
        log = connection.execute(of_ticket.order_by(ticket_event.c.id))
        return _ticket(row, tuple(TicketEvent(e.at, e.who, e.what, e.text) for e in log))

    def _log(self, connection: Connection, number: int, event: TicketEvent) -> None:
        line = {"at": event.at, "who": event.who, "what": event.what, "text": event.text}
        connection.execute(insert(ticket_event).values(ticket=number, **line))


def _ticket(row: Row[Any], events: tuple[TicketEvent, ...] = ()) -> Ticket:
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
        events=events,
    )
