"""Links that let somebody in once, to choose a password."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from adapters.web.errors import NotHere
from knowledge.catalog.database import Database
from knowledge.catalog.tables import one_time_link

LASTING: Final = timedelta(days=3)
_BYTES: Final = 32
PATH: Final = "/sign-in/link"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link is good for: an account's password, or (None) a new administrator's account."""

    account: int | None
    expires: datetime


class OneTimeLinks:
    """The links in the catalog, by the digest of what their address holds. `now` is aware."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def make(self, account: int | None) -> str:
        """Return the path of a new link; an account's earlier ones are good no more."""
        token, now = secrets.token_urlsafe(_BYTES), self._now()
        table = one_time_link
        row = {"digest": _digest(token), "account": account, "created": now}
        with self._database.write() as connection:
            gone = table.c.expires < now - LASTING
            if account is not None:
                gone |= table.c.account == account
            connection.execute(delete(table).where(gone))
            connection.execute(insert(table).values(row | {"expires": now + LASTING}))
        return f"{PATH}/{token}"

    def find(self, token: str) -> Link:
        """Return what a link is good for. Raises NotHere: used, expired, or never was."""
        wanted = select(one_time_link).where(self._good(token))
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            raise _no_use()
        return Link(row.account, row.expires)

    def use(self, connection: Connection, token: str) -> None:
        """Use a link up, within the caller's transaction. Raises NotHere as above."""
        used = update(one_time_link).where(self._good(token)).values(used=self._now())
        if not connection.execute(used).rowcount:
            raise _no_use()

    def _good(self, token: str) -> ColumnElement[bool]:
        table = one_time_link.c
        unused = table.used.is_(None) & (table.expires > self._now())
        return (table.digest == _digest(token)) & unused


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _no_use() -> NotHere:
    return NotHere(
        "This link was used already, has expired, or was replaced by a newer one. Ask for another:"
        " an administrator makes one under Settings, People."
    )
