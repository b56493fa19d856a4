"""Whether askers are answered at all: a switch that everybody's next question obeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.errors import SwitchRefused
from knowledge.catalog.database import Database
from knowledge.catalog.tables import switch


@dataclass(frozen=True, slots=True)
class Switched:
    """Who switched it when; `reason` is shown to askers while it is off."""

    at: datetime
    who: str
    off: bool
    reason: str


class Switch:
    """The switch in the catalog, with all who ever used it. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def newest(self) -> Switched | None:
        """Return how it stands, None where it was never used."""
        wanted = select(switch).order_by(switch.c.id.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else Switched(row.at, row.who, row.off, row.reason)

    def reason(self) -> str:
        """Return why askers aren't answered, "" where they are."""
        newest = self.newest()
        return newest.reason if newest and newest.off else ""

    def off(self, reason: str, who: str) -> None:
        """Answer nobody from now on. Raises SwitchRefused without a reason to show."""
        if not reason.strip():
            raise SwitchRefused("Say why, in a sentence; it is what everybody who asks will read.")
        self._put(off=True, reason=reason.strip(), who=who)

    def on(self, who: str) -> None:
        """Answer again."""
        self._put(off=False, reason="", who=who)

    def _put(self, *, off: bool, reason: str, who: str) -> None:
        row = {"at": self._now(), "who": who, "off": off, "reason": reason}
        with self._database.write() as connection:
            connection.execute(insert(switch).values(row))
