"""The clauses of a version in reading order, kept in memory while they are asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict

from sqlalchemy import bindparam, select

from knowledge.catalog.database import Database
from knowledge.catalog.rows import CLAUSE_COLUMNS, clause_value
from knowledge.catalog.tables import clause, version, version_clause
from knowledge.model import Clause

# Some 2 KB each. What is asked today is in few documents.
_KEPT = 20_000

_QUERY = (
    select(*CLAUSE_COLUMNS, version_clause.c.ordinal)
    .join(version_clause, version_clause.c.clause == clause.c.serial)
    .join(version, version.c.serial == version_clause.c.version)
    .where(version.c.id == bindparam("version"))
    .order_by(version_clause.c.ordinal)
)


class Texts:
    """Whole versions, which never change once they are on file. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: OrderedDict[str, tuple[Clause, ...]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def of(self, version_id: str) -> tuple[Clause, ...]:
        """Return a version's clauses by ordinal; none for a version that isn't on file."""
        with self._lock:
            if version_id in self._held:
                self._held.move_to_end(version_id)
                return self._held[version_id]
        with self._database.read() as connection:
            rows = connection.execute(_QUERY, {"version": version_id})
            clauses = tuple(clause_value(row) for row in rows)
        self._keep(version_id, clauses)
        return clauses

    def _keep(self, version_id: str, clauses: tuple[Clause, ...]) -> None:
        with self._lock:
            if version_id not in self._held:
                self._held[version_id] = clauses
                self._size += len(clauses)
            while self._size > _KEPT:
                _, dropped = self._held.popitem(last=False)
                self._size -= len(dropped)
