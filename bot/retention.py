"""Records expire by schedule; what still waits for an answer doesn't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, select

from bot.tickets import TicketState
from knowledge.catalog.database import BATCH, Database
from knowledge.catalog.tables import (
    card,
    conversation,
    feedback,
    message,
    model_use,
    teams_answer,
    teams_conversation,
    teams_person,
    ticket,
    ticket_event,
    turn,
    turn_vector,
    turn_words,
)

# A ticket goes with its whole log; so many have about BATCH rows.
_TICKETS = 25


@dataclass(frozen=True, slots=True)
class Schedule:
    """How many days a turn is kept, and a ticket after it was closed."""

    turns: int
    tickets: int


@dataclass(frozen=True, slots=True)
class Expired:
    """How much was deleted."""

    turns: int
    messages: int
    tickets: int


def expire(database: Database, schedule: Schedule, now: datetime) -> Expired:
    """Delete what the schedule no longer keeps, in short transactions.

    A conversation with a ticket that isn't closed is kept whole.
    """
    tickets = _delete_tickets(database, now - timedelta(days=schedule.tickets))
    before = now - timedelta(days=schedule.turns)
    # What was asked outside a conversation belongs to no other turn.
    waits = (ticket.c.state != TicketState.CLOSED) & (ticket.c.conversation != "")
    waiting = select(ticket.c.conversation).where(waits)
    turns = _delete(database, turn, (turn.c.at < before) & turn.c.conversation.not_in(waiting))
    messages = _delete(
        database, message, (message.c.at < before) & message.c.conversation.not_in(waiting)
    )
    # What was thought of an answer goes with its turn, and so does what the turn is found by.
    for table in (turn_words, turn_vector, feedback, teams_answer):
        _delete(database, table, table.c.turn.not_in(select(turn.c.id)))
    _forget_people(database, before)
    silent = conversation.c.id.not_in(select(message.c.conversation))
    _delete(database, conversation, silent & (conversation.c.updated < before))
    with database.write() as connection:  # a row a day
        connection.execute(delete(model_use).where(model_use.c.day < before.date()))
    return Expired(turns, messages, tickets)


def _forget_people(database: Database, before: datetime) -> None:
    """Delete where people of Teams are reached who haven't written; channels belong to nobody."""
    chat = teams_conversation.c
    _delete(database, teams_person, teams_person.c.heard < before)
    _delete(database, teams_conversation, (chat.kind == "personal") & (chat.heard < before))


def _delete_tickets(database: Database, before: datetime) -> int:
    done = (ticket.c.state == TicketState.CLOSED) & (ticket.c.updated < before)
    deleted = 0
    while batch := _batch(database, ticket.c.id, done, _TICKETS):
        with database.write() as connection:
            # Whoever reopens one meanwhile keeps it, with all its log.
            locked = select(ticket.c.id).where(ticket.c.id.in_(batch) & done).with_for_update()
            gone = connection.execute(locked).scalars().all()
            for column in (ticket_event.c.ticket, card.c.ticket, ticket.c.id):
                connection.execute(delete(column.table).where(column.in_(gone)))
        deleted += len(gone)
    return deleted


def _delete(database: Database, table: Table, expired: ColumnElement[bool]) -> int:
    deleted = 0
    (key,) = table.primary_key
    while batch := _batch(database, key, expired, BATCH):
        with database.write() as connection:
            gone = connection.execute(delete(table).where(key.in_(batch)))
        deleted += gone.rowcount
    return deleted


def _batch(
    database: Database, key: Column[Any], expired: ColumnElement[bool], most: int
) -> Sequence[object]:
    with database.read() as connection:
        return connection.execute(select(key).where(expired).limit(most)).scalars().all()
