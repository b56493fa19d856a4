"""How much of a sentence is said by a clause: by its words, and where those don't tell, by meaning.

Pure but for the `encode` that is handed in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.claims.statement import Statement

# Texts to vectors of length one, a row for each.
Encode = Callable[[Sequence[str]], NDArray[np.float32]]

# The share of its words that is enough by itself, and below which nothing helps; between the two,
# how near the meaning must be (cosine). Chosen on the 300 made sentences for fitting: there the
# other checks hold every wrong one, and above 0.8 or 0.6 right ones fall for want of words.
ENOUGH = 0.75
TOO_LITTLE = 0.55
_NEAR = 0.65
# Units that share so much of what the best one does are about as good.
ABOUT = 0.85
# The most that a sentence is compared with.
_MOST = 6
# Stems that begin alike to so many letters are taken for forms of one word.
_ROOT = 5
# Shorter acronyms are found by chance.
_ACRONYM = 3
# What such a form is worth, and what a word that only another piece of the clauses has.
_KINDRED = 0.6
_ELSEWHERE = 0.3


def candidates(sentence: Statement, units: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the units that the sentence may restate, by the rare words that they share."""
    rarity = {
        stem: 1.0 + math.log(len(units) / sum(stem in unit.stems for unit in units))
        for stem in sentence.stems
        if any(stem in unit.stems for unit in units)
    }
    scored = [(math.fsum(rarity[s] for s in sentence.stems & unit.stems), unit) for unit in units]
    best = max((score for score, _ in scored), default=0.0)
    near = sorted((-score, at) for at, (score, _) in enumerate(scored) if score >= ABOUT * best)
    found = [scored[at][1] for _, at in near[:_MOST]]
    return tuple(one for one in found if not any(_is_tighter(o, one, sentence) for o in found))


def _is_tighter(unit: Statement, wider: Statement, sentence: Statement) -> bool:
    """Whether a unit is a part of a wider one that says no more of what the sentence does."""
    return unit.stems < wider.stems and sentence.stems & wider.stems <= unit.stems


def share(sentence: Statement, unit: Statement, clauses: Statement) -> float:
    """Return how much of the sentence's words the unit has, those of its clauses in part (0-1)."""
    if not sentence.stems:
        return 0.0
    return sum(_has(stem, unit, clauses) for stem in sentence.stems) / len(sentence.stems)


def _has(stem: str, unit: Statement, clauses: Statement) -> float:
    if stem in unit.stems:
        return 1.0
    if akin(stem, unit):
        return _KINDRED
    return _ELSEWHERE if stem in clauses.stems else 0.0


def akin(stem: str, unit: Statement) -> bool:
    """Whether the unit has a word that may be another form of it, or words of these initials."""
    if len(stem) >= _ROOT and any(other[:_ROOT] == stem[:_ROOT] for other in unit.stems):
        return True
    return len(stem) >= _ACRONYM and stem in unit.initials


def means(sentence: Statement, unit: Statement, found: float, encode: Encode) -> bool:
    """Whether a sentence with so great a share says what the unit says.

    Encodes only where the share is neither enough nor too little.
    """
    if found >= ENOUGH or found < TOO_LITTLE:
        return found >= ENOUGH
    vectors = encode([sentence.text, unit.text])
    return float(vectors[0] @ vectors[1]) >= _NEAR
