"""What people must know of until it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import ColumnElement, Connection, exists, insert, select, update

from knowledge.catalog.database import Database
from knowledge.catalog.tables import alarm

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that stands wrong since then; `about` names it, `text` is for people."""

    about: str
    text: str
    since: datetime


class Alarms:
    """The alarms in the catalog, each with its beginning and its end. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def raise_(self, about: str, text: str) -> bool:
        """Raise an alarm; False, and nothing done, where one about it stands already."""
        with self._database.read() as connection:
            if _stands(connection, about):
                return False
        with self._database.write() as connection:
            return self.keep_raised(connection, about, text)

    def keep_raised(self, connection: Connection, about: str, text: str) -> bool:
        """Do the same within the caller's transaction."""
        if _stands(connection, about):
            return False
        row = {"about": about, "text": text, "since": self._now()}
        connection.execute(insert(alarm).values(row))
        _log.error("alarm raised", about=about)
        return True

    def end(self, about: str) -> bool:
        """End the alarm about something; False where none stands."""
        with self._database.read() as connection:
            if not _stands(connection, about):
                return False
        with self._database.write() as connection:
            return self.keep_ended(connection, about)

    def keep_ended(self, connection: Connection, about: str) -> bool:
        """Do the same within the caller's transaction."""
        ended = update(alarm).where(_standing(about)).values(ended=self._now())
        if not connection.execute(ended).rowcount:
            return False
        _log.info("alarm ended", about=about)
        return True

    def standing(self) -> tuple[Alarm, ...]:
        """Return the alarms that haven't ended, oldest first."""
        wanted = select(alarm).where(alarm.c.ended.is_(None)).order_by(alarm.c.id)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return tuple(Alarm(row.about, row.text, row.since) for row in rows)


def _standing(about: str) -> ColumnElement[bool]:
    return (alarm.c.about == about) & alarm.c.ended.is_(None)


def _stands(connection: Connection, about: str) -> bool:
    return bool(connection.execute(select(exists().where(_standing(about)))).scalar())
