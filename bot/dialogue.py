"""What was said in a conversation as it is on record, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.kept import Kept
from bot.records import kept_value
from knowledge.catalog.database import Database
from knowledge.catalog.tables import feedback, message, turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its decision; `helpful` and `comment` are what its asker thought of it."""

    at: datetime
    kept: Kept
    helpful: bool | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A message beside the turns: of the office, to it, or what became of a ticket.

    Also a question, or its answer, of which the turn has expired. `role` is as
    `bot.model.Message` has it, `author` as `bot.kept.News`.
    """

    id: int
    at: datetime
    role: str
    content: str
    author: str = ""
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, oldest first; `earlier` is where more is, 0 for nowhere."""

    entries: tuple[Exchange | Word, ...]
    earlier: int = 0


class Dialogues:
    """The conversations in the catalog, one at a time. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def said(self, name: str, most: int, before: int = 0) -> Said:
        """Return the latest of what was said, in about so many messages; a turn has two.

        `before` is the `earlier` of what comes after it.
        """
        wanted = select(message).where(message.c.conversation == name)
        if before:
            wanted = wanted.where(message.c.id < before)
        with self._database.read() as connection:
            # One more than is shown tells whether there is more.
            latest = wanted.order_by(message.c.id.desc()).limit(most + 1)
            rows = connection.execute(latest).all()[::-1]
            shown = _begun(rows[1:]) if len(rows) > most else rows
            exchanges = _exchanges(connection, name, shown)
        earlier = shown[0].id if shown and len(shown) < len(rows) else 0
        return Said(tuple(_entries(shown, exchanges)), earlier)

    def latest(self, name: str) -> int:
        """Return the number of a conversation's latest turn, 0 where it has none."""
        wanted = select(func.max(turn.c.id)).where(turn.c.conversation == name)
        with self._database.read() as connection:
            return connection.execute(wanted).scalar() or 0


def _begun(rows: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """Leave an answer that its question isn't with to what was said earlier."""
    return rows[1:] if rows and rows[0].role == "assistant" else rows


def _exchanges(connection: Connection, name: str, rows: Sequence[Row[Any]]) -> list[Exchange]:
    """Return the turns that these messages are of, oldest first."""
    moments = {row.at for row in rows if row.role == "assistant"}
    mine = (turn.c.conversation == name) & turn.c.at.in_(moments)
    rated = select(turn, feedback.c.helpful, feedback.c.comment).outerjoin(
        feedback, feedback.c.turn == turn.c.id
    )
    found = connection.execute(rated.where(mine).order_by(turn.c.id))
    return [Exchange(r.at, kept_value(r), r.helpful, r.comment or "") for r in found]


def _entries(rows: Sequence[Row[Any]], exchanges: list[Exchange]) -> Iterator[Exchange | Word]:
    """Yield the other messages, and each turn in the place of its two: they have its moment."""
    left = list(exchanges)
    question: Word | None = None
    for row in rows:
        word = Word(row.id, row.at, row.role, row.content, row.author, row.ticket)
        of_turn = next((one for one in left if one.at == row.at), None)
        if row.role == "assistant" and of_turn:
            left.remove(of_turn)
            yield of_turn
            question = None
            continue
        if question:
            yield question
        question = word if row.role == "user" else None
        if not question:
            yield word
    if question:
        yield question
