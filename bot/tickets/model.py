"""What the policy didn't settle, as frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.model import Person, Reason


class TicketState(StrEnum):
    """The life of a ticket. A reopened one waits for the office again, a closed one is done."""

    OPEN = "open"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"


# What the office still has to do something about.
WAITING = (TicketState.OPEN, TicketState.CLAIMED, TicketState.REOPENED)


class Did(StrEnum):
    """What can happen to a ticket; the log is made of these."""

    OPENED = "opened"
    CLAIMED = "claimed"
    TAKEN_OVER = "taken over"
    RELEASED = "released"
    REPLIED = "replied"
    DECLINED = "declined"
    CLOSED = "closed"
    SETTLED = "settled"
    ANSWERED_BACK = "answered back"
    REOPENED = "reopened"
    # What leaves the state as it is.
    PROPOSED = "proposed"
    KEPT = "kept back"
    RANG = "rang"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    RULED = "ruled"


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One line of a ticket's log: who (a name for people) did what when, in UTC.

    `person` is who did it as their platform knows them, `id` the line's own number.
    """

    at: datetime
    who: str
    what: str
    text: str
    person: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """What a ticket's asker is told beside the bot's answer; `told` is when, None: not yet.

    `role` is "office" for its words, "notice" for what became of the ticket.
    """

    at: datetime
    role: str
    content: str
    author: str
    told: datetime | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A question that the office has.

    `decision` is the bot's attempt with its passages, as the record keeps it; `claimant` who has
    it in hand; `due` by when the office means to have answered, None where nothing is promised.
    """

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
    platform: str = ""
    asker: Person = Person()
    claimant: Person | None = None
    due: datetime | None = None

    def times(self, *what: str) -> tuple[datetime, ...]:
        """Return when these things happened, oldest first; needs the log."""
        return tuple(event.at for event in self.events if event.what in what)


def _nothing_promised(_opened: datetime, _urgent: bool) -> None:  # noqa: FBT001 - a callback
    return None


@dataclass(frozen=True, slots=True)
class Manner:
    """How the office deals with askers.

    `named` tells whether they read an officer's name or the office's. `due` gives by when a
    ticket is answered, from when it was opened and whether it is urgent; None promises nothing.
    """

    office: str = "the communications office"
    named: bool = False
    due: Callable[[datetime, bool], datetime | None] = _nothing_promised
