"""What was published against objections: by whom, why, and what had been said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from knowledge.catalog import tables


@dataclass(frozen=True, slots=True)
class Override:
    """Objections that somebody published against, and the reason they gave."""

    at: datetime
    who: str
    reason: str
    objections: tuple[str, ...]


def keep(connection: Connection, revision: int, override: Override) -> None:
    """Put it on record, in the transaction that publishes the revision."""
    row = {
        "revision": revision,
        "at": override.at,
        "who": override.who,
        "reason": override.reason,
        "objections": list(override.objections),
    }
    connection.execute(insert(tables.override).values(row))


def overrides(connection: Connection) -> Mapping[int, Override]:
    """Return them by revision. A revision is published once; later it is only rolled back to."""
    rows = connection.execute(select(tables.override).order_by(tables.override.c.id))
    return {
        row.revision: Override(row.at, row.who, row.reason, tuple(row.objections)) for row in rows
    }
