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

DONE, BEGUN = "done", "begun"


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

    def lines(  # noqa: PLR0913 - each narrows the list down
        self,
        most: int,
        before: int = 0,
        *,
        who: str = "",
        what: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[AuditLine, ...]:
        """Return the latest lines, older than line `before` where one is named; newest first.

        `who` is a part of the name, `what` exactly what was done; `until` isn't among the moments.
        """
        wanted = select(audit).order_by(audit.c.id.desc()).limit(most)
        if before:
            wanted = wanted.where(audit.c.id < before)
        if who:
            wanted = wanted.where(audit.c.who.icontains(who, autoescape=True))
        if what:
            wanted = wanted.where(audit.c.what == what)
        if since:
            wanted = wanted.where(audit.c.at >= since)
        if until:
            wanted = wanted.where(audit.c.at < until)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return tuple(
            AuditLine(r.id, r.at, r.person, r.who, r.what, r.about, r.outcome, r.detail)
            for r in rows
        )

    def kinds(self) -> tuple[str, ...]:
        """Return all that was ever done, each once, by its words."""
        wanted = select(audit.c.what).distinct().order_by(audit.c.what)
        with self._database.read() as connection:
            return tuple(connection.execute(wanted).scalars())
