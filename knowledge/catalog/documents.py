"""Versions and their clauses on file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, select, update

from knowledge.catalog import tables
from knowledge.catalog.database import BATCH, Database
from knowledge.catalog.rows import (
    CLAUSE_COLUMNS,
    clause_row,
    clause_value,
    filed_value,
    header_row,
)
from knowledge.model import Clause, Version
from knowledge.revisions import Filed

_T = TypeVar("_T")
_HALF = BATCH // 2  # a clause takes two rows: its words, and its place in the version


def batches(items: Iterable[_T], size: int = BATCH) -> Iterator[list[_T]]:
    """Cut into lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


class Documents:
    """The versions that were ever added; none is changed or removed afterwards."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamped(self, stamp: str, path: str) -> Filed | None:
        """Return the complete version that was made from that very file."""
        column = tables.version.c
        query = select(tables.version).where(
            column.stamp == stamp, column.path == path, column.clauses.is_not(None)
        )
        with self._database.read() as connection:
            row = connection.execute(query.order_by(column.serial.desc())).first()
        return None if row is None else filed_value(row)

    def file(
        self, version: Version, clauses: Sequence[Clause], *, root: str, stamp: str, at: datetime
    ) -> Filed:
        """Put a version on file, in short transactions; doing it again changes nothing.

        The version counts once its last clause is written.
        """
        row = {
            "id": version.id,
            "document": version.header.document,
            "root": root,
            "path": version.path,
            "digest": version.digest,
            "stamp": stamp,
            "header": header_row(version.header),
            "added": at,
        }
        parts = list(batches(clauses, _HALF)) or [[]]
        for place, part in enumerate(parts):
            with self._database.write() as connection:
                if place == 0:
                    connection.execute(self._database.insert_new(tables.version), [row])
                serial = self._serial(connection, version.id)
                self._put(connection, serial, part)
                if place == len(parts) - 1:
                    _complete(connection, serial, root, stamp, len(clauses))
        return self.filed([serial])[0]

    def move(self, serials: Collection[int], root: str) -> None:
        """Note that the folder of these versions is now another one."""
        for batch in batches(serials):
            moved = update(tables.version).where(tables.version.c.serial.in_(batch))
            with self._database.write() as connection:
                connection.execute(moved.values(root=root))

    def filed(self, serials: Collection[int]) -> list[Filed]:
        """Return versions by their serial numbers, in no order."""
        found: list[Filed] = []
        with self._database.read() as connection:
            for batch in batches(serials):
                wanted = tables.version.c.serial.in_(batch)
                found += map(filed_value, connection.execute(select(tables.version).where(wanted)))
        return found

    def clauses(self, serial: int) -> tuple[Clause, ...]:
        """Return the clauses of a version in reading order."""
        place = tables.version_clause.c
        query = (
            select(*CLAUSE_COLUMNS, place.ordinal)
            .join(tables.version_clause, place.clause == tables.clause.c.serial)
            .where(place.version == serial)
            .order_by(place.ordinal)
        )
        with self._database.read() as connection:
            return tuple(map(clause_value, connection.execute(query)))

    @staticmethod
    def _serial(connection: Connection, id_: str) -> int:
        query = select(tables.version.c.serial).where(tables.version.c.id == id_)
        return int(connection.execute(query).scalar_one())

    def _put(self, connection: Connection, serial: int, clauses: Sequence[Clause]) -> None:
        if not clauses:
            return
        # Sorted, so that two processes that file the same clauses never wait for each other.
        rows = sorted((clause_row(clause) for clause in clauses), key=lambda row: str(row["key"]))
        connection.execute(self._database.insert_new(tables.clause), rows)
        column = tables.clause.c
        keys = [clause.key for clause in clauses]
        query = select(column.key, column.serial).where(column.key.in_(keys))
        serials = {row.key: row.serial for row in connection.execute(query)}
        connection.execute(
            self._database.insert_new(tables.version_clause),
            [{"version": serial, "ordinal": c.ordinal, "clause": serials[c.key]} for c in clauses],
        )


def _complete(connection: Connection, serial: int, root: str, stamp: str, count: int) -> None:
    # A version that was on file already is known by its newest file and reader from now on.
    connection.execute(
        update(tables.version)
        .where(tables.version.c.serial == serial)
        .values(root=root, stamp=stamp, clauses=count)
    )
