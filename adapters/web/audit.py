"""Who pressed what in the console, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from bot.model import Person
from knowledge.catalog.database import Database
from knowledge.catalog.tables import audit

DONE = "done"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line: who did `what` to `about` (an address of the console), and what came of it."""

    id: int
    at: datetime
    person: str
    who: str
    what: str
    about: str
    outcome: str
    detail: Mapping[str, Any]


class Audit:
    """The audit log in the catalog; lines are added, and never changed or removed here."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def note(
        self,
        who: Person,
        what: str,
        about: str,
        outcome: str = DONE,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a line; neither secrets nor what people wrote may be in it."""
        line = {"person": who.id, "who": who.name, "what": what, "about": about}
        said = {"at": self._now(), "outcome": outcome, "detail": dict(detail or {})}
        with self._database.write() as connection:
            connection.execute(insert(audit).values(line | said))

    def lines(
        self, most: int, before: int = 0, person: str = "", what: str = ""
    ) -> tuple[AuditLine, ...]:
        """Return the latest lines, older than line `before` where one is named; newest first."""
        wanted = select(audit).order_by(audit.c.id.desc()).limit(most)
        if before:
            wanted = wanted.where(audit.c.id < before)
        if person:
            wanted = wanted.where(audit.c.person == person)
        if what:
            wanted = wanted.where(audit.c.what == what)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return tuple(
            AuditLine(r.id, r.at, r.person, r.who, r.what, r.about, r.outcome, r.detail)
            for r in rows
        )
