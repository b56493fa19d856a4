"""Words of the page that people ask on, beside those of `bot.wording` and `bot.chat_wording`."""

from __future__ import annotations

from bot.tickets import TicketState

NOT_OPEN_ANY_MORE = (
    "This answer rests on a clause that isn't open to you any more, so it isn't shown here."
)
EMPTY = "Write your question first."
EMPTY_MESSAGE = "Write first what the office should know."
UNDERWAY = "Your question before this one is still being answered. Ask again in a moment."
NO_CONVERSATION = "There is no such conversation of yours; it may have expired."
NO_ANSWER = "There is no such answer in this conversation; it may have expired."
NO_TICKET = "There is no such ticket in this conversation; it may have expired."
NO_OPTION = "That reply isn't among those offered."
FAILED = "Something went wrong on our side, and your question wasn't answered. Please ask it again."
EXPIRED = "The answer has expired."
SETTLED = "Thank you. The question is closed. If it comes up again, write below to reopen it."
SETTLED_BEFORE = "This question is closed already; thank you."
YOU_ASKED = "You asked:"

_STATES = {
    TicketState.OPEN: "waits for the office",
    TicketState.CLAIMED: "somebody has it in hand",
    TicketState.ANSWERED: "the office has replied",
    TicketState.CLOSED: "closed",
    TicketState.REOPENED: "waits for the office again",
}


def state(of: TicketState) -> str:
    """Return how a ticket stands, for who asked."""
    return _STATES[of]


def promised(moment: str, *, late: bool) -> str:
    """Return by when a reply was promised."""
    if late:
        return f"The reply was meant to come by {moment}; it is late."
    return f"You can expect the reply by {moment}."


def you_wrote(office: str, ticket: int) -> str:
    """Return what stands above a message to a ticket."""
    return f"You wrote to {office} (ticket {ticket}):"


def write_to(office: str, ticket: int, *, reopens: bool) -> str:
    """Return the label of the button that sends a message to a ticket."""
    return f"Reopen ticket {ticket} with this" if reopens else f"Send to {office} (ticket {ticket})"
