"""Which step a ticket can take from which state, and who may take it. Pure."""

from __future__ import annotations

from bot.errors import TicketRefused
from bot.model import Person
from bot.tickets.model import Did, Ticket, TicketState

_ANY = frozenset(TicketState)
_UNCLOSED = _ANY - {TicketState.CLOSED}
_TO_DO = frozenset({TicketState.OPEN, TicketState.CLAIMED, TicketState.REOPENED})
_DONE = frozenset({TicketState.ANSWERED, TicketState.CLOSED})

# From which states each step may be taken, and to which it leads; None leaves it as it is.
STEPS: dict[Did, tuple[frozenset[TicketState], TicketState | None]] = {
    Did.CLAIMED: (_TO_DO, TicketState.CLAIMED),
    Did.TAKEN_OVER: (_TO_DO, TicketState.CLAIMED),
    Did.RELEASED: (frozenset({TicketState.CLAIMED}), TicketState.OPEN),
    Did.REPLIED: (_UNCLOSED, TicketState.ANSWERED),
    Did.DECLINED: (_UNCLOSED, TicketState.CLOSED),
    Did.CLOSED: (_UNCLOSED, TicketState.CLOSED),
    Did.SETTLED: (_UNCLOSED, TicketState.CLOSED),
    Did.ANSWERED_BACK: (_ANY, TicketState.REOPENED),
    Did.REOPENED: (_DONE, TicketState.REOPENED),
    Did.PROPOSED: (_UNCLOSED, None),
    Did.RANG: (_ANY, None),
    Did.REMINDED: (_ANY, None),
    Did.ESCALATED: (_ANY, None),
    Did.RULED: (_ANY, None),
}
# What only the claimant may do while somebody has claimed it.
_LOCKED = frozenset({Did.CLAIMED, Did.RELEASED, Did.REPLIED, Did.DECLINED})
# What it is called in a sentence.
_DOING = {Did.CLAIMED: "claimed", Did.RELEASED: "released", Did.REPLIED: "replied to"}


def after(ticket: Ticket, did: Did, who: Person) -> TicketState:
    """Return the state that the step leads to.

    Raises TicketRefused for a step that the state doesn't allow, and for what only the
    claimant may do while another person has the ticket.
    """
    states, state = STEPS[did]
    doing = _DOING.get(did, did.value)
    if ticket.state not in states:
        remedy = "; reopen it first" if ticket.state is TicketState.CLOSED else ""
        raise TicketRefused(
            f"Ticket {ticket.id} is {ticket.state}, so it can't be {doing} any more{remedy}."
        )
    held = ticket.claimant if ticket.state is TicketState.CLAIMED else None
    if did in _LOCKED and held is not None and held.id != who.id:
        raise TicketRefused(
            f"{held.name or held.id} has ticket {ticket.id} in hand. Ask them, or take it over."
        )
    return ticket.state if state is None else state


def claimant_after(ticket: Ticket, did: Did, who: Person) -> Person | None:
    """Return who has the ticket after the step: who answers without a claim has claimed it."""
    match did:
        case Did.CLAIMED | Did.TAKEN_OVER | Did.REPLIED | Did.DECLINED:
            return who
        case Did.RELEASED:
            return None
        case _:
            return ticket.claimant
