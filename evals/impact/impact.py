"""Looks at a draft before it goes live: whom and what it would touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.assistant import Assistant
from bot.rulings.model import Why
from bot.rulings.reading import RulingReading, digest
from bot.tickets.model import WAITING
from bot.wording import name
from evals.impact.gated import cases
from evals.impact.model import Impact, RulingEffect
from evals.impact.replaying import Replaying
from evals.runs.playing import Progress
from knowledge.reviewing import Reviewing

_BECAME = {
    Why.CHANGED: "has other words",
    Why.GONE: "is taken out",
    Why.RESTRICTED: "may be read by fewer people than the ruling",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """How much is asked again: questions of the last `days`, at most so many, and tickets."""

    days: int = 30
    questions: int = 300
    tickets: int = 200


def impact(
    assistant: Assistant, draft: int, now: datetime, progress: Progress, reach: Reach | None = None
) -> Impact:
    """Return what would become of questions, tickets, rulings and test cases.

    Takes seconds to minutes; whatever `progress` raises stops it. Raises UnknownRevision, and
    KnowledgeError where the knowledge base can't be used.
    """
    reach, plain = reach or Reach(), assistant.without_model()
    live = plain.library.live()
    replaying = Replaying(plain, live, draft, progress)
    answers, asked, distinct = replaying.answers(now - timedelta(days=reach.days), reach.questions)
    waiting = plain.tickets.list(*WAITING)[: reach.tickets]
    reading = RulingReading(plain.library)
    return Impact(
        draft=draft,
        live=live,
        days=reach.days,
        distinct=distinct,
        asked=asked,
        answers=answers,
        tickets_asked=len(waiting),
        tickets=tuple(replaying.tickets(waiting, _touched(plain, draft))),
        rulings=tuple(_rulings(reading, live, draft, plain.today())),
        cases=cases(plain, draft, live, progress),
    )


def _touched(assistant: Assistant, draft: int) -> dict[str, str]:
    """Return the names of the clauses whose words the draft changes or takes out, by id."""
    reviewing = Reviewing(assistant.library.database)
    parent = reviewing.made(draft).parent
    return {
        one.before.id: f"{name(one.before)}, {change.version.header.title}"
        for change in reviewing.changes(parent, draft)
        for one in reviewing.clauses(change)
        if one.before and (one.after is None or digest(one.before) != digest(one.after))
    }


def _rulings(
    reading: RulingReading, live: int | None, draft: int, on: date
) -> Iterator[RulingEffect]:
    """Yield the rulings that are flagged on the draft, and weren't for the same before."""
    known = {one.document: one.flagged for one in reading.of(live, on)}
    for ruling in reading.of(draft, on):
        new = [one for one in ruling.flagged if one not in known.get(ruling.document, ())]
        if new:
            told = tuple(
                (one.interpreted.name, one.interpreted.title, _BECAME[one.why]) for one in new
            )
            yield RulingEffect(ruling.number, ruling.document, told)
