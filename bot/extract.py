"""The verbatim part of a clause that is shown, never less than it takes to be true.

A quote is one unbroken stretch of the clause's text: nothing is left out inside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import takewhile

from bot.modality import modalities, opposed
from knowledge.clauses.sentences import sentences
from knowledge.model import Clause, ClauseKind
from knowledge.words import stems, words

# Design, decision 6: below this a clause is quoted whole.
WHOLE_BELOW = 80
# An answer is one to three sentences; what limits them comes on top.
MOST_SENTENCES = 3

# Sentences that narrow, lift or turn round the one before them.
_NARROWS = re.compile(
    r"^\W*(?:[a-z0-9]{1,3}[.)]\s*)?(?:however|but|yet|except|unless|nevertheless|nonetheless|"
    r"notwithstanding|otherwise|although|though|while|provided|only|instead|conversely|"
    r"by contrast|on the other hand|even (?:then|so|if)|exceptions?|exemptions?|"
    r"in (?:that|this|such|these|those) (?:case|event)s?|where this|if so|if not|note)\b",
    re.IGNORECASE,
)
# Sentences that narrow all that stands around them, wherever they stand.
_NARROWS_ALL = re.compile(
    r"\b(?:(?:do(?:es)?|shall|will) not|only|no longer) appl(?:y|ies)\b|\bappl(?:y|ies) only\b|"
    r"\bexcept(?:ions?|ed)?\b.{0,40}\b(?:section|paragraph|rule|policy|requirement|prohibition)s?\b|"
    r"\b(?:exempt(?:ed|ions?)?|inapplicable|nothing in this|notwithstanding)\b|"
    r"\b(?:the following|these) exceptions\b|\bexceptions? (?:to this|are|is)\b",
    re.IGNORECASE,
)
# Sentences that can't be understood without the one before them.
_LEANS = re.compile(
    r"^\W*(?:this|these|that|those|they|them|their|it|its|such|he|she|his|her|both|neither|either|"
    r"so|also|then|thus|therefore|hence|doing so|to do so|in addition|additionally|similarly|"
    r"likewise|furthermore|moreover|for example|the (?:same|latter|former|above)|here|there|and|"
    r"or)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    start: int
    end: int
    fit: float


def quote(clause: Clause, question: str, segment: str = "") -> str:
    """Return an unbroken stretch of `clause.text` that answers and that nothing left out limits.

    Clauses under `WHOLE_BELOW` words, rows, definitions and openings of lists are quoted
    whole. Of a longer one, up to `MOST_SENTENCES` that share most with the question (and lie in
    `segment`, the stretch that the search liked best), with what they lean on and
    every sentence that narrows them. The lead-in is the citation's own field.
    """
    text = clause.text
    whole = clause.kind in (ClauseKind.ROW, ClauseKind.DEFINITION) or text.rstrip().endswith(":")
    if whole or len(text.split()) < WHOLE_BELOW:
        return text
    found = _located(text, frozenset(stems(words(question))), segment)
    first, last = _widened(found, *_best(found))
    return text[found[first].start : found[last].end]


def narrows(sentence: str) -> bool:
    """Whether the sentence limits the one before it or everything around it."""
    return bool(_NARROWS.search(sentence) or _NARROWS_ALL.search(sentence))


def _located(text: str, wanted: Collection[str], segment: str) -> list[_Sentence]:
    found: list[_Sentence] = []
    for sentence in sentences(text):
        start = text.index(sentence, found[-1].end if found else 0)
        shared = len(set(stems(words(sentence))) & set(wanted))
        # The search's favourite stretch decides between sentences that share as much.
        found.append(
            _Sentence(sentence, start, start + len(sentence), shared + 0.5 * (sentence in segment))
        )
    return found


def _best(found: list[_Sentence]) -> tuple[int, int]:
    """Return the best sentence, and its neighbours as far as they fit half as well."""
    peak = max(range(len(found)), key=lambda place: found[place].fit)
    enough = found[peak].fit / 2
    after = takewhile(lambda place: found[place].fit > enough, range(peak + 1, len(found)))
    last = max([peak, *after])
    last = min(last, peak + MOST_SENTENCES - 1)
    before = takewhile(lambda place: found[place].fit > enough, range(peak - 1, -1, -1))
    first = max(min([peak, *before]), last - MOST_SENTENCES + 1)
    return first, last


def _widened(found: list[_Sentence], first: int, last: int) -> tuple[int, int]:
    """Widen the stretch until nothing outside it is needed or narrows it."""
    for place, sentence in enumerate(found):
        if _NARROWS_ALL.search(sentence.text):
            first, last = min(first, place), max(last, place)
    while True:
        wider = _needed_before(found, first), _needed_after(found, last)
        if wider == (first, last):
            return wider
        first, last = wider


def _needed_before(found: list[_Sentence], first: int) -> int:
    if first == 0:
        return 0
    here, before = found[first].text, found[first - 1].text
    leans = _LEANS.search(here) or narrows(here) or here[0].islower()
    if leans or opposed(modalities(before), modalities(here)):
        return first - 1
    return _introduction(found, first)


def _introduction(found: list[_Sentence], first: int) -> int:
    """Return the line that opens the list in which the sentence stands, else the sentence."""
    for place in range(first - 1, -1, -1):
        if found[place].text.endswith(":"):
            return place
    return first


def _needed_after(found: list[_Sentence], last: int) -> int:
    if last + 1 == len(found):
        return last
    here, after = found[last].text, found[last + 1].text
    if here.endswith((":", ";", ",")) or after[0].islower() or narrows(after):
        return last + 1
    return last + 1 if opposed(modalities(here), modalities(after)) else last
