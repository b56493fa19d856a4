"""Tickets in the catalog, with an append-only log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot import wording
from bot.errors import TicketRefused, UnknownTicket
from bot.model import Decision, Origin, Person, Reason
from bot.rows import decision_row
from bot.tickets.life import after, claimant_after
from bot.tickets.model import Did, Manner, Ticket, TicketEvent, TicketState
from knowledge.catalog.database import Database
from knowledge.catalog.tables import message, ticket, ticket_event


@dataclass(frozen=True, slots=True)
class _Step:
    """One step to take; `request` is what asked for it: the same request takes it once."""

    did: Did
    who: Person
    text: str = ""
    request: str = ""


class Tickets:
    """The tickets in the catalog. `now` is an aware clock.

    Every step takes its lock when it begins, so of two officers who press at once one is told
    that the other has it; and a step that names its `request` is taken once, however often the
    request comes. What concerns the asker goes to their conversation in the same transaction.
    """

    def __init__(
        self, database: Database, now: Callable[[], datetime], manner: Manner | None = None
    ) -> None:
        self._database = database
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
        if origin.request and (known := self._opened_by(connection, origin.request)):
            return known
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
        made = insert(ticket).values(row).returning(ticket.c.id)
        number: int = connection.execute(made).scalar_one()
        self._log(connection, number, at, _Step(Did.OPENED, origin.asker, question))
        return number

    def keep_decision(self, connection: Connection, number: int, decision: Decision) -> None:
        """Keep the decision as the asker reads it: with the ticket's number, known by now."""
        opened = update(ticket).where(ticket.c.id == number)
        connection.execute(opened.values(decision=decision_row(decision)))

    def due(self, connection: Connection, number: int) -> datetime | None:
        """Return by when the office means to have answered, None where nothing is promised."""
        wanted = select(ticket.c.due).where(ticket.c.id == number)
        due: datetime | None = connection.execute(wanted).scalar_one()
        return due

    def list(self, *states: TicketState) -> tuple[Ticket, ...]:
        """Return the tickets of these states (none: all), urgent ones first, then the oldest."""
        wanted = select(ticket).order_by(ticket.c.urgent.desc(), ticket.c.id)
        if states:
            wanted = wanted.where(ticket.c.state.in_(states))
        with self._database.read() as connection:
            return tuple(_ticket(row) for row in connection.execute(wanted))

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
            return self._found(connection, number)

    def claim(self, number: int, who: Person, request: str = "") -> Ticket:
        """Take a ticket in hand; its asker is told that a person has it.

        Whoever has it already changes nothing. Raises UnknownTicket, TicketRefused.
        """
        return self._take(number, _Step(Did.CLAIMED, who, request=request))

    def take_over(self, number: int, who: Person, request: str = "") -> Ticket:
        """Take a ticket in hand that another has. Raises UnknownTicket, TicketRefused."""
        return self._take(number, _Step(Did.TAKEN_OVER, who, request=request))

    def release(self, number: int, who: Person, request: str = "") -> Ticket:
        """Put a claimed ticket back for others. Raises UnknownTicket, TicketRefused."""
        return self._take(number, _Step(Did.RELEASED, who, request=request))

    def reply(self, number: int, text: str, who: Person, request: str = "") -> Ticket:
        """Send the office's reply to the asker's conversation; a second reply may follow.

        Raises UnknownTicket, and TicketRefused for a closed ticket, one that another has in
        hand, or an empty reply.
        """
        said = _said(number, "reply to", text, "write what the asker reads")
        return self._take(number, _Step(Did.REPLIED, who, said, request))

    def decline(self, number: int, reason: str, who: Person, request: str = "") -> Ticket:
        """Close a ticket that is none of the office's, and tell its asker why.

        Raises UnknownTicket, and TicketRefused as `reply` does.
        """
        said = _said(number, "reason for declining", reason, "say who can help instead")
        return self._take(number, _Step(Did.DECLINED, who, said, request))

    def close(self, number: int, who: Person, note: str = "", request: str = "") -> Ticket:
        """Close a ticket, answered or not. Raises UnknownTicket, TicketRefused if it is closed."""
        return self._take(number, _Step(Did.CLOSED, who, note.strip(), request))

    def settle(self, number: int, who: Person, request: str = "") -> Ticket:
        """Close a ticket whose asker has what they need. Raises as `close` does."""
        return self._take(number, _Step(Did.SETTLED, who, request=request))

    def answer_back(self, number: int, text: str, who: Person, request: str = "") -> Ticket:
        """Add what the asker wrote back; the ticket waits for the office again.

        `text` must be without personal data. Raises UnknownTicket, TicketRefused if it is empty.
        """
        said = _said(number, "message to", text, "write what the office should know")
        return self._take(number, _Step(Did.ANSWERED_BACK, who, said, request))

    def reopen(self, number: int, who: Person, reason: str = "", request: str = "") -> Ticket:
        """Open an answered or closed ticket again. Raises UnknownTicket, TicketRefused."""
        return self._take(number, _Step(Did.REOPENED, who, reason.strip(), request))

    def note(
        self, number: int, did: Did, text: str = "", who: Person | None = None, request: str = ""
    ) -> Ticket:
        """Put a line in the log that leaves the state as it is. Raises UnknownTicket."""
        return self._take(number, _Step(did, who or Person(), text, request))

    def _take(self, number: int, step: _Step) -> Ticket:
        at = self._now()
        with self._database.write() as connection:
            found = self._found(connection, number, lock=True)
            if self._taken(connection, found, step):
                return found
            state = after(found, step.did, step.who)
            has = claimant_after(found, step.did, step.who)
            changed = {
                "state": state,
                "updated": at,
                "assignee": has.id if has else "",
                "assignee_name": has.name if has else "",
            }
            connection.execute(update(ticket).where(ticket.c.id == number).values(changed))
            self._log(connection, number, at, step)
            self._tell(connection, found, at, step)
            return self._found(connection, number)

    def _taken(self, connection: Connection, found: Ticket, step: _Step) -> bool:
        """Whether nothing is left to do: it was asked for before, or is so already."""
        if step.request:
            asked = select(ticket_event.c.id).where(ticket_event.c.request == step.request)
            if connection.execute(asked).first():
                return True
        has = found.state is TicketState.CLAIMED and found.claimant == step.who
        return has and step.did in (Did.CLAIMED, Did.TAKEN_OVER)

    def _tell(self, connection: Connection, found: Ticket, at: datetime, step: _Step) -> None:
        """Put what the asker should know of the step into their conversation."""
        if not found.conversation:
            return
        name = step.who.name if self._manner.named else ""
        said = {
            Did.CLAIMED: ("notice", wording.claimed(self._manner.office, name, found.id)),
            Did.REPLIED: ("office", step.text),
            Did.DECLINED: ("office", wording.not_for_us(self._manner.office, step.text)),
            Did.ANSWERED_BACK: ("user", step.text),
        }
        if step.did not in said:
            return
        role, content = said[step.did]
        # What the asker wrote back was no question for the clauses.
        subject = "" if role == "user" else None
        line = {"conversation": found.conversation, "at": at, "ticket": found.id, "author": name}
        said_so = {"role": role, "content": content, "subject": subject}
        connection.execute(insert(message).values(line | said_so))

    def _opened_by(self, connection: Connection, request: str) -> int | None:
        wanted = select(ticket.c.id).where(ticket.c.request == request)
        number: int | None = connection.execute(wanted).scalar()
        return number

    def _found(self, connection: Connection, number: int, *, lock: bool = False) -> Ticket:
        wanted = select(ticket).where(ticket.c.id == number)
        # SQLite's writers come one at a time anyway; PostgreSQL's don't.
        row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
        if row is None:
            raise UnknownTicket(f"There is no ticket {number}; list them to see their numbers.")
        of_ticket = select(ticket_event).where(ticket_event.c.ticket == number)
        log = connection.execute(of_ticket.order_by(ticket_event.c.id))
        return _ticket(row, [_event(line) for line in log])

    def _log(self, connection: Connection, number: int, at: datetime, step: _Step) -> None:
        line = {"at": at, "person": step.who.id, "who": step.who.name or step.who.id}
        said = {"what": step.did, "text": step.text, "request": step.request or None}
        connection.execute(insert(ticket_event).values(ticket=number, **line, **said))


def _said(number: int, what: str, text: str, remedy: str) -> str:
    if not text.strip():
        raise TicketRefused(f"The {what} ticket {number} is empty; {remedy}.")
    return text.strip()


def _event(row: Row[Any]) -> TicketEvent:
    return TicketEvent(row.at, row.who, row.what, row.text, row.person, row.id)


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
