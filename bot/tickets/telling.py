"""What the asker is told of a step. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot import ticket_wording
from bot.model import Person
from bot.tickets.life import opening
from bot.tickets.model import Did, Manner, Ticket


@dataclass(frozen=True, slots=True)
class Step:
    """One step to take; `request` is what asked for it: the same request takes it once.

    `seen` is the last line of the log that it rests on, 0 where nobody looked.
    """

    did: Did
    who: Person
    text: str = ""
    request: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A message of the asker's conversation, as `bot.model.Message` has it; `author` as News."""

    role: str
    content: str
    author: str = ""
    subject: str | None = None


def told(found: Ticket, step: Step, manner: Manner) -> Told | None:
    """Return what goes into the asker's conversation when a ticket takes the step, if anything."""
    name = step.who.name if manner.named else ""
    match step.did:
        case Did.CLAIMED | Did.TAKEN_OVER if not _known(found, step.who, named=manner.named):
            return Told("notice", ticket_wording.claimed(manner.office, name, found.id), name)
        case Did.REPLIED:
            return Told("office", step.text, name)
        case Did.DECLINED:
            return Told("office", ticket_wording.not_for_us(manner.office, step.text), name)
        case Did.ANSWERED_BACK:
            # What the asker wrote back was no question for the clauses.
            return Told("user", step.text, subject="")
        case _:
            return None


def _known(found: Ticket, who: Person, *, named: bool) -> bool:
    """Whether the asker was told, since the ticket waits, that this person has it."""
    since = opening(found.events).id
    claims = [
        event
        for event in found.events
        if event.id > since and event.what in (Did.CLAIMED, Did.TAKEN_OVER)
    ]
    return any(event.person == who.id or not named for event in claims)
