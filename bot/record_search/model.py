"""What is looked for on record, and what was found, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model import Band, Kind, Person, Reason
from bot.tickets import TicketState


class Opinion(StrEnum):
    """What askers thought of an answer."""

    HELPFUL = "helpful"
    UNHELPFUL = "no help"
    COMMENTED = "with a comment"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which turns are looked for; what is empty or None leaves all.

    All of `words` stand in the question, or in what it was understood as, in small or capital
    letters; several between quotation marks stand there together. It was asked from `begins` on
    and before `ends`. `asker` is the id that their platform knows them by, or a part of it.
    """

    words: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    kind: Kind | None = None
    reason: Reason | None = None
    band: Band | None = None
    opinion: Opinion | None = None
    platform: str = ""
    asker: str = ""


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """A turn in a list; `helpful` is None where its asker said nothing."""

    turn: int
    at: datetime
    question: str
    kind: Kind
    reason: Reason
    band: Band
    platform: str
    asker: str
    helpful: bool | None
    comment: str


@dataclass(frozen=True, slots=True)
class WantedTickets:
    """Which tickets are looked for, as `Wanted`; `words` stand in the question or the log.

    `person` is the asker or who has the ticket: an id, a name, or a part of one.
    """

    words: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    state: TicketState | None = None
    reason: Reason | None = None
    platform: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket in a list."""

    ticket: int
    created: datetime
    question: str
    state: TicketState
    reason: Reason
    urgent: bool
    platform: str
    asker: Person
    claimant: Person | None
