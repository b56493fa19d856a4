"""Tickets made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.model import Band, Decision, Kind, Origin, Person, Reason
from bot.tickets import Did, Ticket, TicketEvent, Tickets, TicketState
from knowledge.catalog.database import Database
from tests.bot.made import passage

ANN, BEN = Person("terminal:ann", "Ann"), Person("slack:T1:U2", "Ben")
ASKER = Person("slack:T1:U9", "Cleo")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def escalated(reason: Reason = Reason.LOW_CONFIDENCE) -> Decision:
    found = (passage("Posts need approval.", "10.1"),)
    return Decision(Kind.ESCALATE, reason, Band.NONE, "I passed it on.", 0.2, passages=found)


def opened(
    tickets: Tickets,
    database: Database,
    reason: Reason = Reason.LOW_CONFIDENCE,
    asker: Person = ASKER,
    request: str = "",
) -> int:
    """Open a ticket in the conversation chat-1."""
    origin = Origin("slack", asker, {"channel": "C1"}, request)
    with database.write() as connection:
        return tickets.open(connection, "chat-1", "may I post this?", escalated(reason), origin)


def ticket(
    state: TicketState, claimant: Person | None = None, *events: TicketEvent, urgent: bool = False
) -> Ticket:
    """Return a ticket that no catalog knows; without events it was opened at noon."""
    return Ticket(
        id=7,
        state=state,
        reason=Reason.URGENT if urgent else Reason.NO_CLAUSE,
        urgent=urgent,
        conversation="chat-1",
        question="may I?",
        decision={},
        created=NOON,
        updated=NOON,
        events=events or (event(1, Did.OPENED),),
        asker=ASKER,
        claimant=claimant,
    )


def event(
    number: int, what: Did, at: datetime = NOON, who: Person = ANN, text: str = ""
) -> TicketEvent:
    return TicketEvent(at, who.name, what, text, who.id, number)
