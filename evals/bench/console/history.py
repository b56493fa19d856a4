"""A knowledge base with a long past: 10,000 clauses, 100,000 turns, and the office's tickets.

A few hundred real questions are played for real; the rest of the past is made of them, with words
of their own and moments spread over three years.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from bot.assistant import Assistant
from bot.kept import Turn
from bot.model import Decision, Kind, Origin, Person, Question
from bot.rows import decision_row, turn_row, words_row
from bot.settings import load as load_settings
from bot.wiring import build
from evals.bench.indexing import ten_thousand
from evals.bench.material import questions
from evals.bench.places import Places
from knowledge.catalog import tables
from knowledge.catalog.database import BATCH, Database
from knowledge.model import Viewer

TURNS: Final = 100_000
_PLAYED: Final = 300
_YEARS: Final = timedelta(days=3 * 365)
_THREAD: Final = 3  # turns of a conversation
_RATED, _DISLIKED, _TICKET, _WAITING = 0.10, 0.3, 0.03, 0.02
_DONE: Final = "history.done"


def with_history(places: Places) -> Path:
    """Return the data folder, made once."""
    data = places.library("console")
    if (data / _DONE).exists():
        return data
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(ten_thousand(places)[0], data)
    assistant = build(load_settings(data=data))
    with assistant.library as library:
        played = _played(assistant, questions(places, _PLAYED))
        for rows in _batches(_past(played, assistant.library.live() or 0)):
            _write(library.database, rows)
    (data / _DONE).touch()
    return data


def _played(assistant: Assistant, asked: Sequence[str]) -> list[tuple[str, Decision]]:
    return [(text, assistant.reply(Question(text))) for text in asked]


def _past(
    played: Sequence[tuple[str, Decision]], revision: int
) -> Iterator[dict[str, dict[str, Any]]]:
    """Yield what one turn leaves in each table."""
    dealer = random.Random(11)  # noqa: S311 - not for secrets
    begun = datetime.now(UTC) - _YEARS
    for number in range(1, TURNS + 1):
        text, decision = played[dealer.randrange(len(played))]
        at = begun + _YEARS * number / (TURNS + 1)
        kept = _turn(f"{text} (case {number})", decision, number, revision, at)
        yield _left(kept, number, at, dealer)


def _turn(text: str, decision: Decision, number: int, revision: int, at: datetime) -> Turn:
    asker = Person(f"web:{number % 2_000}", f"Employee {number % 2_000}")
    return Turn(
        conversation=f"web:{number % 2_000}:{number // _THREAD}",
        question=text,
        viewer=Viewer(),
        history=(),
        stand_alone=text,
        subject=text,
        on=at.date(),
        decision=decision,
        revision=revision,
        settings={},
        origin=Origin("web", asker),
    )


def _left(
    kept: Turn, number: int, at: datetime, dealer: random.Random
) -> dict[str, dict[str, Any]]:
    left = {
        "turn": turn_row(kept) | {"id": number, "at": at},
        "turn_words": words_row(kept) | {"turn": number, "at": at},
    }
    if number % _THREAD == 0:
        left["conversation"] = {
            "id": kept.conversation,
            "platform": "web",
            "asker": kept.origin.asker.id,
            "created": at,
            "updated": at,
        }
    if dealer.random() < _RATED:
        liked = dealer.random() >= _DISLIKED
        left["feedback"] = {"turn": number, "at": at, "helpful": liked, "comment": ""}
    if kept.decision.kind is not Kind.ANSWER and dealer.random() < _TICKET:
        left["ticket"] = _ticket(kept, at, number, waits=dealer.random() < _WAITING)
        left["ticket_event"] = {
            "ticket": number,
            "at": at,
            "person": kept.origin.asker.id,
            "who": kept.origin.asker.name,
            "what": "opened",
            "text": kept.question,
        }
    return left


def _ticket(kept: Turn, at: datetime, number: int, *, waits: bool) -> dict[str, Any]:
    return {
        "id": number,
        "state": "open" if waits else "closed",
        "reason": kept.decision.reason,
        "urgent": False,
        "platform": "web",
        "conversation": kept.conversation,
        "asker": kept.origin.asker.id,
        "asker_name": kept.origin.asker.name,
        "question": kept.question,
        "decision": decision_row(kept.decision),
        "due": at + timedelta(days=1),
        "created": at,
        "updated": at,
    }


def _batches(
    left: Iterator[dict[str, dict[str, Any]]],
) -> Iterator[dict[str, list[dict[str, Any]]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for number, one in enumerate(left, start=1):
        for table, row in one.items():
            rows.setdefault(table, []).append(row)
        if number % BATCH == 0:
            yield rows
            rows = {}
    if rows:
        yield rows


def _write(database: Database, rows: dict[str, list[dict[str, Any]]]) -> None:
    named = {table.name: table for table in tables.catalog.sorted_tables}
    for name, some in rows.items():
        with database.write() as connection:
            connection.execute(insert(named[name]), some)
