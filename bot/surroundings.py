"""What stands around a clause in its document: the list it opens or belongs to, what it refers to.

A sentence such as "employees may post pictures, provided that:" says the opposite of
its clause when the conditions are left out, so a list is shown whole wherever its
items belong together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from sqlalchemy import ColumnElement, select

from bot.extract import OPENINGS
from knowledge.catalog.database import Database
from knowledge.catalog.rows import CLAUSE_COLUMNS, clause_value
from knowledge.catalog.tables import clause, version, version_clause
from knowledge.clauses.sentences import sentences
from knowledge.model import Clause, Passage

# No list that a phone can show is longer; what goes on is found in the document.
_REACH = 40
_MOST_REFERRED = 5

# Lead-ins whose items hold only together: leaving one out changes the others.
_TOGETHER = re.compile(
    r"\b(?:provided(?: that)?|if|unless|except(?:ions?)?|only|all of|each of|both|conditions?|"
    r"criteria|requirements?|until|so long as|as long as|when|where|as follows|steps?|in order)\b"
    r"[^.]*(?::|—|--)\s*$",
    re.IGNORECASE,
)
_COLUMNS = (*CLAUSE_COLUMNS, version_clause.c.ordinal)


@dataclass(frozen=True, slots=True)
class Whole:
    """A passage to cite, with the items that its text opens and can't be quoted without."""

    passage: Passage
    items: tuple[Clause, ...] = ()


class Surroundings:
    """Reads clauses around a passage from its own version. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def whole(self, passage: Passage) -> Whole:
        """Return the passage, or the list that it opens or whose items hold only together.

        The list comes as its opening clause with all items, scored as the passage.
        """
        found = passage.clause
        if not _opens(found) and not _TOGETHER.search(found.lead_in):
            return Whole(passage)
        place = version_clause.c.ordinal
        near = self._clauses(passage, place.between(found.ordinal - _REACH, found.ordinal + _REACH))
        opener = found if _opens(found) else _opener(found, near)
        if opener is None:
            first, *rest = (c for c in near if c.lead_in == found.lead_in)
            return Whole(replace(passage, clause=first, segment=""), tuple(rest))
        items = _items(opener, near)
        same = opener.id == found.id
        return Whole(passage if same else replace(passage, clause=opener, segment=""), items)

    def referred(self, passage: Passage) -> tuple[Clause, ...]:
        """Return the clauses that the passage refers to, in their document's order."""
        wanted = passage.clause.references[:_MOST_REFERRED]
        return self._clauses(passage, clause.c.id.in_(wanted)) if wanted else ()

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


def _opens(found: Clause) -> bool:
    return found.text.rstrip().endswith(OPENINGS)


def _opener(item: Clause, near: Sequence[Clause]) -> Clause | None:
    before = [c for c in near if c.ordinal < item.ordinal and _opens(c)]
    return next((c for c in reversed(before) if _last_words(c) in item.lead_in), None)


def _items(opener: Clause, near: Sequence[Clause]) -> tuple[Clause, ...]:
    after = (c for c in near if c.ordinal > opener.ordinal)
    words = _last_words(opener)
    return tuple(takewhile(lambda c: words in c.lead_in, after))


def _last_words(opener: Clause) -> str:
    return sentences(opener.text)[-1]
