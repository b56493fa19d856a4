"""The questions on record that point at a gap."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, select

from bot.gaps.model import Asked, Cause
from bot.model import Kind, Reason
from knowledge.catalog.database import Database
from knowledge.catalog.documents import batches
from knowledge.catalog.tables import feedback, ticket, turn, turn_words

_UNANSWERED = (
    Reason.NO_CLAUSE,
    Reason.LOW_CONFIDENCE,
    Reason.CONFLICTING_CLAUSES,
    Reason.OFF_TOPIC,
)
_OF_TURN = "turn "  # what a ticket's request begins with that was wanted after an answer
_words = turn_words.c


def gather(database: Database, begins: datetime, most: int) -> tuple[tuple[Asked, ...], int]:
    """Return the newest questions since then that point at a gap, and how many more there are."""
    with database.read() as connection:
        causes = _causes(connection, begins)
        newest = sorted(causes, reverse=True)
        asked = [one for part in batches(newest[:most]) for one in _asked(connection, part, causes)]
    return tuple(asked), max(0, len(newest) - most)


def _causes(connection: Connection, begins: datetime) -> dict[int, Cause]:
    """Return the turns with the cause of each; of several the one that weighs most."""
    since = _words.at >= begins
    disliked = select(_words.turn).join(
        feedback, and_(feedback.c.turn == _words.turn, feedback.c.helpful.is_(False))
    )
    ended = (_words.kind == Kind.ESCALATE) | (_words.reason == Reason.OFF_TOPIC)
    rows = connection.execute(select(_words.turn, _words.reason).where(since & ended))
    causes = dict.fromkeys(connection.execute(disliked.where(since)).scalars(), Cause.DISLIKED)
    causes |= dict.fromkeys(_wanted(connection, begins), Cause.WANTED)
    return causes | {
        row.turn: Cause.UNANSWERED if row.reason in _UNANSWERED else Cause.ESCALATED for row in rows
    }


def _wanted(connection: Connection, begins: datetime) -> Collection[int]:
    """Return the turns whose asker wanted the office after an answer."""
    requests = select(ticket.c.request).where(
        ticket.c.request.startswith(_OF_TURN), ticket.c.created >= begins
    )
    numbers = {int(name.removeprefix(_OF_TURN)) for name in connection.execute(requests).scalars()}
    # The answer may be older than what is looked at, or expired.
    known = select(_words.turn).where(_words.turn.in_(numbers), _words.at >= begins)
    return set(connection.execute(known).scalars())


def _asked(connection: Connection, numbers: list[int], causes: dict[int, Cause]) -> list[Asked]:
    wanted = select(turn.c.id, turn.c.at, turn.c.question, turn.c.stand_alone)
    rows = connection.execute(wanted.where(turn.c.id.in_(numbers)).order_by(turn.c.id.desc()))
    said = ((row, (row.stand_alone or row.question).strip()) for row in rows)
    return [Asked(row.id, row.at, text, causes[row.id]) for row, text in said if text]
