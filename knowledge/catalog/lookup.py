"""Clauses for a search: by key, with the version in force on the asking day."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, select

from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.documents import batches
from knowledge.catalog.rows import CLAUSE_COLUMNS, clause_value
from knowledge.model import Clause, Version
from knowledge.revisions import Placement

# The live revision, the one before, and two drafts under test.
_KEPT = 4
# Nearly all questions are about today.
_DAYS = 400

# From the key to the clause, from its document to the few versions of it in the revision, and
# from these to its place: no step looks at more rows than the answer has. Outer joins keep SQLite
# to this order; it would begin with all versions of the revision (25 ms instead of 1 ms).
_member = tables.revision_version.c
_place = tables.version_clause.c
_QUERY = (
    select(*CLAUSE_COLUMNS, _place.ordinal, _place.version)
    .join(
        tables.revision_version,
        (_member.revision == bindparam("revision"))
        & (_member.document == tables.clause.c.document),
        isouter=True,
    )
    .join(
        tables.version_clause,
        (_place.version == _member.version) & (_place.clause == tables.clause.c.serial),
        isouter=True,
    )
    .where(tables.clause.c.key.in_(bindparam("keys", expanding=True)))
)


@dataclass(slots=True)
class _Held:
    placements: dict[int, Placement]
    drifted: dict[date, bool] = field(default_factory=dict)


class Lookup:
    """Reads what searching needs; which versions a revision holds is remembered."""

    def __init__(
        self, database: Database, placements: Callable[[int], tuple[Placement, ...]]
    ) -> None:
        self._database = database
        self._placements = placements
        self._held: dict[int, _Held] = {}
        self._lock = threading.Lock()

    def find(
        self, revision: int, keys: Sequence[str], on: date
    ) -> dict[str, tuple[Clause, Version]]:
        """Return clauses by key with the version in force that day; others are left out."""
        versions = self._revision(revision).placements
        found: dict[str, tuple[Clause, Version]] = {}
        with self._database.read() as connection:
            for batch in batches(keys):
                for row in connection.execute(_QUERY, {"revision": revision, "keys": batch}):
                    placed = versions.get(row.version)
                    if placed is not None and placed.version.in_force(on):
                        found[row.key] = clause_value(row), placed.version
        return found

    def drifted(self, revision: int, on: date) -> bool:
        """Whether what is in force that day differs from what the index was built for."""
        held = self._revision(revision)
        if len(held.drifted) > _DAYS:
            held.drifted.clear()
        if on not in held.drifted:
            placed = held.placements.values()
            held.drifted[on] = any(p.version.in_force(on) != p.current for p in placed)
        return held.drifted[on]

    def _revision(self, revision: int) -> _Held:
        if held := self._held.get(revision):
            return held
        placed = {p.filed.serial: p for p in self._placements(revision)}
        with self._lock:
            while len(self._held) >= _KEPT:
                del self._held[next(iter(self._held))]
            return self._held.setdefault(revision, _Held(placed))
