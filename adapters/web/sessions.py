"""Who is signed in, in the catalog: a cookie holds a random token, the table its digest."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from adapters.web.people.account import Account, account_of
from knowledge.catalog.database import Database
from knowledge.catalog.tables import account, web_session

# Writing down each page that is opened would cost a turn at the database.
_TOUCHED = timedelta(minutes=1)
_BYTES = 32
_GUEST = 12
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody at their browser; `said` is for their next page."""

    who: Account
    said: str = ""


class Sessions:
    """The sessions in the catalog; `idle` and `lasting` end them. Thread-safe."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        idle: timedelta,
        lasting: timedelta,
    ) -> None:
        self._database = database
        self._now = now
        self._idle = idle
        self._lasting = lasting

    def find(self, token: str, *, active: bool = True) -> Session | None:
        """Return whose token that is, None where it has ended or never was.

        `active` tells that a person did something, which keeps it from ending.
        """
        row = self._row(token)
        if row is None or self._ended(row.session_created, row.session_seen):
            return None
        if row.account is None:
            who = Account(guest=row.guest)
        elif row.disabled:
            return None
        else:
            who = account_of(row)
        if active and self._now() - row.session_seen > _TOUCHED:
            self._change(token, seen=self._now())
        return Session(who, row.said)

    def had_account(self, token: str) -> bool:
        """Whether an account's session had that token and ended by itself."""
        row = self._row(token)
        return row is not None and row.account is not None

    def begin(self, account_id: int) -> str:
        """Begin a session of an account and return its token."""
        token, at = new_token(), self._now()
        self._put(token, account=account_id, guest="")
        with self._database.write() as connection:
            owner = update(account).where(account.c.id == account_id)
            connection.execute(owner.values(seen=at))
        return token

    def begin_guest(self, token: str) -> Session:
        """Begin the session of somebody who hasn't signed in, whose browser has the token."""
        guest = secrets.token_hex(_GUEST)
        self._put(token, account=None, guest=guest)
        return Session(Account(guest=guest))

    def end(self, token: str) -> None:
        """End a session; nobody gets in with its token again."""
        with self._database.write() as connection:
            connection.execute(delete(web_session).where(web_session.c.id == _digest(token)))

    def end_all(self, account_id: int, keep: str = "") -> None:
        """End all sessions of an account but that of the token to keep."""
        theirs = web_session.c.account == account_id
        with self._database.write() as connection:
            others = theirs & (web_session.c.id != _digest(keep))
            connection.execute(delete(web_session).where(others))

    def say(self, token: str, sentence: str) -> None:
        """Leave a sentence for the next page."""
        self._change(token, said=sentence)

    def heard(self, token: str) -> None:
        """Take the sentence away, for it was shown."""
        self._change(token, said="")

    def remember(self, token: str, what: Mapping[str, Any]) -> None:
        """Keep what a sign-in elsewhere comes back to; {} forgets it."""
        self._change(token, remembered=dict(what))

    def remembered(self, token: str) -> Mapping[str, Any]:
        """Return what was kept of it, {} where nothing."""
        wanted = select(web_session.c.remembered).where(web_session.c.id == _digest(token))
        with self._database.read() as connection:
            found: Mapping[str, Any] | None = connection.execute(wanted).scalar()
        return found or {}

    def sweep(self, before: datetime) -> int:
        """Delete the sessions that were begun before then; return how many."""
        with self._database.write() as connection:
            gone = connection.execute(delete(web_session).where(web_session.c.seen < before))
        return gone.rowcount

    def _ended(self, created: datetime, seen: datetime) -> bool:
        now = self._now()
        return now - seen > self._idle or now - created > self._lasting

    def _row(self, token: str) -> Any:
        session = web_session.c
        columns = (
            account,
            session.account,
            session.guest,
            session.said,
            session.created.label("session_created"),
            session.seen.label("session_seen"),
        )
        joined = web_session.join(account, account.c.id == session.account, isouter=True)
        wanted = select(*columns).select_from(joined).where(session.id == _digest(token))
        with self._database.read() as connection:
            return connection.execute(wanted).one_or_none()

    def _put(self, token: str, **who: object) -> None:
        at = self._now()
        row = {"id": _digest(token), "created": at, "seen": at, "said": "", "remembered": {}}
        with self._database.write() as connection:
            connection.execute(delete(web_session).where(web_session.c.id == row["id"]))
            connection.execute(insert(web_session).values(row | who))

    def _change(self, token: str, **values: object) -> None:
        mine = update(web_session).where(web_session.c.id == _digest(token))
        with self._database.write() as connection:
            connection.execute(mine.values(**values))


def new_token() -> str:
    """Return a token that nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(_BYTES)


def is_token(given: str) -> bool:
    """Whether a token looks like one that we gave out."""
    return bool(_TOKEN.fullmatch(given))


def csrf_of(token: str) -> str:
    """Return what forms carry to show that they are ours: nobody makes it without the cookie."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
