"""What nobody needs any more goes once a day: expired records, and what was delivered long ago."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.retention import Schedule, expire
from knowledge.catalog.database import Database

_EVERY = timedelta(days=1)
_DELIVERED = timedelta(days=30)
_log = structlog.get_logger(__name__)


class Swept(Protocol):
    """Something that holds what has ended."""

    def sweep(self, before: datetime) -> int:
        """Delete what ended before then; return how much."""
        ...


class Housekeeping:
    """A follower that looks rarely: when the service starts, and each day from then on."""

    def __init__(
        self,
        database: Database,
        schedule: Schedule,
        swept: Collection[Swept],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._schedule = schedule
        self._swept = swept
        self._now = now
        self._due: datetime | None = None

    def follow(self) -> None:
        """Clear away what is due; what fails is due again the next time. Raises CatalogBusy."""
        now = self._now()
        if self._due and now < self._due:
            return
        gone = expire(self._database, self._schedule, now)
        delivered = sum(box.sweep(now - _DELIVERED) for box in self._swept)
        self._due = now + _EVERY
        _log.info("cleared away", **asdict(gone), delivered=delivered)
