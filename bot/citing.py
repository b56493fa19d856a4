"""Which clauses an answer rests on, and each as a citation. Pure, but for one look at tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from bot import wording
from bot.model import Band, Citation
from bot.surroundings import Whole
from knowledge.model import Clause, Passage, Version, Viewer
from knowledge.words import stems, words

# How near the best score another clause must be to be cited beside it, and how many may be.
# A sure answer is short; the less sure, the more of what came near is shown.
_NEAR = {Band.SURE: 0.93, Band.UNSURE: 0.85, Band.NONE: 0.85}
_MOST = {Band.SURE: 2, Band.UNSURE: 3, Band.NONE: 2}
# Two clauses that share this much of their words say it twice.
_SAME = 0.8
# A change within this many days is worth a remark.
SOON = timedelta(days=90)


class Calendar(Protocol):
    """What the citations need of the knowledge base: the same clauses on another day."""

    def lookup(
        self, revision: int, keys: Sequence[str], viewer: Viewer, on: date
    ) -> Mapping[str, tuple[Clause, Version]]:
        """Return the clauses that the viewer may read that day, unchanged, by key."""
        ...


def cited(
    passages: Sequence[Passage], band: Band, whole: Callable[[Passage], Whole]
) -> tuple[Whole, ...]:
    """Return what to cite, best first: usually one or two, never the same words twice."""
    chosen: list[Whole] = []
    for passage in passages:
        if passage.score < _NEAR[band] * passages[0].score or len(chosen) == _MOST[band]:
            break
        found = whole(passage)
        if not any(_repeats(found, earlier) for earlier in chosen):
            chosen.append(found)
    return tuple(chosen)


def citation(found: Whole, note: str = "", refers: tuple[Clause, ...] = ()) -> Citation:
    """Return what was found as it is shown: the whole clause, and all that belongs to it."""
    torn = wording.TORN if found.torn else ""
    told = "; ".join(part for part in (note, torn) if part)
    return Citation(found.passage, found.passage.clause.text, told, found.items, refers)


def note(passage: Passage, viewer: Viewer, on: date, revision: int, calendar: Calendar) -> str:
    """Return what the asker must know of a clause: whom it is for, and when it ends if soon.

    A clause that the asker can read word for word the day after doesn't end.
    """
    until = ""
    ends = _soon(passage.version.header.effective_to, on)
    if ends is not None:
        after = ends + timedelta(days=1)
        goes_on = calendar.lookup(revision, [passage.clause.key], viewer, after)
        until = "" if goes_on else wording.applies_until(ends)
    return "; ".join(part for part in (wording.for_whom(passage), until) if part)


def _soon(ends: date | None, on: date) -> date | None:
    """Return the last day if it is soon; after the last day that there is, none comes."""
    return None if ends is None or ends == date.max or ends - on > SOON else ends


def _repeats(found: Whole, earlier: Whole) -> bool:
    ids = {earlier.passage.clause.id, *(item.id for item in earlier.items)}
    if found.passage.clause.id in ids:
        return True
    first, second = (set(stems(words(one.passage.clause.text))) for one in (found, earlier))
    return len(first & second) >= _SAME * max(len(first | second), 1)
