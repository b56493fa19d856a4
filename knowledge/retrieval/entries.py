"""Clauses to what the indexes hold of them. Pure.

A clause is searched by its best stretch, a short one read with its lead-in, and by the
place where it stands. The inner product of a question's unit vector with a weighted sum of unit
vectors is the weighted sum of cosines, so that one stored vector holds both
(docs/decisions/one-vector-per-segment.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.clauses.sentences import sentences
from knowledge.model import Clause, Entry, Version

# Chosen on six sets at once, formal and colloquial; they sum to one, so that the sum of
# cosines stays one.
WORDING_WEIGHT = 0.85
PLACE_WEIGHT = 0.15

# all-MiniLM-L6-v2 reads 256 word pieces and was trained on 128: about 90 English words.
SEGMENT_WORDS = 90


def segments(text: str) -> tuple[str, ...]:
    """Return the text in stretches of whole sentences of up to `SEGMENT_WORDS` words.

    A text that fits is returned whole; joined by white space the stretches are the
    text again, but for its white space.
    """
    if len(text.split()) <= SEGMENT_WORDS:
        return (text,)
    return tuple(_packed(_stretches(text)))


def entries(version: Version, clauses: Sequence[Clause]) -> tuple[Entry, ...]:
    """Return what the indexes hold of each clause of one version, in the same order.

    An entry depends on its clause and the document's title alone, so that changing one
    clause changes one entry. Questions attached to a clause are stretches of it.
    """
    return tuple(_entry(version.header.title, clause) for clause in clauses)


def _entry(title: str, clause: Clause) -> Entry:
    place = " > ".join(filter(None, (title, *clause.headings)))
    stretches = segments(clause.text)
    if len(stretches) == 1:  # a stretch of a long clause says enough by itself
        stretches = (_read(clause.lead_in, clause.text),)
    parts = tuple(
        ((WORDING_WEIGHT, text), (PLACE_WEIGHT, place or text))
        for text in (*stretches, *clause.questions)
    )
    return Entry(clause.key, _keywords(clause), parts)


def _keywords(clause: Clause) -> str:
    return "\n".join(filter(None, (clause.number, clause.lead_in, clause.text, *clause.questions)))


def _read(lead_in: str, stretch: str) -> str:
    return f"{lead_in} {stretch}" if lead_in else stretch


def _stretches(text: str) -> Iterator[str]:
    """Yield sentences, those that are too long alone cut at white space."""
    for sentence in sentences(text):
        tokens = sentence.split()
        for start in range(0, len(tokens), SEGMENT_WORDS):
            yield " ".join(tokens[start : start + SEGMENT_WORDS])


def _packed(stretches: Iterator[str]) -> Iterator[str]:
    """Yield neighbours joined for as long as they fit."""
    held: list[str] = []
    size = 0
    for stretch in stretches:
        length = len(stretch.split())
        if held and size + length > SEGMENT_WORDS:
            yield " ".join(held)
            held, size = [], 0
        held.append(stretch)
        size += length
    if held:
        yield " ".join(held)
