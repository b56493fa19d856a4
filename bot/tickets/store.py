"""Tickets in the catalog, with an append-only log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.errors import TicketRefused
from bot.model import Decision, Origin, Person, Reason
from bot.rows import decision_row
from bot.tickets.life import after, claimant_after, holder
from bot.tickets.model import Did, Manner, Ticket, TicketState
from bot.tickets.reading import TicketReading, found, unknown
from bot.tickets.telling import Step, Told, told
from knowledge.catalog.database import Database
from knowledge.catalog.tables import message, ticket, ticket_event


class Tickets(TicketReading):
    """The tickets in the catalog. `now` is an aware clock.

    Every step takes its lock when it begins, so of two officers who press at once one is told
    that the other has it; and a step that names its `request` is taken once, however often the
    request comes. What concerns the asker goes to their conversation in the same transaction.
    """

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
        _log(connection, number, at, Step(Did.OPENED, origin.asker, question))
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

    def claim(self, number: int, who: Person, request: str = "") -> Ticket:
        """Take a ticket in hand; its asker is told that a person has it.

        Whoever has it already changes nothing. Raises UnknownTicket, TicketRefused.
        """
        return self._take(number, Step(Did.CLAIMED, who, request=request))

    def take_over(self, number: int, who: Person, request: str = "") -> Ticket:
        """Take a ticket in hand that another has. Raises UnknownTicket, TicketRefused."""
        return self._take(number, Step(Did.TAKEN_OVER, who, request=request))

    def release(self, number: int, who: Person, request: str = "") -> Ticket:
        """Put a claimed ticket back for others. Raises UnknownTicket, TicketRefused."""
        return self._take(number, Step(Did.RELEASED, who, request=request))

    def reply(self, number: int, text: str, who: Person, request: str = "") -> Ticket:
        """Send the office's reply to the asker's conversation; a second reply may follow.

        Raises UnknownTicket, and TicketRefused for a closed ticket, one that another has in
        hand, or an empty reply.
        """
        said = _said(number, "reply to", text, "write what the asker reads")
        return self._take(number, Step(Did.REPLIED, who, said, request))

    def decline(self, number: int, reason: str, who: Person, request: str = "") -> Ticket:
        """Close a ticket that is none of the office's, and tell its asker why.

        Raises UnknownTicket, and TicketRefused as `reply` does.
        """
        said = _said(number, "reason for declining", reason, "say who can help instead")
        return self._take(number, Step(Did.DECLINED, who, said, request))

    def close(self, number: int, who: Person, note: str = "", request: str = "") -> Ticket:
        """Close a ticket, answered or not. Raises UnknownTicket, TicketRefused if it is closed."""
        return self._take(number, Step(Did.CLOSED, who, note.strip(), request))

    def settle(self, number: int, who: Person, request: str = "") -> Ticket:
        """Close a ticket whose asker has what they need. Raises as `close` does."""
        return self._take(number, Step(Did.SETTLED, who, request=request))

    def answer_back(self, number: int, text: str, who: Person, request: str = "") -> Ticket:
        """Add what the asker wrote back; the ticket waits for the office again.

        `text` must be without personal data. Raises UnknownTicket, TicketRefused if it is empty.
        """
        said = _said(number, "message to", text, "write what the office should know")
        return self._take(number, Step(Did.ANSWERED_BACK, who, said, request))

    def reopen(self, number: int, who: Person, reason: str = "", request: str = "") -> Ticket:
        """Open an answered or closed ticket again. Raises UnknownTicket, TicketRefused."""
        return self._take(number, Step(Did.REOPENED, who, reason.strip(), request))

    def note(
        self, number: int, did: Did, text: str = "", who: Person | None = None, request: str = ""
    ) -> Ticket:
        """Put a line in the log that leaves the state as it is. Raises UnknownTicket."""
        return self._take(number, Step(did, who or Person(), text, request))

    def _take(self, number: int, step: Step) -> Ticket:
        with self._database.write() as connection:
            before = found(connection, number, lock=True)
            if _taken(connection, before, step):
                return before
            at = self._now()
            state = after(before, step.did, step.who)
            has = claimant_after(before, step.did, step.who) or Person()
            changed: dict[str, Any] = {
                "state": state,
                "updated": at,
                "assignee": has.id,
                "assignee_name": has.name,
            }
            if state is TicketState.REOPENED and before.state is not state:
                changed["due"] = self._manner.due(at, before.urgent)
            connection.execute(update(ticket).where(ticket.c.id == number).values(changed))
            _log(connection, number, at, step)
            if said := told(before, step, self._manner):
                _tell(connection, before, at, said)
            return found(connection, number)

    def _opened_by(self, connection: Connection, request: str) -> int:
        wanted = select(ticket.c.id).where(ticket.c.request == request)
        number: int = connection.execute(wanted).scalar_one()
        return number


def _taken(connection: Connection, before: Ticket, step: Step) -> bool:
    """Whether nothing is left to do: it was asked for before, or is so already."""
    if step.request:
        asked = select(ticket_event.c.id).where(ticket_event.c.request == step.request)
        if connection.execute(asked).first():
            return True
    held = holder(before)
    has = held is not None and held.id == step.who.id
    return has and step.did in (Did.CLAIMED, Did.TAKEN_OVER)


def _tell(connection: Connection, about: Ticket, at: datetime, said: Told) -> None:
    if not about.conversation:
        return
    line = {"conversation": about.conversation, "at": at, "ticket": about.id}
    words = {"role": said.role, "content": said.content, "author": said.author}
    connection.execute(insert(message).values(line | words | {"subject": said.subject}))


def _log(connection: Connection, number: int, at: datetime, step: Step) -> None:
    line = {"at": at, "person": step.who.id, "who": step.who.name or step.who.id}
    said = {"what": step.did, "text": step.text, "request": step.request or None}
    connection.execute(insert(ticket_event).values(ticket=number, **line, **said))


def _said(number: int, what: str, text: str, remedy: str) -> str:
    if not text.strip():
        raise TicketRefused(f"The {what} ticket {number} is empty; {remedy}.")
    return text.strip()
