"""Everybody who may sign in, in the catalog."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Text, cast, exists, func, or_, select, update

from adapters.web.errors import BadForm, NotHere, Overtaken, WebError
from adapters.web.people.account import Account, account_of
from adapters.web.people.claims import Claimed
from adapters.web.roles import Role
from knowledge.catalog.database import Database
from knowledge.catalog.tables import account

LOCAL: Final = ""


class LastAdministrator(WebError):
    """After that nobody could look after people any more."""

    status = 409
    title = "They are the last administrator"


@dataclass(frozen=True, slots=True)
class Granted:
    """What an administrator gives somebody."""

    name: str
    email: str = ""
    roles: frozenset[Role] = frozenset()
    groups: frozenset[str] = frozenset()
    audience: str = ""

    def row(self) -> dict[str, Any]:
        """Return it as the table has it."""
        lists = {"roles": sorted(self.roles), "groups": sorted(self.groups)}
        return {"name": self.name, "email": self.email, "audience": self.audience} | lists


class Accounts:
    """The accounts in the catalog. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def find(self, number: int) -> Account:
        """Return an account. Raises NotHere."""
        with self._database.read() as connection:
            return _account(_row(connection, account.c.id == number))

    def local(self, name: str) -> tuple[Account, str] | None:
        """Return the local account of a name for signing in and its password's hash, or None."""
        with self._database.read() as connection:
            row = _row(connection, (account.c.issuer == LOCAL) & (account.c.subject == key(name)))
        return None if row is None else (account_of(row), row.password)

    def any(self) -> bool:
        """Whether anybody has an account."""
        with self._database.read() as connection:
            return bool(connection.execute(select(exists(select(account.c.id)))).scalar())

    def listed(self, most: int, skip: int = 0, text: str = "") -> tuple[Account, ...]:
        """Return accounts by name, those alone whose name or address has the text."""
        wanted = select(account).order_by(func.lower(account.c.name), account.c.id)
        if text:
            columns = (account.c.name, account.c.email, account.c.subject)
            wanted = wanted.where(or_(*(c.icontains(text, autoescape=True) for c in columns)))
        with self._database.read() as connection:
            rows = connection.execute(wanted.limit(most).offset(skip)).all()
        return tuple(map(account_of, rows))

    def create(self, sign_in_name: str, granted: Granted) -> int:
        """Make a local account without a password; return its number. Raises BadForm."""
        with self._database.write() as connection:
            return self.keep_new(connection, sign_in_name, granted)

    def keep_new(self, connection: Connection, sign_in_name: str, granted: Granted) -> int:
        """Do the same within the caller's transaction."""
        row = {"issuer": LOCAL, "subject": key(sign_in_name), "created": self._now()}
        made = self._database.insert_new(account).values(row | granted.row())
        number: int | None = connection.execute(made.returning(account.c.id)).scalar()
        if number is None:
            raise BadForm({"subject": "Somebody else signs in with this name; choose another."})
        return number

    def change(self, number: int, seen: int, granted: Granted) -> None:
        """Give somebody other roles, groups or names; what they have takes effect at once.

        Raises NotHere; Overtaken where they aren't as `seen` any more; LastAdministrator.
        """
        with self._database.write() as connection:
            now = _account(_row(connection, account.c.id == number))
            if now.changed != seen:
                raise Overtaken(
                    f"Somebody else changed the account of {now.name} meanwhile. Nothing of"
                    " yours was kept.",
                    differences(now, granted),
                    f"/settings/people/{number}",
                )
            stays = Role.ADMINISTRATOR in granted.roles | now.claimed_roles
            self._keep_one(connection, now, stays=stays)
            _put(connection, number, changed=seen + 1, **granted.row())

    def disable(self, number: int, *, disabled: bool) -> None:
        """Let somebody sign in no more, or again. Raises NotHere, LastAdministrator."""
        with self._database.write() as connection:
            now = _account(_row(connection, account.c.id == number))
            self._keep_one(connection, now, stays=not disabled)
            _put(connection, number, disabled=disabled, changed=now.changed + 1)

    def keep_password(self, connection: Connection, number: int, kept: str) -> None:
        """Keep a password's hash within the caller's transaction."""
        _put(connection, number, password=kept)

    def met(self, claimed: Claimed) -> Account:
        """Return the account of who signed in at a provider, with what it says of them now."""
        whose = {"issuer": claimed.issuer, "subject": claimed.subject}
        said = {"name": claimed.name, "email": claimed.email}
        said_lists = {
            "claimed_roles": sorted(claimed.roles),
            "claimed_groups": sorted(claimed.groups),
        }
        theirs = (account.c.issuer == claimed.issuer) & (account.c.subject == claimed.subject)
        with self._database.write() as connection:
            new = self._database.insert_new(account)
            connection.execute(new.values(whose | said | {"created": self._now()}))
            connection.execute(update(account).where(theirs).values(said | said_lists))
            return _account(_row(connection, theirs))

    def _keep_one(self, connection: Connection, now: Account, *, stays: bool) -> None:
        """Refuse to take the last administrator away."""
        if stays or now.disabled or Role.ADMINISTRATOR not in now.roles:
            return
        others = select(func.count()).where(
            _administers() & account.c.disabled.is_(False) & (account.c.id != now.id)
        )
        if not connection.execute(others).scalar():
            raise LastAdministrator(
                f"{now.name} is the only administrator who can sign in. Make somebody else one"
                " first; then nobody is locked out of these settings."
            )


def key(name: str) -> str:
    """Return a name for signing in as it is kept: capitals don't count."""
    return name.strip().casefold()


def differences(now: Account, granted: Granted) -> tuple[str, ...]:
    """Return how an account stands, where that isn't what was meant to be kept."""
    pairs = (
        ("Name", now.name, granted.name),
        ("E-mail", now.email, granted.email),
        ("Roles", _list(now.given_roles), _list(granted.roles)),
        ("Groups", _list(now.given_groups), _list(granted.groups)),
        ("Audience", now.audience, granted.audience),
    )
    return tuple(
        f"{what} is now “{is_}”; you had “{meant}”." for what, is_, meant in pairs if is_ != meant
    )


def _administers() -> ColumnElement[bool]:
    named = f'"{Role.ADMINISTRATOR}"'
    columns = (account.c.roles, account.c.claimed_roles)
    return or_(*(cast(column, Text).contains(named) for column in columns))


def _row(connection: Connection, which: ColumnElement[bool]) -> Row[Any] | None:
    return connection.execute(select(account).where(which)).one_or_none()


def _account(row: Row[Any] | None) -> Account:
    if row is None:
        raise NotHere("There is no account with that number.")
    return account_of(row)


def _put(connection: Connection, number: int, **values: object) -> None:
    connection.execute(update(account).where(account.c.id == number).values(**values))


def _list(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "none"
