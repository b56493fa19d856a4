"""An asker's conversations as they are on record, in a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, tuple_

from bot.records import NEWS
from bot.tickets import TicketState
from knowledge.catalog.database import Database
from knowledge.catalog.tables import conversation, message, ticket, turn


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in a list.

    `question` began it, "" where that has expired; `asked` is when its asker last asked
    something. `state` is that of its latest ticket, None without any; `news` tells that the office
    wrote or did something that the asker hasn't been told.
    """

    name: str
    asked: datetime
    question: str
    state: TicketState | None
    news: bool


class Conversations:
    """The conversations in the catalog. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, asker: str, most: int, after: str = "") -> tuple[Conversation, ...]:
        """Return an asker's conversations, the latest first; those after one where it is named."""
        wanted = _mine(asker).limit(most)
        with self._database.read() as connection:
            if after and (mark := _mark(connection, after)) is not None:
                wanted = wanted.where(mark)
            return _listed(connection, connection.execute(wanted).all())

    def with_news(self, asker: str, most: int) -> tuple[Conversation, ...]:
        """Return those in which the asker hasn't been told everything, the latest first."""
        untold = select(message.c.id).where((message.c.conversation == conversation.c.id) & NEWS)
        wanted = _mine(asker).where(untold.exists()).limit(most)
        with self._database.read() as connection:
            return _listed(connection, connection.execute(wanted).all())


def _mine(asker: str) -> Select[Any]:
    mine = select(conversation.c.id, conversation.c.updated).where(conversation.c.asker == asker)
    return mine.order_by(conversation.c.updated.desc(), conversation.c.id.desc())


def _mark(connection: Connection, name: str) -> ColumnElement[bool] | None:
    """Return what holds for the conversations below that one in the list, None if it is gone."""
    known = select(conversation.c.updated).where(conversation.c.id == name)
    if (updated := connection.execute(known).scalar()) is None:
        return None
    return tuple_(conversation.c.updated, conversation.c.id) < tuple_(updated, name)


def _listed(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[Conversation, ...]:
    names = [row.id for row in rows]
    questions, states = _questions(connection, names), _states(connection, names)
    untold = select(message.c.conversation).where(message.c.conversation.in_(names) & NEWS)
    news = set(connection.execute(untold).scalars())
    return tuple(
        Conversation(r.id, r.updated, questions.get(r.id, ""), states.get(r.id), r.id in news)
        for r in rows
    )


def _questions(connection: Connection, names: Collection[str]) -> Mapping[str, str]:
    """Return the first question of each conversation that is on record."""
    first = select(func.min(turn.c.id)).where(turn.c.conversation.in_(names))
    wanted = select(turn.c.conversation, turn.c.question)
    rows = connection.execute(wanted.where(turn.c.id.in_(first.group_by(turn.c.conversation))))
    return {row.conversation: row.question for row in rows}


def _states(connection: Connection, names: Collection[str]) -> Mapping[str, TicketState]:
    """Return the state of each conversation's latest ticket."""
    last = select(func.max(ticket.c.id)).where(ticket.c.conversation.in_(names))
    wanted = select(ticket.c.conversation, ticket.c.state)
    rows = connection.execute(wanted.where(ticket.c.id.in_(last.group_by(ticket.c.conversation))))
    return {row.conversation: TicketState(row.state) for row in rows}
