"""What was asked lately, each question once, to be asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Subquery, Text, cast, func, select

from bot.model import Reason
from knowledge.catalog.database import Database
from knowledge.catalog.tables import turn, turn_words

# These end as they do whatever the policies say, or nothing of them is kept.
_NOTHING_ASKED = (
    Reason.EMPTY,
    Reason.TOO_LONG,
    Reason.PERSONAL_DATA,
    Reason.SMALL_TALK,
    Reason.SWITCHED_OFF,
)


@dataclass(frozen=True, slots=True)
class PastQuestion:
    """The same words, asked so many times by people who may read the same; the last turn of it."""

    turn: int
    times: int
    last: datetime


def past_questions(
    database: Database, since: datetime, most: int
) -> tuple[tuple[PastQuestion, ...], int]:
    """Return the questions asked most, at most so many, and how many different ones there were."""
    asked = _distinct(since)
    ranked = select(asked).order_by(asked.c.times.desc(), asked.c.turn.desc()).limit(most)
    with database.read() as connection:
        count = connection.execute(select(func.count()).select_from(asked)).scalar_one()
        rows = connection.execute(ranked).all()
    return tuple(PastQuestion(row.turn, row.times, row.last) for row in rows), count


def _distinct(since: datetime) -> Subquery:
    words = turn_words.c
    return (
        select(
            func.max(words.turn).label("turn"),
            func.count().label("times"),
            func.max(words.at).label("last"),
        )
        .join(turn, turn.c.id == words.turn)
        .where(words.at >= since, words.reason.not_in(_NOTHING_ASKED))
        .group_by(words.words, turn.c.audience, cast(turn.c.groups, Text))
        .subquery()
    )
