"""Tickets in the catalog, with an append-only log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.errors import TicketOvertaken, TicketRefused
from bot.model import Person
from bot.tickets.life import after, claimant_after, holder, overtaking
from bot.tickets.model import Did, Ticket, TicketState
from bot.tickets.opening import TicketOpening, log
from bot.tickets.reading import found
from bot.tickets.telling import Step, Told, told
from knowledge.catalog.tables import message, ticket, ticket_event


class Tickets(TicketOpening):
    """The tickets in the catalog. `now` is an aware clock.

    Every step takes its lock when it begins, so of two officers who press at once one is told
    that the other has it; and a step that names its `request` is taken once, however often the
    request comes. What concerns the asker goes to their conversation in the same transaction.

    `seen` is the last line of the log that whoever takes a step had before their eyes (0: they
    didn't look). A step that rests on what isn't so any more is refused with TicketOvertaken.
    """

    def claim(self, number: int, who: Person, request: str = "") -> Ticket:
        """Take a ticket in hand; its asker is told that a person has it.

        Whoever has it already changes nothing. Raises UnknownTicket, TicketRefused.
        """
        return self._take(number, Step(Did.CLAIMED, who, request=request))

    def take_over(self, number: int, who: Person, request: str = "", *, seen: int = 0) -> Ticket:
        """Take a ticket in hand that another has. Raises UnknownTicket, TicketRefused."""
        return self._take(number, Step(Did.TAKEN_OVER, who, "", request, seen))

    def release(self, number: int, who: Person, request: str = "") -> Ticket:
        """Put a claimed ticket back for others. Raises UnknownTicket, TicketRefused."""
        return self._take(number, Step(Did.RELEASED, who, request=request))

    def reply(
        self, number: int, text: str, who: Person, request: str = "", *, seen: int = 0
    ) -> Ticket:
        """Send the office's reply to the asker's conversation; a second reply may follow.

        Raises UnknownTicket, and TicketRefused for a closed ticket, one that another has in
        hand, or an empty reply.
        """
        said = _said(number, "reply to", text, "write what the asker reads")
        return self._take(number, Step(Did.REPLIED, who, said, request, seen))

    def decline(
        self, number: int, reason: str, who: Person, request: str = "", *, seen: int = 0
    ) -> Ticket:
        """Close a ticket that is none of the office's, and tell its asker why.

        Raises UnknownTicket, and TicketRefused as `reply` does.
        """
        said = _said(number, "reason for declining", reason, "say who can help instead")
        return self._take(number, Step(Did.DECLINED, who, said, request, seen))

    def close(
        self, number: int, who: Person, note: str = "", request: str = "", *, seen: int = 0
    ) -> Ticket:
        """Close a ticket, answered or not. Raises UnknownTicket, TicketRefused if it is closed."""
        return self._take(number, Step(Did.CLOSED, who, note.strip(), request, seen))

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
            if news := overtaking(before, step.seen, step.who):
                raise TicketOvertaken(number, news)
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
            log(connection, number, at, step)
            if said := told(before, step, self._manner):
                _tell(connection, before, at, said)
            return found(connection, number)


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


def _said(number: int, what: str, text: str, remedy: str) -> str:
    if not text.strip():
        raise TicketRefused(f"The {what} ticket {number} is empty; {remedy}.")
    return text.strip()
