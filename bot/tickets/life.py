"""Which step a ticket can take from which state, and who may take it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.errors import TicketRefused
from bot.model import Person
from bot.tickets.model import WAITING, Did, Ticket, TicketEvent, TicketState

_DONE = (TicketState.ANSWERED, TicketState.CLOSED)
_UNCLOSED = (*WAITING, TicketState.ANSWERED)


def _to(state: TicketState, *states: TicketState) -> dict[TicketState, TicketState]:
    return dict.fromkeys(states, state)


def _stays(*states: TicketState) -> dict[TicketState, TicketState]:
    return {state: state for state in states}


# From which states each step may be taken, and to which it leads.
STEPS: Mapping[Did, Mapping[TicketState, TicketState]] = {
    Did.CLAIMED: _to(TicketState.CLAIMED, *WAITING),
    Did.TAKEN_OVER: _to(TicketState.CLAIMED, *WAITING),
    Did.RELEASED: _to(TicketState.OPEN, TicketState.CLAIMED),
    Did.REPLIED: _to(TicketState.ANSWERED, *_UNCLOSED),
    Did.DECLINED: _to(TicketState.CLOSED, *_UNCLOSED),
    Did.CLOSED: _to(TicketState.CLOSED, *_UNCLOSED),
    Did.SETTLED: _to(TicketState.CLOSED, *_UNCLOSED),
    # Who adds something while the office is at it takes the ticket out of nobody's hands.
    Did.ANSWERED_BACK: _stays(*WAITING) | _to(TicketState.REOPENED, *_DONE),
    Did.REOPENED: _to(TicketState.REOPENED, *_DONE),
    Did.PROPOSED: _stays(*_UNCLOSED),
    Did.KEPT: _stays(*TicketState),
    Did.RANG: _stays(*TicketState),
    Did.REMINDED: _stays(*TicketState),
    Did.ESCALATED: _stays(*TicketState),
    Did.RULED: _stays(*TicketState),
}
# What only the claimant may do while somebody has claimed it, and what only the asker may do.
_CLAIMANTS = frozenset({Did.CLAIMED, Did.RELEASED, Did.REPLIED, Did.DECLINED, Did.CLOSED})
_ASKERS = frozenset({Did.SETTLED, Did.ANSWERED_BACK})
# By what a ticket comes to wait for the office, and by what it no longer does.
_BEGINNING = frozenset({Did.OPENED, Did.REOPENED, Did.ANSWERED_BACK})
_FINISHED = frozenset({Did.REPLIED, Did.DECLINED, Did.CLOSED, Did.SETTLED})
# What makes another step rest on something that isn't so any more; who takes a ticket in hand
# knows that they did.
_CHANGES = frozenset(STEPS) - {
    Did.PROPOSED, Did.KEPT, Did.RANG, Did.REMINDED, Did.ESCALATED, Did.RULED,
}  # fmt: skip
_KNOWN_TO_WHO_DID = frozenset({Did.CLAIMED, Did.TAKEN_OVER})
# What it is called in a sentence.
_DOING = {Did.REPLIED: "replied to", Did.PROPOSED: "written to"}


def after(ticket: Ticket, did: Did, who: Person) -> TicketState:
    """Return the state that the step leads to.

    Raises TicketRefused for a step that the state doesn't allow, for what only the claimant may
    do while another person has the ticket, and for what only its asker may do.
    """
    if ticket.state not in STEPS[did]:
        remedy = "; reopen it first" if ticket.state is TicketState.CLOSED else ""
        doing = _DOING.get(did, did.value)
        raise TicketRefused(f"Ticket {ticket.id} is {ticket.state}: it can't be {doing}{remedy}.")
    held = holder(ticket)
    if did in _CLAIMANTS and held is not None and held.id != who.id:
        raise TicketRefused(
            f"{held.name or held.id} has ticket {ticket.id} in hand. Ask them, or take it over."
        )
    if did in _ASKERS and ticket.asker.id not in ("", who.id):
        raise TicketRefused(f"Only who asked can do that to ticket {ticket.id}.")
    return STEPS[did][ticket.state]


def holder(ticket: Ticket) -> Person | None:
    """Return who has the ticket in hand now; the claimant of a reopened one no longer has."""
    return ticket.claimant if ticket.state is TicketState.CLAIMED else None


def claimant_after(ticket: Ticket, did: Did, who: Person) -> Person | None:
    """Return whose ticket it is after the step: who answers without a claim has claimed it.

    A reopened ticket is still theirs who had it, so that they hear of it; anybody may claim it.
    """
    match did:
        case Did.CLAIMED | Did.TAKEN_OVER | Did.REPLIED | Did.DECLINED:
            return who
        case Did.RELEASED:
            return None
        case _:
            return ticket.claimant


def opening(log: Sequence[TicketEvent]) -> TicketEvent:
    """Return the line of a ticket's log by which it came to wait for the office last."""
    found, waits = log[0], False
    for event in log:
        if event.what in _FINISHED:
            waits = False
        elif event.what in _BEGINNING and not waits:
            found, waits = event, True
    return found


def overtaking(ticket: Ticket, seen: int, who: Person) -> tuple[TicketEvent, ...]:
    """Return what has happened since somebody looked at the log up to line `seen`, oldest first.

    Left out is what changes nothing, and what they know of; where nobody looked (0), all is.
    """
    return tuple(
        event
        for event in ticket.events
        if seen < event.id and seen and event.what in _CHANGES and not _knows(who, event)
    )


def _knows(who: Person, event: TicketEvent) -> bool:
    return event.person == who.id and event.what in _KNOWN_TO_WHO_DID
