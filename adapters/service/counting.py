"""Questions are counted where they are put on record, on whatever way they came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.kept import Turn
from bot.model import Decision
from bot.records import Records
from knowledge.catalog.database import Database


class CountedRecords(Records):
    """Records that tell of every decision that they keep."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        decided: Callable[[Decision], None],
    ) -> None:
        super().__init__(database, now)
        self._decided = decided

    def keep(self, connection: Connection, kept: Turn) -> int:
        """Record a turn as `Records` does, and tell of its decision."""
        number = super().keep(connection, kept)
        self._decided(kept.decision)
        return number
