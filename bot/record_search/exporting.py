"""The turns and tickets found, every one and whole, read bit by bit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, select

from bot.record_search.lines import Columns, Exported
from bot.record_search.model import Wanted, WantedTickets
from bot.record_search.ticket_search import tickets_numbered
from bot.record_search.turn_search import numbered
from knowledge.catalog.database import Database
from knowledge.catalog.tables import feedback, ticket, ticket_event, turn, turn_words

# So many turns have some 2 MB.
_AT_ONCE: Final = 100

TURN_COLUMNS: Final[Columns] = {
    "turn": lambda one: one["id"],
    "asked at (UTC)": lambda one: one["at"],
    "platform": lambda one: one["platform"],
    "asker": lambda one: one["asker"],
    "conversation": lambda one: one["conversation"],
    "question": lambda one: one["question"],
    "understood as": lambda one: one["stand_alone"],
    "decision": lambda one: one["kind"],
    "reason": lambda one: one["reason"],
    "confidence": lambda one: round(one["confidence"], 3),
    "answer": lambda one: one["decision"]["text"],
    "rests on": lambda one: _sources(one["decision"]["citations"]),
    "revision": lambda one: one["revision"],
    "ticket": lambda one: one["decision"]["ticket"],
    "helpful": lambda one: {True: "yes", False: "no", None: ""}[one["helpful"]],
    "comment": lambda one: one["comment"],
    "worded by": lambda one: one["writer"],
}
TICKET_COLUMNS: Final[Columns] = {
    "ticket": lambda one: one["id"],
    "opened at (UTC)": lambda one: one["created"],
    "updated at (UTC)": lambda one: one["updated"],
    "due at (UTC)": lambda one: one["due"],
    "state": lambda one: one["state"],
    "reason": lambda one: one["reason"],
    "urgent": lambda one: "yes" if one["urgent"] else "no",
    "platform": lambda one: one["platform"],
    "asker": lambda one: one["asker_name"] or one["asker"],
    "in hand of": lambda one: one["assignee_name"] or one["assignee"],
    "question": lambda one: one["question"],
    "log": lambda one: "\n".join(_logged(event) for event in one["log"]),
}


def turns(database: Database, wanted: Wanted) -> Iterator[Exported]:
    """Yield the turns wanted, the newest first, with all that is on record of each."""

    def read(connection: Connection, numbers: Sequence[int]) -> Iterator[Exported]:
        rated = select(turn, turn_words.c.platform, feedback.c.helpful, feedback.c.comment)
        rated = rated.join(turn_words, turn_words.c.turn == turn.c.id)
        rated = rated.outerjoin(feedback, feedback.c.turn == turn.c.id)
        found = rated.where(turn.c.id.in_(numbers)).order_by(turn.c.id.desc())
        return (_plain(row) for row in connection.execute(found).all())

    return _each(database, lambda before: numbered(wanted, before), read)


def tickets(database: Database, wanted: WantedTickets) -> Iterator[Exported]:
    """Yield the tickets wanted, the newest first, with all that is on record of each."""

    def read(connection: Connection, numbers: Sequence[int]) -> Iterator[Exported]:
        found = select(ticket).where(ticket.c.id.in_(numbers)).order_by(ticket.c.id.desc())
        done = select(ticket_event).where(ticket_event.c.ticket.in_(numbers))
        logs = defaultdict(list)
        for event in connection.execute(done.order_by(ticket_event.c.id)):
            logs[event.ticket].append(_plain(event))
        return (_plain(row) | {"log": logs[row.id]} for row in connection.execute(found).all())

    return _each(database, lambda before: tickets_numbered(wanted, before), read)


def _each(
    database: Database,
    numbered_below: Callable[[int | None], Select[int]],
    read: Callable[[Connection, Sequence[int]], Iterator[Exported]],
) -> Iterator[Exported]:
    """Yield what is on record of all numbers, in short transactions."""
    before: int | None = None
    while True:
        with database.read() as connection:
            below = connection.execute(numbered_below(before).limit(_AT_ONCE))
            numbers = below.scalars().all()
            found = tuple(read(connection, numbers)) if numbers else ()
        yield from found
        if len(numbers) < _AT_ONCE:
            return
        before = numbers[-1]


def _plain(row: Row[Any]) -> dict[str, Any]:
    """Return a row as JSON has it: moments and days as ISO 8601."""
    return {
        str(name): value.isoformat() if isinstance(value, date) else value
        for name, value in row._mapping.items()  # noqa: SLF001 - SQLAlchemy's public way
    }


def _sources(citations: Sequence[Exported]) -> str:
    return "; ".join(f"{one['number']} {one['title']}".strip() for one in citations)


def _logged(event: Exported) -> str:
    said = f": {event['text']}" if event["text"] else ""
    return f"{event['at']} {event['who']} {event['what']}{said}"
