"""What the tables of inbox and outbox have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Table, delete, func, select

from knowledge.catalog.database import BATCH, Database


def storable(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body that can be read again: halves of characters become question marks.

    Raises ValueError for what isn't JSON, NaN among it.
    """
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    stored: dict[str, Any] = orjson.loads(text.encode(errors="replace"))
    return stored


def counts(database: Database, table: Table) -> dict[str, int]:
    """Return how many rows are in each state that has any."""
    wanted = select(table.c.state, func.count().label("number")).group_by(table.c.state)
    with database.read() as connection:
        return {row.state: row.number for row in connection.execute(wanted)}


def sweep(database: Database, table: Table, before: datetime) -> int:
    """Delete the rows that were finished before then, in short transactions; returns how many."""
    ended = select(table.c.id).where(table.c.finished < before).limit(BATCH)
    swept = 0
    while True:
        with database.read() as connection:
            batch = connection.execute(ended).scalars().all()
        if not batch:
            return swept
        with database.write() as connection:
            swept += connection.execute(delete(table).where(table.c.id.in_(batch))).rowcount
