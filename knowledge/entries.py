"""Clauses to what the indexes hold of them. Pure.

A clause is searched at several granularities, because none alone is enough: the
best stretch of it, the whole of it with its lead-in, the same under its title and
headings, and the section around it. The inner product of a question's unit vector
with a weighted sum of unit vectors is the weighted sum of cosines, so that one
stored vector holds them all (docs/decisions).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.clauses.sentences import sentences
from knowledge.model import Clause, Entry, Version

# Chosen on several sets at once; the figures are in docs/decisions/one-vector-per-segment.md.
SEGMENT_WEIGHT = 0.3
CLAUSE_WEIGHT = 0.3
CONTEXT_WEIGHT = 0.2
SECTION_WEIGHT = 0.2
# A question attached to a clause stands in for the clause's own words.
QUESTION_WEIGHT = 0.6

# all-MiniLM-L6-v2 reads 256 word pieces and was trained on 128: about 90 English words.
SEGMENT_WORDS = 90
# How many neighbours on each side, under the same headings, make up a section.
NEIGHBOURS = 2


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

    An entry depends on its clause, the title, and the texts of its neighbours under
    the same headings; changing one clause changes a few entries but needs vectors
    for the texts of that clause alone.
    """
    made: list[Entry] = []
    for headings, group in groupby(clauses, key=lambda clause: clause.headings):
        section = list(group)
        context = " > ".join((version.header.title, *headings))
        made += [_entry(section, place, context) for place in range(len(section))]
    return tuple(made)


def _entry(section: Sequence[Clause], place: int, context: str) -> Entry:
    clause = section[place]
    whole = _whole(clause)
    near = [_whole(c) for c in section[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]]
    shared = (
        (CLAUSE_WEIGHT, whole),
        (CONTEXT_WEIGHT, f"{context}: {whole}"),
        *((SECTION_WEIGHT / len(near), text) for text in near),
    )
    stretches = [((SEGMENT_WEIGHT, text), *shared) for text in segments(clause.text)]
    asked = [((QUESTION_WEIGHT, text), *shared[1:]) for text in clause.questions]
    return Entry(clause.key, _keywords(clause), tuple(stretches + asked))


def _keywords(clause: Clause) -> str:
    return "\n".join(filter(None, (clause.number, clause.lead_in, clause.text, *clause.questions)))


def _whole(clause: Clause) -> str:
    return f"{clause.lead_in} {clause.text}" if clause.lead_in else clause.text


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
