"""What stands around a clause in its document, and what it refers to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, select

from bot.context import is_listed, together
from knowledge.catalog.database import Database
from knowledge.catalog.rows import CLAUSE_COLUMNS, clause_value
from knowledge.catalog.tables import clause, version, version_clause
from knowledge.model import Clause, Passage

# Clauses read on either side: of a list, and of any other. No list that a person could
# read in an answer is longer.
_REACH_OF_LIST = 120
_REACH = 4
_MOST_REFERRED = 5

_COLUMNS = (*CLAUSE_COLUMNS, version_clause.c.ordinal)


@dataclass(frozen=True, slots=True)
class Whole:
    """A passage to cite, with the clauses that it can't be quoted without.

    `torn` says that more belongs to it than can be shown.
    """

    passage: Passage
    items: tuple[Clause, ...] = ()
    torn: bool = False


class Surroundings:
    """Reads clauses around a passage from its own version. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def whole(self, passage: Passage) -> Whole:
        """Return the passage with what must be shown with it; the first of it is cited.

        Its score stays the passage's.
        """
        found = passage.clause
        reach = _REACH_OF_LIST if is_listed(found) else _REACH
        place = version_clause.c.ordinal
        near = self._clauses(passage, place.between(found.ordinal - reach, found.ordinal + reach))
        at = next(at for at, one in enumerate(near) if one.id == found.id)
        shown = together(near, at)
        first, *items = shown.clauses
        if first.id != found.id:
            passage = replace(passage, clause=first, segment="")
        return Whole(passage, tuple(items), shown.torn)

    def referred(self, found: Whole) -> tuple[Clause, ...]:
        """Return the other clauses that what is shown refers to, in their document's order."""
        shown = {one.id: one for one in (found.passage.clause, *found.items)}
        named = dict.fromkeys(name for one in shown.values() for name in one.references)
        wanted = [name for name in named if name not in shown][:_MOST_REFERRED]
        return self._clauses(found.passage, clause.c.id.in_(wanted)) if wanted else ()

    def _clauses(self, passage: Passage, wanted: ColumnElement[bool]) -> tuple[Clause, ...]:
        query = (
            select(*_COLUMNS)
            .join(version_clause, version_clause.c.clause == clause.c.serial)
            .join(version, version.c.serial == version_clause.c.version)
            .where((version.c.id == passage.version.id) & wanted)
            .order_by(version_clause.c.ordinal)
        )
        with self._database.read() as connection:
            return tuple(clause_value(row) for row in connection.execute(query))
