"""Turns found by what they were about, by whom and how they ended; the newest first.

A turn is some 20 kB wide; what it is looked for by stands in the table turn_words, so that even
all of 100,000 turns are looked through in a moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from bot.model import Band, Kind, Reason
from bot.record_search.model import FoundTurn, Opinion, Wanted
from bot.record_search.words import each_in
from knowledge.catalog.database import Database
from knowledge.catalog.documents import batches
from knowledge.catalog.tables import conversation, feedback, turn, turn_words

_OPINIONS = {
    Opinion.HELPFUL: feedback.c.helpful.is_(True),
    Opinion.UNHELPFUL: feedback.c.helpful.is_(False),
    Opinion.COMMENTED: feedback.c.comment != "",
}
_LISTED = (turn_words, turn.c.question, feedback.c.helpful, feedback.c.comment)


class TurnSearch:
    """Searches the turns of a catalog. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, wanted: Wanted, before: int | None = None, most: int = 50
    ) -> tuple[FoundTurn, ...]:
        """Return the newest of the turns wanted, at most so many, with numbers below `before`."""
        with self._database.read() as connection:
            numbers = connection.execute(numbered(wanted, before).limit(most)).scalars().all()
            rows = connection.execute(_listed().where(turn_words.c.turn.in_(numbers))).all()
        return tuple(map(_found, rows))

    def count(self, wanted: Wanted) -> int:
        """Return how many turns there are of those wanted."""
        counted = select(func.count()).select_from(numbered(wanted).order_by(None).subquery())
        with self._database.read() as connection:
            return connection.execute(counted).scalar_one()

    def of(self, numbers: Collection[int]) -> dict[int, FoundTurn]:
        """Return the turns of these numbers; one that expired is left out."""
        found: dict[int, FoundTurn] = {}
        with self._database.read() as connection:
            for part in batches(numbers):
                rows = connection.execute(_listed().where(turn_words.c.turn.in_(part)))
                found |= {row.turn: _found(row) for row in rows}
        return found

    def having(self, words: str, among: Collection[int]) -> set[int]:
        """Return which of these turns have the words that `Wanted` means."""
        if not among:
            return set()
        within = turn_words.c.turn.between(min(among), max(among))
        matching = numbered(Wanted(words=words)).order_by(None).where(within)
        with self._database.read() as connection:
            return set(connection.execute(matching).scalars()) & set(among)

    def platforms(self) -> tuple[str, ...]:
        """Return the platforms that something was ever asked on, by name."""
        named = select(conversation.c.platform).distinct().order_by(conversation.c.platform)
        with self._database.read() as connection:
            return tuple(filter(None, connection.execute(named).scalars()))


def numbered(wanted: Wanted, before: int | None = None) -> Select[int]:
    """Return the query for the numbers of the turns wanted, the newest first."""
    asked = select(turn_words.c.turn).where(*conditions(wanted))
    if before is not None:
        asked = asked.where(turn_words.c.turn < before)
    return asked.order_by(turn_words.c.turn.desc())


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Yield what holds of the rows of turn_words that are wanted."""
    column = turn_words.c
    for name in ("kind", "reason", "band", "platform"):
        if value := getattr(wanted, name):
            yield column[name] == value
    if wanted.begins:
        yield column.at >= wanted.begins
    if wanted.ends:
        yield column.at < wanted.ends
    if wanted.asker:
        yield func.lower(column.asker).contains(wanted.asker.lower(), autoescape=True)
    if wanted.opinion:
        yield column.turn.in_(select(feedback.c.turn).where(_OPINIONS[wanted.opinion]))
    yield from each_in(wanted.words, column.words)


def _listed() -> Select[Any]:
    rated = turn_words.join(turn, turn.c.id == turn_words.c.turn).join(
        feedback, feedback.c.turn == turn_words.c.turn, isouter=True
    )
    return select(*_LISTED).select_from(rated).order_by(turn_words.c.turn.desc())


def _found(row: Row[Any]) -> FoundTurn:
    return FoundTurn(
        turn=row.turn,
        at=row.at,
        question=row.question,
        kind=Kind(row.kind),
        reason=Reason(row.reason),
        band=Band(row.band),
        platform=row.platform,
        asker=row.asker,
        helpful=row.helpful,
        comment=row.comment or "",
    )
