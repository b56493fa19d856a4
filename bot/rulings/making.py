"""What goes into a ruling, from its ticket and the clauses that it interprets. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.errors import RulingRefused
from bot.hearing import hear
from bot.model import Person
from bot.rulings.access import strictest
from bot.rulings.model import Source
from bot.rulings.page import Page, folded, lined
from bot.rulings.reading import interpreted
from bot.settings import Settings
from bot.tickets import Ticket

_SHOWN = "what the asker was shown"


@dataclass(frozen=True, slots=True)
class Reply:
    """What an officer wants to become a ruling, and until when.

    `shown` are the groups of each document that the bot quoted to the asker.
    """

    text: str
    sources: Sequence[Source]
    expires: date | None
    who: Person
    shown: Collection[frozenset[str]] = ()


def page_of(ticket: Ticket, reply: Reply, settings: Settings, today: date) -> Page:
    """Return the ruling's page.

    Raises RulingRefused for an empty text, an end in the past, and sources that no group may read
    together.
    """
    said = lined(reply.text)
    if not said:
        raise RulingRefused("The ruling is empty; write what it says.")
    if reply.expires is not None and reply.expires < today:
        raise RulingRefused(f"The ruling would end on {reply.expires}, before it begins.")
    interprets = tuple(map(interpreted, reply.sources))
    named = [f"{one.name}, {one.title}" for one in interprets]
    officer = reply.who.name if settings.name_officers else ""
    return Page(
        number=ticket.id,
        words=wording.ruling(settings.office, officer, today, named, said),
        question=question_of(ticket, settings),
        owner=settings.office,
        who=reply.who.name or reply.who.id,
        since=today,
        expires=reply.expires,
        groups=strictest(_sources(reply)),
        audience=_addressed(reply.sources),
        interprets=interprets,
        said=said,
    )


def question_of(ticket: Ticket, settings: Settings) -> str:
    """Return the question as it was asked, without personal data."""
    return folded(hear(ticket.question, settings.phone_region).text)


def year_after(day: date) -> date:
    """Return the same day of the next year; after a 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _sources(reply: Reply) -> list[tuple[str, frozenset[str]]]:
    headers = (source.version.header for source in reply.sources)
    shown = [(_SHOWN, groups) for groups in reply.shown]
    return [*shown, *((header.title, header.groups) for header in headers)]


def _addressed(sources: Sequence[Source]) -> tuple[str, ...]:
    """Return whom a ruling addresses: only whom all of its clauses address alike."""
    audiences = {source.version.header.audience for source in sources}
    return audiences.pop() if len(audiences) == 1 else ()
