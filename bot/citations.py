"""Which clauses an answer rests on, and each as a citation. Pure, but for one look at tomorrow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from bot import wording
from bot.extract import quote
from bot.model import Band, Citation
from knowledge.model import Clause, Passage, Version
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
        self, revision: int, keys: Sequence[str], on: date
    ) -> Mapping[str, tuple[Clause, Version]]:
        """Return the clauses that are in force that day, unchanged, by key."""
        ...


def cited(passages: Sequence[Passage], band: Band) -> tuple[Passage, ...]:
    """Return the clauses to cite, best first: usually one or two, never the same words twice."""
    chosen: list[Passage] = []
    for passage in passages:
        near = passage.score >= _NEAR[band] * passages[0].score
        if near and len(chosen) < _MOST[band] and not any(_repeats(passage, c) for c in chosen):
            chosen.append(passage)
    return tuple(chosen)


def citations(
    passages: Sequence[Passage], question: str, lasting: Collection[str], on: date
) -> tuple[Citation, ...]:
    """Return each passage with the part that is shown and what the asker must know of it.

    `lasting` holds the keys of clauses that stay as they are when their version ends.
    """
    return tuple(
        Citation(p, quote(p.clause, question, p.segment), _note(p, lasting, on)) for p in passages
    )


def lasting(
    passages: Sequence[Passage], revision: int, on: date, calendar: Calendar
) -> frozenset[str]:
    """Return the keys of the passages whose words still apply after their version has ended."""
    ending = [(p.clause.key, ends) for p in passages if (ends := _ends_soon(p, on))]
    return frozenset(
        key for key, ends in ending if calendar.lookup(revision, [key], ends + timedelta(days=1))
    )


def _note(passage: Passage, lasting_keys: Collection[str], on: date) -> str:
    ends = _ends_soon(passage, on)
    changes = wording.applies_until(ends) if ends and passage.clause.key not in lasting_keys else ""
    return "; ".join(note for note in (wording.for_whom(passage), changes) if note)


def _ends_soon(passage: Passage, on: date) -> date | None:
    ends = passage.version.header.effective_to
    return ends if ends and ends - on <= SOON else None


def _repeats(one: Passage, other: Passage) -> bool:
    first, second = (set(stems(words(p.clause.text))) for p in (one, other))
    return len(first & second) >= _SAME * max(len(first | second), 1)
