"""What officers read of tickets on the pages: plain and short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final

from adapters.chat.office.office_wording import step
from bot.model import Person, Reason
from bot.rulings import Why
from bot.tickets import Ticket, TicketEvent, TicketState
from bot.tickets.queue import Queued, Shelf

SHELVES: Final[Mapping[Shelf, str]] = {
    Shelf.WAITING: "Waiting",
    Shelf.MINE: "Mine",
    Shelf.NOBODYS: "Nobody has",
    Shelf.OVERDUE: "Overdue",
    Shelf.ANSWERED: "Answered",
    Shelf.CLOSED: "Closed",
    Shelf.ALL: "All",
}

# What an empty list says: its title, and a sentence.
EMPTY: Final[Mapping[Shelf, tuple[str, str]]] = {
    Shelf.WAITING: ("No ticket waits for the office", "New ones appear here by themselves."),
    Shelf.MINE: ("You have no ticket in hand", "Take one under “Nobody has”."),
    Shelf.NOBODYS: ("Somebody has every ticket that waits", ""),
    Shelf.OVERDUE: ("Nothing is overdue", ""),
    Shelf.ANSWERED: ("No ticket is answered and still open", ""),
    Shelf.CLOSED: ("No ticket is closed yet", ""),
    Shelf.ALL: ("There is no ticket yet", "What the policies don't settle comes here."),
}
FOUND_NONE: Final = ("No ticket fits", "Try other words, or fewer; look under “All”.")

REASONS: Final[Mapping[Reason, str]] = {
    Reason.NO_CLAUSE: "No policy found",
    Reason.LOW_CONFIDENCE: "Policy doesn't settle it",
    Reason.CONFLICTING_CLAUSES: "Policies contradict",
    Reason.ASKS_FOR_DECISION: "Asks for a decision",
    Reason.URGENT: "Sounds urgent",
    Reason.SENSITIVE: "Delicate matter",
    Reason.ASKED_FOR_PERSON: "Asked for a person",
}

PLATFORMS: Final[Mapping[str, str]] = {
    "slack": "in Slack",
    "teams": "in Teams",
    "web": "on the web page",
    "terminal": "at the terminal",
}

DOUBTS: Final[Mapping[Why, str]] = {
    Why.CHANGED: "has other words now",
    Why.GONE: "isn't in force any more",
    Why.RESTRICTED: "may be read by fewer people than the ruling",
}

SENT: Final = "Your reply is on its way to the asker."
OVERTAKEN: Final = (
    "The ticket has changed since you opened it, so nothing was sent. Your words are still here:"
    " look at what happened, then decide anew."
)
EMPTY_REPLY: Final = "Write what the asker is to read."
EMPTY_REASON: Final = "Say why, and who can help instead: the asker reads this."
EMPTY_RULING: Final = "Write what the ruling says."
BAD_DAY: Final = "Choose a day after today."
CLAUSE_GONE: Final = "That clause isn't in force any more as it was found, so it wasn't added."


def state(ticket: Ticket | Queued, reader: Person) -> str:
    """Return how a ticket stands, and who has it; `reader` is who reads that."""
    claimant = ticket.claimant
    mine = claimant is not None and claimant.id == reader.id
    who = "you" if mine else called(claimant) if claimant else ""
    match ticket.state:
        case TicketState.OPEN:
            return "Nobody has it yet"
        case TicketState.CLAIMED:
            return "You have it" if mine else f"{who or 'Somebody'} has it"
        case TicketState.ANSWERED:
            return f"Answered by {who or 'the office'}"
        case TicketState.CLOSED:
            return "Closed"
        case TicketState.REOPENED:
            return f"Open again; {who} had it" if who else "Open again"


def called(who: Person) -> str:
    """Return somebody's name, or where nobody knows it their id."""
    return who.name or who.id or "somebody"


def asked_on(platform: str) -> str:
    """Return where something was asked, "" where that isn't known."""
    return PLATFORMS.get(platform, f"in {platform}" if platform else "")


def happened(events: Sequence[TicketEvent], zone: tzinfo) -> tuple[str, ...]:
    """Return what was done to a ticket, a sentence each, with the words where there are any."""
    told = []
    for event in events:
        at = event.at.astimezone(zone)
        did = step(event.what, event.text) or event.what
        words = f": “{event.text}”" if event.text else ""
        told.append(f"{at:%Y-%m-%d %H:%M} {event.who or 'The service'} {did}{words}")
    return tuple(told)
