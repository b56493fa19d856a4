"""What stands around a clause in its document, and what it refers to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import attrgetter

from bot.context import is_listed, together
from knowledge.catalog.database import Database
from knowledge.catalog.texts import Texts
from knowledge.model import Clause, Passage

# Clauses looked at on either side: of a list, and of any other. No list that a person could
# read in an answer is longer.
_REACH_OF_LIST = 120
_REACH = 4
_MOST_REFERRED = 5


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
        self._texts = Texts(database)

    def whole(self, passage: Passage) -> Whole:
        """Return the passage with what must be shown with it; the first of it is cited.

        Its score stays the passage's.
        """
        found = passage.clause
        reach = _REACH_OF_LIST if is_listed(found) else _REACH
        clauses = self._texts.of(passage.version.id)
        at = bisect_left(clauses, found.ordinal, key=attrgetter("ordinal"))
        begin = max(0, at - reach)
        shown = together(clauses[begin : at + reach + 1], at - begin)
        first, *items = shown.clauses
        if first.id != found.id:
            passage = replace(passage, clause=first, segment="")
        return Whole(passage, tuple(items), shown.torn)

    def referred(self, found: Whole) -> tuple[Clause, ...]:
        """Return the other clauses that what is shown refers to, in their document's order."""
        shown = {one.id: one for one in (found.passage.clause, *found.items)}
        named = dict.fromkeys(name for one in shown.values() for name in one.references)
        wanted = [name for name in named if name not in shown][:_MOST_REFERRED]
        if not wanted:
            return ()
        return tuple(c for c in self._texts.of(found.passage.version.id) if c.id in wanted)
