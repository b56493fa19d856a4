"""Where conversations and people of Teams are reached, as last heard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

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


class Addresses:
    """Keeps the newest addresses. Thread-safe; blocking. `now` is an aware clock.

    Only what came through the connector's authentication may be told: whoever names a service URL
    is sent messages to it. All raise CatalogBusy, CatalogUnusable.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def heard(  # noqa: PLR0913, PLR0917 - what an activity says of where it came from
        self,
        conversation: str,
        service_url: str,
        kind: str,
        tenant: str,
        user: str = "",
        account: str = "",
    ) -> None:
        """Keep where something came from; writes only what is new, or a day old."""
        place = {"service_url": service_url, "kind": kind, "tenant": tenant}
        self._keep(teams_conversation, conversation, place)
        if user:
            person = {"service_url": service_url, "tenant": tenant, "seen": conversation}
            person |= {"account": account} if account else {}
            person |= {"personal": conversation} if kind == PERSONAL else {}
            self._keep(teams_person, user, person)

    def of(self, conversation: str) -> Address | None:
        """Return where a conversation is reached, None if nothing was heard from it."""
        return _address(self._row(teams_conversation, conversation))

    def newest(self) -> Address | None:
        """Return where anything was last heard from: a tenant's conversations are near together.

        For what was never heard from itself, such as a channel where nobody has written yet.
        """
        table = teams_conversation
        with self._database.read() as connection:
            row = connection.execute(select(table).order_by(table.c.heard.desc()).limit(1)).first()
        return _address(row)

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
        self._keep(teams_conversation, conversation, {**place, "kind": PERSONAL})
        self._keep(teams_person, user, {**place, "personal": conversation})

    def _row(self, table: Table, name: str) -> Row[Any] | None:
        with self._database.read() as connection:
            return connection.execute(select(table).where(table.c.id == name)).first()

    def _keep(self, table: Table, name: str, said: Mapping[str, str]) -> None:
        now, row = self._now(), self._row(table, name)
        known = row is not None and all(row._mapping[part] == said[part] for part in said)  # noqa: SLF001 - SQLAlchemy's public name for it
        if row is not None and known and now - row.heard < _DAY:
            return
        with self._database.write() as connection:
            self._write(connection, table, {"id": name, "heard": now, **said})

    def _write(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
        unknown = {column.name: "" for column in table.columns}
        connection.execute(self._database.insert_new(table).values({**unknown, **row}))
        connection.execute(update(table).where(table.c.id == row["id"]).values(row))


def _address(row: Row[Any] | None) -> Address | None:
    return None if row is None else Address(row.service_url, row.kind, row.tenant)
