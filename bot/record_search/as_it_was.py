"""One turn as it was: all that is on record of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.errors import UnknownTurn
from bot.record_search.clauses_then import ClauseThen, clauses_then
from knowledge.catalog.database import Database
from knowledge.catalog.tables import feedback, ticket, turn, turn_words
from knowledge.model import Viewer


@dataclass(frozen=True, slots=True)
class TurnThen:
    """A turn with everything that is on record of it.

    `decision`, `history`, `settings` and `writing` are as the record keeps them (JSON), the last
    None where no language model was asked. `cited` are the clauses of the answer, `near` what else
    was found; `tickets` are those that it became. `helpful` is None where the asker said nothing.
    """

    turn: int
    at: datetime
    conversation: str
    platform: str
    asker: str
    viewer: Viewer
    on: date | None
    question: str
    stand_alone: str
    history: tuple[Mapping[str, Any], ...]
    revision: int | None
    decision: Mapping[str, Any]
    settings: Mapping[str, str]
    writer: str
    writing: Mapping[str, Any] | None
    helpful: bool | None
    comment: str
    cited: tuple[ClauseThen, ...]
    near: tuple[ClauseThen, ...]
    tickets: tuple[int, ...]


def as_it_was(database: Database, number: int) -> TurnThen:
    """Return a turn as it was. Raises UnknownTurn."""
    rated = select(turn, turn_words.c.platform, feedback.c.helpful, feedback.c.comment)
    rated = rated.outerjoin(turn_words, turn_words.c.turn == turn.c.id)
    rated = rated.outerjoin(feedback, feedback.c.turn == turn.c.id)
    with database.read() as connection:
        row = connection.execute(rated.where(turn.c.id == number)).one_or_none()
        if row is None:
            raise UnknownTurn(f"There is no turn {number}; it may have expired.")
        cited = row.decision["citations"]
        shown = {one["key"] for one in cited}
        near = [one for one in row.decision["passages"] if one["key"] not in shown]
        return _then(
            row,
            clauses_then(connection, cited),
            clauses_then(connection, near),
            _tickets(connection, row),
        )


def _tickets(connection: Connection, row: Row[Any]) -> tuple[int, ...]:
    """Return the ticket that the turn opened, and the one that its asker wanted afterwards."""
    opened = {row.decision["ticket"]} - {None}
    wanted = select(ticket.c.id).where(ticket.c.request == f"turn {row.id}")
    return tuple(sorted(opened | set(connection.execute(wanted).scalars())))


def _then(
    row: Row[Any],
    cited: tuple[ClauseThen, ...],
    near: tuple[ClauseThen, ...],
    tickets: tuple[int, ...],
) -> TurnThen:
    return TurnThen(
        turn=row.id,
        at=row.at,
        conversation=row.conversation,
        platform=row.platform or "",
        asker=row.asker,
        viewer=Viewer(frozenset(row.groups), row.audience),
        on=row.asked_on,
        question=row.question,
        stand_alone=row.stand_alone,
        history=tuple(row.history),
        revision=row.revision,
        decision=row.decision,
        settings=row.settings,
        writer=row.writer,
        writing=row.writing,
        helpful=row.helpful,
        comment=row.comment or "",
        cited=cited,
        near=near,
        tickets=tickets,
    )
