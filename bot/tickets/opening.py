"""How tickets come into the catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.model import Decision, Origin, Reason
from bot.rows import decision_row
from bot.tickets.model import Did, Manner, TicketState
from bot.tickets.reading import TicketReading, unknown
from bot.tickets.telling import Step
from knowledge.catalog.database import Database
from knowledge.catalog.tables import ticket, ticket_event


class TicketOpening(TicketReading):
    """Opens tickets within the transaction of whoever needs one. `now` is an aware clock."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], manner: Manner | None = None
    ) -> None:
        super().__init__(database)
        self._now = now
        self._manner = manner or Manner()

    def open(
        self,
        connection: Connection,
        conversation: str,
        question: str,
        decision: Decision,
        origin: Origin | None = None,
    ) -> int:
        """Open a ticket within the caller's transaction and return its number.

        A request that has opened one already opens no second; its number is returned.
        """
        row = decision_row(decision)
        return self.open_for(
            connection, conversation, question, decision.reason, row, origin or Origin()
        )

    def open_for(  # noqa: PLR0913, PLR0917 - what a ticket is made of
        self,
        connection: Connection,
        conversation: str,
        question: str,
        reason: Reason,
        attempt: Mapping[str, Any],
        origin: Origin,
    ) -> int:
        """Do as `open` does, from an attempt that is on record."""
        at, urgent = self._now(), reason is Reason.URGENT
        row = {
            "state": TicketState.OPEN,
            "reason": reason,
            "urgent": urgent,
            "platform": origin.platform,
            "conversation": conversation,
            "asker": origin.asker.id,
            "asker_name": origin.asker.name,
            "question": question,
            "decision": dict(attempt),
            "due": self._manner.due(at, urgent),
            "request": origin.request or None,
            "created": at,
            "updated": at,
        }
        made = self._database.insert_new(ticket).values(row).returning(ticket.c.id)
        number: int | None = connection.execute(made).scalar()
        if number is None:
            return self._opened_by(connection, origin.request)
        log(connection, number, at, Step(Did.OPENED, origin.asker, question))
        return number

    def keep_decision(self, connection: Connection, number: int, decision: Decision) -> None:
        """Keep the decision as the asker reads it: with the ticket's number, known by now."""
        opened = update(ticket).where(ticket.c.id == number)
        connection.execute(opened.values(decision=decision_row(decision)))

    def due(self, connection: Connection, number: int) -> datetime | None:
        """Return by when the office means to have answered, None where nothing is promised.

        Raises UnknownTicket.
        """
        row = connection.execute(select(ticket.c.due).where(ticket.c.id == number)).one_or_none()
        if row is None:
            raise unknown(number)
        due: datetime | None = row.due
        return due

    def _opened_by(self, connection: Connection, request: str) -> int:
        wanted = select(ticket.c.id).where(ticket.c.request == request)
        number: int = connection.execute(wanted).scalar_one()
        return number


def log(connection: Connection, number: int, at: datetime, step: Step) -> None:
    """Put a step into a ticket's log."""
    line = {"at": at, "person": step.who.id, "who": step.who.name or step.who.id}
    said = {"what": step.did, "text": step.text, "request": step.request or None}
    connection.execute(insert(ticket_event).values(ticket=number, **line, **said))
