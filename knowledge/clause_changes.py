"""What became of a document's clauses, in reading order, one entry each. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from knowledge.comparison import Pair, compare
from knowledge.model import Clause

# In percent: above it two clauses are taken for one that was moved and reworded. Half the letters
# are the same in sentences that have nothing to do with each other.
_ALIKE = 65.0


class What(StrEnum):
    """What became of a clause."""

    ADDED = "new"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "taken out"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause before and after; None before for a new one, None after for one taken out.

    What moved may have other words too; what changed stayed at its place.
    """

    what: What
    before: Clause | None
    after: Clause | None


def clause_changes(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[ClauseChange, ...]:
    """Return what became of the clauses of one version in another, in the order of the new one.

    A clause that was taken out stands where it would have stood.
    """
    found = compare(old, new)
    # A number that says something else altogether now may have been given to a new clause.
    anew = [pair for pair in found.changed if not _same_clause(*pair)]
    removed = (*found.removed, *(before for before, _ in anew))
    added = (*found.added, *(after for _, after in anew))
    alike = tuple(_alike(removed, added))
    gone, come = ({pair[side].id for pair in alike} for side in (0, 1))
    stayed = [pair for pair in found.changed if pair not in anew]
    stayed += [pair for pair in anew if pair[0].id not in gone and pair[1].id not in come]
    told = {clause.id for pair in stayed for clause in pair}
    changes = (
        *(ClauseChange(What.ADDED, None, c) for c in added if c.id not in come | told),
        *(ClauseChange(What.CHANGED, *pair) for pair in stayed),
        *(ClauseChange(What.MOVED, *pair) for pair in (*found.moved, *alike)),
        *(ClauseChange(What.REMOVED, c, None) for c in removed if c.id not in gone | told),
    )
    places = _places(old, new)
    return tuple(sorted(changes, key=lambda change: _place(change, places)))


def _same_clause(before: Clause, after: Clause) -> bool:
    return fuzz.ratio(before.text, after.text) >= _ALIKE


def _alike(removed: Sequence[Clause], added: Sequence[Clause]) -> Iterator[Pair]:
    """Yield what has another number and other words, but not many others."""
    texts = {place: clause.text for place, clause in enumerate(removed)}
    for clause in added:
        best = process.extractOne(clause.text, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best is not None:
            _, _, place = best
            del texts[place]
            yield removed[place], clause


def _places(old: Sequence[Clause], new: Sequence[Clause]) -> dict[str, int]:
    """Return for each clause of the old version where it would stand in the new one."""
    now = {clause.id: clause.ordinal for clause in new}
    places: dict[str, int] = {}
    place = -1
    for clause in old:
        place = now.get(clause.id, place)
        places[clause.id] = place
    return places


def _place(change: ClauseChange, places: dict[str, int]) -> tuple[int, bool, int]:
    if change.after is not None:
        return change.after.ordinal, False, 0
    assert change.before is not None  # noqa: S101 - one side is always there
    return places[change.before.id], True, change.before.ordinal
