"""Everything in a PostgreSQL database to two SQLite files, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, func, insert, select

from knowledge.catalog import tables
from knowledge.catalog.database import BATCH, Database, open_catalog, open_content
from knowledge.catalog.documents import batches
from knowledge.errors import CatalogUnusable

# By the name of the file. The catalog first: what it refers to was in the content store before.
STORES: Final = {
    "catalog.sqlite3": tables.catalog.sorted_tables,
    "content.sqlite3": tables.content.sorted_tables,
}


def dump(data: Path, url: str, scratch: Path) -> None:
    """Write the database at the URL, as of one moment, to two new files in `scratch`."""
    source = open_catalog(data, url)
    catalog = open_catalog(scratch)
    content = open_content(scratch, catalog)
    try:
        with source.snapshot() as here:
            for target, listed in zip((catalog, content), STORES.values(), strict=True):
                for table in listed:
                    _copy_table(here, target, table)
    finally:
        for database in (source, catalog, content):
            database.close()


def _copy_table(source: Connection, target: Database, table: Table) -> None:
    rows = source.execution_options(yield_per=BATCH).execute(_whole(table)).mappings()
    for batch in batches(rows):
        with target.write() as connection:
            connection.execute(insert(table), [dict(row) for row in batch])


def fill(scratch: Path, data: Path, url: str) -> None:
    """Fill the database at the URL from two files in `scratch`, wholly or not at all.

    Raises CatalogUnusable when the database isn't empty.
    """
    target = open_catalog(data, url)
    catalog = open_catalog(scratch)
    content = open_content(scratch, catalog)
    try:
        with target.write() as connection:
            _refuse_unless_empty(connection, target)
            for source, listed in zip((catalog, content), STORES.values(), strict=True):
                with source.read() as here:
                    for table in listed:
                        _fill_table(connection, here, table)
    finally:
        for database in (target, catalog, content):
            database.close()


def _fill_table(target: Connection, source: Connection, table: Table) -> None:
    """Copy a table, and let the numbering go on where it was."""
    rows = source.execution_options(yield_per=BATCH).execute(_whole(table)).mappings()
    for batch in batches(rows):
        target.execute(insert(table), [dict(row) for row in batch])
    key = table.primary_key.columns[0]
    sequence = func.pg_get_serial_sequence(table.name, key.name)
    highest = select(func.max(key)).scalar_subquery()
    if target.execute(select(sequence)).scalar():
        target.execute(
            select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None)))
        )


def _whole(table: Table) -> Select[*tuple[Any, ...]]:
    # In order of age: a revision comes after its parent.
    return select(table).order_by(*table.primary_key.columns)


def _refuse_unless_empty(connection: Connection, target: Database) -> None:
    for listed in STORES.values():
        for table in listed:
            if connection.execute(select(table).limit(1)).first() is not None:
                raise CatalogUnusable(
                    f"{target.where} already holds a knowledge base. Restore into an empty one."
                )
