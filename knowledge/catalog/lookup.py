"""Clauses for a search: by key, with the version in force on the asking day."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, select

from knowledge.access import may
from knowledge.catalog import tables
from knowledge.catalog.database import Database
from knowledge.catalog.documents import batches
from knowledge.catalog.rows import CLAUSE_COLUMNS, AnyRow, clause_value
from knowledge.model import Clause, Version, Viewer
from knowledge.revisions import Placement, since

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


AccessClasses = frozenset[frozenset[str]]


@dataclass(slots=True)
class _Held:
    placements: dict[int, Placement]
    drifted: dict[date, AccessClasses] = field(default_factory=dict)


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
        self, revision: int, keys: Sequence[str], viewer: Viewer, on: date
    ) -> dict[str, tuple[Clause, Version]]:
        """Return clauses by key, each with the version that the viewer may read that day.

        Clauses without one are left out. Where several versions hold a clause that day, the
        one that took effect last counts, then the one that was filed last.
        """
        placements = self._revision(revision).placements
        found: list[tuple[Placement, AnyRow]] = []
        with self._database.read() as connection:
            for batch in batches(keys):
                for row in connection.execute(_QUERY, {"revision": revision, "keys": batch}):
                    placed = placements.get(row.version)
                    if placed is not None and may(viewer, placed.version.header, on):
                        found.append((placed, row))
        return {
            row.key: (clause_value(row), placed.version) for placed, row in sorted(found, key=_rank)
        }

    def placements(self, revision: int) -> tuple[Placement, ...]:
        """Return the versions that a revision holds. Raises UnknownRevision."""
        return tuple(self._revision(revision).placements.values())

    def drifted(self, revision: int, on: date) -> AccessClasses:
        """Return the groups of partitions that hold on that day's wrong side of the calendar.

        They are those of a version that is in force though its index was built for a day when it
        wasn't, or the other way round.
        """
        held = self._revision(revision)
        if len(held.drifted) > _DAYS:
            held.drifted.clear()
        if on not in held.drifted:
            moved = (p for p in held.placements.values() if p.version.in_force(on) != p.current)
            held.drifted[on] = frozenset(p.partition.groups for p in moved)
        return held.drifted[on]

    def _revision(self, revision: int) -> _Held:
        if held := self._held.get(revision):
            return held
        placed = {p.filed.serial: p for p in self._placements(revision)}
        with self._lock:
            while len(self._held) >= _KEPT:
                del self._held[next(iter(self._held))]
            return self._held.setdefault(revision, _Held(placed))


def _rank(found: tuple[Placement, AnyRow]) -> tuple[date, int, int]:
    """Sort what counts more to the end."""
    placed, row = found
    return since(placed.filed), placed.filed.serial, -row.ordinal
