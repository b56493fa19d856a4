"""How much of what was asked the clauses found speak of at all. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.keywords import WORDS, Term
from knowledge.model import Passage
from knowledge.words import stems, words

# How many passages an answer may draw on.
_FEW = 3


def coverage(
    rarities: Mapping[Term, float], unknown: float, passages: Sequence[Passage]
) -> tuple[tuple[str, float], ...]:
    """Return how the question's words are covered, each share weighed by rarity (0–1).

    `rarities` are the question's terms, `unknown` the rarity of a word that no clause
    has. `asked` counts the words; `known` is the share that any clause has at all,
    `best` the share in the best passage, `few` the share in the first three together.
    """
    wanted = {text: rarity for (field, text), rarity in rarities.items() if field == WORDS}
    spoken = [_spoken(passage) for passage in passages[:_FEW]]
    known = {text for text, rarity in wanted.items() if rarity < unknown}
    best = spoken[0] if spoken else frozenset()
    return (
        ("asked", float(len(wanted))),
        ("known", _share(wanted, known)),
        ("best", _share(wanted, best)),
        ("few", _share(wanted, frozenset().union(*spoken))),
    )


def _spoken(passage: Passage) -> frozenset[str]:
    clause = passage.clause
    read = (passage.version.header.title, *clause.headings, clause.lead_in, clause.text)
    return frozenset(stems(words(" ".join((*read, *clause.questions)))))


def _share(wanted: Mapping[str, float], found: frozenset[str] | set[str]) -> float:
    whole = sum(wanted.values())
    return sum(rarity for text, rarity in wanted.items() if text in found) / whole if whole else 0.0
