"""An account as a frozen value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Row

from adapters.web.roles import Role
from bot.model import Person

# What the office reads of somebody who hasn't signed in.
_GUEST: Final = "a guest"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; a guest has the id 0 and no role.

    `roles` and `groups` are all that they have: those given by an administrator, and those
    claimed by the provider that they sign in at, whose address is `issuer` ("" for a local
    account, whose `subject` is its name for signing in). `changed` counts the changes. `guest`
    names a guest's session, "" for everybody else.
    """

    id: int = 0
    name: str = ""
    email: str = ""
    issuer: str = ""
    subject: str = ""
    roles: frozenset[Role] = frozenset()
    groups: frozenset[str] = frozenset()
    given_roles: frozenset[Role] = frozenset()
    given_groups: frozenset[str] = frozenset()
    claimed_roles: frozenset[Role] = frozenset()
    claimed_groups: frozenset[str] = frozenset()
    audience: str = ""
    disabled: bool = False
    has_password: bool = False
    changed: int = 0
    created: datetime | None = None
    seen: datetime | None = None
    guest: str = ""

    @property
    def person(self) -> Person:
        """Who that is in records and tickets."""
        if self.id:
            return Person(f"web:{self.id}", self.name)
        return Person(f"web:guest:{self.guest}", _GUEST) if self.guest else Person()


def account_of(row: Row[tuple[object, ...]]) -> Account:
    """Return the account in a row of its table."""
    given, claimed = _roles(row.roles), _roles(row.claimed_roles)
    return Account(
        id=row.id,
        name=row.name,
        email=row.email,
        issuer=row.issuer,
        subject=row.subject,
        roles=given | claimed | {Role.EMPLOYEE},
        groups=frozenset(row.groups) | frozenset(row.claimed_groups),
        given_roles=given,
        given_groups=frozenset(row.groups),
        claimed_roles=claimed,
        claimed_groups=frozenset(row.claimed_groups),
        audience=row.audience,
        disabled=row.disabled,
        has_password=bool(row.password),
        changed=row.changed,
        created=row.created,
        seen=row.seen,
    )


def _roles(names: Collection[str]) -> frozenset[Role]:
    """Return the roles of these names; one that a later release had is none."""
    known = {role.value for role in Role}
    return frozenset(Role(name) for name in names if name in known)
