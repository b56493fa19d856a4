"""Creates and upgrades the tables, on SQLite and PostgreSQL alike; imports nothing of ours.

Two branches: `catalog` and `content`. They share one database on PostgreSQL and have a file each
on SQLite. Append only: a step that was ever released is never edited.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, inspect, text

HEADS = {"catalog": "catalog_0007", "content": "content_0001"}

# Alembic keeps what it works on in module variables: one thread at a time.
_ALEMBIC = threading.Lock()


class NewerSchemaError(Exception):
    """The database was written by a newer version of the program."""


def current(connection: Connection) -> frozenset[str]:
    """Return the steps that the database has come to; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return frozenset()
    rows = connection.execute(text("SELECT version_num FROM alembic_version"))
    return frozenset(rows.scalars())


def up_to_date(connection: Connection, branches: Collection[str]) -> bool:
    """Whether nothing is to be done; spares the import of Alembic at every start."""
    return current(connection) == {HEADS[branch] for branch in branches}


def upgrade(connection: Connection, branches: Collection[str]) -> None:
    """Bring the database to the newest step, in the caller's transaction.

    Raises NewerSchemaError, with nothing changed, for a step this program doesn't know.
    """
    from alembic import command  # noqa: PLC0415 - only where something is to be done
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if unknown := current(connection) - known:
        raise NewerSchemaError(", ".join(sorted(unknown)))
    with _ALEMBIC:
        for branch in branches:
            command.upgrade(config, f"{branch}@head")
