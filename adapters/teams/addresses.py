"""Where conversations and people of Teams are reached, as last heard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, select, update

from knowledge.catalog.database import Database
from knowledge.catalog.tables import teams_conversation, teams_person

PERSONAL = "personal"
# So exactly it is kept when somebody was last heard: what expires goes by it.
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation is reached; `kind` is Teams's: personal, groupChat, channel."""

    service_url: str
    kind: str
    tenant: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is reached: `account` is what the connector calls them ("29:…").

    `personal` is their chat with the bot, `seen` the conversation where they were last heard; ""
    where that isn't known.
    """

    account: str
    personal: str
    seen: str
    service_url: str
    tenant: str


class _Said(NamedTuple):
    """What was said of a conversation or person, by the columns of its table."""

    table: Table
    name: str
    parts: Mapping[str, str]


class Addresses:
    """Keeps the newest addresses. Thread-safe; blocking. `now` is an aware clock.

    Only what came through the connector's authentication may be told: whoever names a service URL
    is sent messages to it. With `home`, the agency's tenant, nothing of it is looked for where
    others are. All raise CatalogBusy, CatalogUnusable.
    """

    def __init__(self, database: Database, now: Callable[[], datetime], home: str = "") -> None:
        self._database = database
        self._now = now
        self._home = home

    def heard(  # noqa: PLR0913, PLR0917 - what an activity says of where it came from
        self,
        conversation: str,
        service_url: str,
        kind: str,
        tenant: str,
        user: str = "",
        account: str = "",
        *,
        connection: Connection | None = None,
    ) -> None:
        """Keep where something came from; writes only what is new, or a day old.

        With a `connection` it is kept in the caller's transaction.
        """
        place = {"service_url": service_url, "kind": kind, "tenant": tenant}
        said = [_Said(teams_conversation, conversation, place)]
        if user:
            person = {"service_url": service_url, "tenant": tenant, "seen": conversation}
            person |= {"account": account} if account else {}
            person |= {"personal": conversation} if kind == PERSONAL else {}
            said.append(_Said(teams_person, user, person))
        if connection is None:
            self._keep(*said)
        else:
            self._write(connection, self._new(connection, said))

    def met(  # noqa: PLR0913, PLR0917 - as `heard`
        self, conversation: str, service_url: str, kind: str, tenant: str, user: str, account: str
    ) -> None:
        """Keep somebody who was never heard, from a conversation that the bot may not be in.

        Of the conversation itself nothing is kept, and `kind` says nothing.
        """
        del kind
        if self.person(user) is None:
            person = {"service_url": service_url, "tenant": tenant, "seen": conversation}
            self._keep(_Said(teams_person, user, {**person, "account": account}))

    def of(self, conversation: str) -> Address | None:
        """Return where a conversation is reached, None if nothing was heard from it."""
        return _address(self._row(teams_conversation, conversation))

    def newest(self) -> Address | None:
        """Return where anything was last heard from: a tenant's conversations are near together.

        For what was never heard from itself, such as a channel where nobody has written yet.
        """
        table = teams_conversation
        wanted = select(table).order_by(table.c.heard.desc()).limit(1)
        if self._home:
            wanted = wanted.where(table.c.tenant == self._home)
        with self._database.read() as connection:
            return _address(connection.execute(wanted).first())

    def person(self, user: str) -> Contact | None:
        """Return how somebody is reached, by their object id; None if they weren't heard yet."""
        row = self._row(teams_person, user)
        if row is None:
            return None
        return Contact(row.account, row.personal, row.seen, row.service_url, row.tenant)

    def whose(self, accounts: Collection[str]) -> Mapping[str, str]:
        """Return the object ids of those accounts that were heard before."""
        table = teams_person
        wanted = select(table.c.account, table.c.id).where(table.c.account.in_(accounts))
        with self._database.read() as connection:
            return {row.account: row.id for row in connection.execute(wanted)}

    def keep_personal(self, user: str, conversation: str, service_url: str, tenant: str) -> None:
        """Keep the chat with a person that the bot has begun."""
        place = {"service_url": service_url, "tenant": tenant}
        self._keep(
            _Said(teams_conversation, conversation, {**place, "kind": PERSONAL}),
            _Said(teams_person, user, {**place, "personal": conversation}),
        )

    def _row(self, table: Table, name: str) -> Row[Any] | None:
        with self._database.read() as connection:
            return connection.execute(select(table).where(table.c.id == name)).first()

    def _keep(self, *said: _Said) -> None:
        with self._database.read() as connection:
            new = self._new(connection, said)
        if new:
            with self._database.write() as connection:
                self._write(connection, new)

    def _new(self, connection: Connection, said: Sequence[_Said]) -> Sequence[_Said]:
        """Return those that aren't known, or weren't heard for a day."""
        since = self._now() - _DAY
        return [one for one in said if not _is_known(connection, one, since)]

    def _write(self, connection: Connection, said: Sequence[_Said]) -> None:
        for table, name, parts in said:
            row = {"id": name, "heard": self._now(), **parts}
            unknown = {column.name: "" for column in table.columns}
            connection.execute(self._database.insert_new(table).values({**unknown, **row}))
            connection.execute(update(table).where(table.c.id == name).values(row))


def _is_known(connection: Connection, said: _Said, since: datetime) -> bool:
    wanted = select(said.table).where(said.table.c.id == said.name)
    row = connection.execute(wanted).mappings().first()
    if row is None or row["heard"] <= since:
        return False
    return all(row[part] == value for part, value in said.parts.items())


def _address(row: Row[Any] | None) -> Address | None:
    return None if row is None else Address(row.service_url, row.kind, row.tenant)
