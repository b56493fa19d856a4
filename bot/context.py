"""Which clauses must be shown together, so that none says what its document doesn't. Pure.

"Employees may post pictures, provided that:" says the opposite of its clause when the
conditions are left out, and so does a rule without the exception in the next paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.modality import Modality, modalities, opposed
from knowledge.clauses.leads import is_unfinished, leading, narrows, takes_back
from knowledge.model import Clause, ClauseKind
from knowledge.words import stems, words

# Lead-ins whose items hold only together: leaving one out changes the others. What allows
# is another: each item may limit what the others let pass.
_TOGETHER = re.compile(
    r"\b(?:provided|if|unless|except\w*|only|all of|each of|both|conditions?|criteria|until|"
    r"requirements?|as long as|when|where|as follows|steps?|in order|subject to|limit\w*|exempt\w*|"
    r"exclu\w*)\b",
    re.IGNORECASE,
)
# So many clauses that aren't its items may stand within a list.
_GAP = 2
# A longer list is no answer that a person reads.
MOST_WORDS = 600
_SAME_MATTER = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """Clauses to show in their order, the first being the one to cite.

    `torn` says that they belong to a list too long to be shown whole.
    """

    clauses: tuple[Clause, ...]
    torn: bool = False


def together(near: Sequence[Clause], at: int) -> Shown:
    """Return what to show for `near[at]`; `near` are clauses of one version in reading order.

    What opens a list comes with its items; an item with its whole list where they hold
    only together; and every clause with those after it that narrow it, or that narrow its
    list. A clause that can't be read without the one before it comes with that one.
    """
    first, last, torn = _list_of(near, at)
    first, last = _finished(near, first, last)
    ends = {last, *(end for _, end, _ in _lists_around(near, at) if end > last)}
    after = {place for end in ends for place in range(end + 1, _narrowing(near, end) + 1)}
    while first > 0 and takes_back(near[first].text) and _beside(near, first):
        first = _before(near, first)
    places = [*range(first, last + 1), *sorted(after)]
    return Shown(tuple(near[place] for place in places), torn)


def is_listed(found: Clause) -> bool:
    """Whether the clause opens a list or stands in one."""
    return bool(found.lead_in or _opening(found))


def _list_of(near: Sequence[Clause], at: int) -> tuple[int, int, bool]:
    """Return first and last of the widest list to show whole, else the clause alone.

    The third value says that it had to be torn.
    """
    torn = False
    for first, last, opening in _lists_around(near, at):
        listed = near[first : last + 1]
        if first <= at <= last > first and _hold_together(near[at], opening, listed):
            if sum(map(_size, listed)) <= MOST_WORDS:
                return first, last, torn
            torn = True
    last = _last_item(near, at, _opening(near[at]))
    while last > at and sum(map(_size, near[at : last + 1])) > MOST_WORDS:
        last, torn = last - 1, True
    return at, last, torn


def _finished(near: Sequence[Clause], first: int, last: int) -> tuple[int, int]:
    """Widen to where no sentence is broken off, whether or not the rest was seen as a list."""
    while last + 1 < len(near) and _goes_on(near, last):
        last += 1
    while first > 0 and _goes_on(near, first - 1):
        first -= 1
    return first, last


def _goes_on(near: Sequence[Clause], place: int) -> bool:
    """Whether a clause breaks off and the next one, though no item of its list, goes on."""
    return is_unfinished(near[place].text.rstrip()) and _beside(near, place + 1)


def _lists_around(near: Sequence[Clause], at: int) -> Sequence[tuple[int, int, str]]:
    """Return first, last and opening of the lists in which a clause stands, the widest first."""
    lead_in = near[at].lead_in
    found = _openers(near, at) if lead_in else []
    if lead_in and not found:
        first = _first_item(near, at)
        found = [(first, _last_item(near, first, lead_in), lead_in)]
    return found


def _openers(near: Sequence[Clause], at: int) -> list[tuple[int, int, str]]:
    lead_in = near[at].lead_in
    found = []
    for place in range(at):
        headings = near[place].headings
        above = near[at].headings[: len(headings)] == headings
        opening = _opening(near[place]) if above else ""
        if opening and opening in lead_in:
            last = _last_item(near, place, opening)
            if last >= at:
                found.append((place, last, opening))
    return found


def _hold_together(found: Clause, lead_in: str, listed: Sequence[Clause]) -> bool:
    if _TOGETHER.search(lead_in) or modalities(lead_in) == {Modality.ALLOWS}:
        return True
    mine, matter = modalities(f"{lead_in} {found.text}"), frozenset(stems(words(found.text)))
    return any(
        narrows(item.text)
        or (
            opposed(mine, modalities(f"{lead_in} {item.text}"))
            and len(matter.intersection(stems(words(item.text)))) >= _SAME_MATTER
        )
        for item in listed
        if item.id != found.id and lead_in in item.lead_in
    )


def _opening(found: Clause) -> str:
    """Return the words by which the items of its list are known, "" if it opens none."""
    if found.kind is ClauseKind.ROW:
        return ""
    return leading(found.text.rstrip().rsplit("\n", 1)[-1])


def _first_item(near: Sequence[Clause], at: int) -> int:
    first = at
    while first > 0 and near[first - 1].lead_in == near[at].lead_in:
        first -= 1
    return first


def _last_item(near: Sequence[Clause], first: int, opening: str) -> int:
    """Return the last clause that has these words in its lead-in; `first` where none has."""
    last = first
    if not opening:
        return last
    headings = near[first].headings
    for place in range(first + 1, len(near)):
        inside = near[place].headings[: len(headings)] == headings
        if not inside or place - last > _GAP + 1 or opening in near[place].text:
            break
        if opening in near[place].lead_in:
            last = place
    return last


def _narrowing(near: Sequence[Clause], last: int) -> int:
    """Return the last of the clauses right after `last` that narrow it, with their lists."""
    place = near[last].headings
    while (
        last + 1 < len(near)
        and near[last + 1].headings[: len(place)] == place
        and narrows(near[last + 1].text)
    ):
        last = _last_item(near, last + 1, _opening(near[last + 1]))
    return last


def _beside(near: Sequence[Clause], place: int) -> bool:
    """Whether the one before it stands in the same section, and says what leads into both."""
    before, found = near[place - 1], near[place]
    return before.headings == found.headings and before.lead_in.startswith(found.lead_in)


def _before(near: Sequence[Clause], place: int) -> int:
    """Return where that begins which the clause at `place` takes something of back."""
    before = place - 1
    if not near[before].lead_in or near[before].lead_in == near[place].lead_in:
        return before
    openers = _openers(near, before)
    if not openers or sum(map(_size, near[openers[-1][0] : place])) > MOST_WORDS:
        return before
    return openers[-1][0]


def _size(clause: Clause) -> int:
    return len(clause.text.split())
