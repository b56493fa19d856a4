"""Misspelt words of a question, set right by the words of the clauses and of English.

Only words that neither has are touched. One typing error in a question cost a tenth of
the answers among the first five; set right, four fifths of those come back, and questions
without errors keep theirs (docs/decisions/spelling.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LETTERS = re.compile(r"[^\W\d_]+")
# Shorter words have too many neighbours, and are names and abbreviations as often as not.
_SHORTEST = 6
# From this length on two errors still leave a word recognisable.
_LONG = 9
# An English word that no clause has must be a common one: its count among the trillion words
# of the list's source. Below that are the neighbours of names ("bluesy", "flicker").
_COMMON = 3_000_000
# A word of the clauses is this much likelier than one that only English has.
_OURS = 1_000_000_000


def corrected(
    text: str, known: Callable[[str], bool], spellings: Callable[[str], Mapping[str, int]]
) -> str:
    """Return the text with its misspelt words replaced, and otherwise as it is.

    `known` tells whether the clauses have a word (in lower case), `spellings` returns
    their words that begin with a letter, each with the number of clauses it is in.
    """

    def right(match: re.Match[str]) -> str:
        word = match[0].lower()
        if len(word) < _SHORTEST or known(word) or word in _english():
            return match[0]
        return _nearest(word, spellings(word[0])) or match[0]

    return _LETTERS.sub(right, text)


def is_common(word: str) -> bool:
    """Whether it is a common English word, in lower case; the commonest names count as well."""
    return _english().get(word, 0) >= _COMMON


def _nearest(word: str, ours: Mapping[str, int]) -> str:
    """Return the likeliest word among the nearest ones, "" where none is near enough."""
    reach = 1 if len(word) < _LONG else 2
    common = {other: count for other, count in _common(word[0]).items() if other not in ours}
    candidates = common | {other: count * _OURS for other, count in ours.items()}
    near = process.extract(
        word, candidates.keys(), scorer=OSA.distance, score_cutoff=reach, limit=None
    )
    best = min(near, key=lambda found: (found[1], -candidates[found[0]], found[0]), default=None)
    return best[0] if best else ""


@cache
def _english() -> dict[str, int]:
    """Return 82,765 English words with their counts: the list that symspellpy ships (MIT)."""
    listed = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = listed.read_text(encoding="utf-8-sig").splitlines()
    return {word: int(count) for word, count in (line.split() for line in lines)}


@cache
def _common(letter: str) -> dict[str, int]:
    return {
        word: count
        for word, count in _english().items()
        if word[0] == letter and len(word) >= _SHORTEST - 1 and count >= _COMMON
    }
