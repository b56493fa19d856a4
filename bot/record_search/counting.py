"""How many turns there were, by how they ended, over time, and by what their askers thought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, literal, select

from bot.model import Kind, Reason
from bot.record_search.model import Wanted
from bot.record_search.turn_search import conditions
from knowledge.catalog.database import Database
from knowledge.catalog.tables import feedback, turn_words

# A reason belongs to one kind of end: fewer columns to group by are sorted sooner.
_REASON = turn_words.c.reason


@dataclass(frozen=True, slots=True)
class Tally:
    """How often questions ended for one reason, and how many askers found that helpful or not.

    `stretches` counts them between each two of the moments that were given.
    """

    kind: Kind
    reason: Reason
    stretches: tuple[int, ...]
    helpful: int
    unhelpful: int

    @property
    def count(self) -> int:
        """How many they were altogether."""
        return sum(self.stretches)


class TurnCounts:
    """Counts the turns of a catalog. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, wanted: Wanted, edges: Sequence[datetime]) -> tuple[Tally, ...]:
        """Return a tally for each reason among the turns wanted, the most frequent first.

        Counted is what was asked from the first until before the last of the edges, which are in
        order and take the place of the days in `wanted`.
        """
        within = tuple(conditions(replace(wanted, begins=edges[0], ends=edges[-1])))
        which = _stretch(edges).label("stretch")
        asked = select(which, _REASON, func.count(), func.max(turn_words.c.kind))
        asked = asked.where(*within).group_by(which, _REASON)
        rated = select(_REASON, feedback.c.helpful, func.count()).join(
            feedback, feedback.c.turn == turn_words.c.turn
        )
        rated = rated.where(*within).group_by(_REASON, feedback.c.helpful)
        with self._database.read() as connection:
            rows = connection.execute(asked).all()
            thought = Counter({(why, good): n for why, good, n in connection.execute(rated)})
        counts = Counter({(place, why): count for place, why, count, _ in rows})
        tallies = (
            Tally(
                kind,
                why,
                tuple(counts[place, why] for place in range(len(edges) - 1)),
                thought[why, True],
                thought[why, False],
            )
            for why, kind in {Reason(row[1]): Kind(row[3]) for row in rows}.items()
        )
        return tuple(sorted(tallies, key=lambda one: (-one.count, one.reason)))


def _stretch(edges: Sequence[datetime], first: int = 0) -> ColumnElement[int]:
    """Return between which edges a turn was asked, counted from `first`.

    Halved again and again: to compare with each of a year's weeks takes four times as long.
    """
    stretches = len(edges) - 1
    if stretches == 1:
        return literal(first)
    half = stretches // 2
    earlier = _stretch(edges[: half + 1], first)
    later = _stretch(edges[half:], first + half)
    return case((turn_words.c.at < edges[half], earlier), else_=later)
