"""What became of the clauses and of the header between two versions of a document. Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.model import Clause, Header

Pair = tuple[Clause, Clause]
# Who may read it and when it holds come first: whoever reviews a change must see that.
# The questions aren't here: they belong to the clauses.
_COMPARED = (
    "groups",
    "audience",
    "effective_from",
    "effective_to",
    "supersedes",
    "title",
    "version",
    "owner",
    "source",
    "next_review",
)


@dataclass(frozen=True, slots=True)
class HeaderChange:
    """What a header says under one key before and after, as text; "" is nothing."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Clauses that came, changed, moved or went; pairs are (before, after)."""

    added: tuple[Clause, ...] = ()
    changed: tuple[Pair, ...] = ()
    moved: tuple[Pair, ...] = ()
    removed: tuple[Clause, ...] = ()


def compare(old: Sequence[Clause], new: Sequence[Clause]) -> Comparison:
    """Say what became of each clause.

    The same words at another place moved; other words, or other questions, at the same
    place changed. What differs only in page, anchor or links stayed as it was.
    """
    shared = {clause.key for clause in old} & {clause.key for clause in new}
    before = {clause.id: clause for clause in old if clause.key not in shared}
    after = {clause.id: clause for clause in new if clause.key not in shared}
    stayed = _take(before, after, _at_same_place(before, after))
    moved = _take(before, after, _elsewhere(before, after))
    changed = _take(before, after, [(before[i], after[i]) for i in after if i in before])
    asked = [pair for pair in stayed if _label(pair[0]) != _label(pair[1])]
    retitled = [pair for pair in stayed if pair not in asked and _headed_anew(pair)]
    return Comparison(
        tuple(after.values()), (*changed, *asked), (*moved, *retitled), tuple(before.values())
    )


def compare_headers(old: Header | None, new: Header) -> tuple[HeaderChange, ...]:
    """Return the keys that say something else, readers and dates first; of no header all."""
    pairs = ((key, _said(old, key), _said(new, key)) for key in _COMPARED)
    return tuple(HeaderChange(*pair) for pair in pairs if pair[1] != pair[2])


def _said(header: Header | None, key: str) -> str:
    value: frozenset[str] | tuple[str, ...] | date | str | None = getattr(header, key, None)
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _take(
    before: dict[str, Clause], after: dict[str, Clause], pairs: Sequence[Pair]
) -> Sequence[Pair]:
    """Cross pairs off the lists of what is still to be explained."""
    for old, new in pairs:
        del before[old.id], after[new.id]
    return pairs


def _at_same_place(before: Mapping[str, Clause], after: Mapping[str, Clause]) -> list[Pair]:
    pairs = [(before[id_], after[id_]) for id_ in after if id_ in before]
    return [(old, new) for old, new in pairs if _words(old) == _words(new)]


def _elsewhere(before: Mapping[str, Clause], after: Mapping[str, Clause]) -> list[Pair]:
    places: defaultdict[tuple[str, str], deque[Clause]] = defaultdict(deque)
    for clause in before.values():
        places[_words(clause)].append(clause)
    return [
        (places[_words(clause)].popleft(), clause)
        for clause in after.values()
        if places[_words(clause)]
    ]


def _words(clause: Clause) -> tuple[str, str]:
    return clause.lead_in, clause.text


def _label(clause: Clause) -> tuple[str, tuple[str, ...]]:
    return clause.number, clause.questions


def _headed_anew(pair: Pair) -> bool:
    return pair[0].headings != pair[1].headings
