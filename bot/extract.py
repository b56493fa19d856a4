"""The verbatim part of a clause that is shown, never less than it takes to be true.

A quote is one unbroken stretch of the clause's text: nothing is left out inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.modality import modalities, opposed
from knowledge.clauses.sentences import sentences
from knowledge.model import Clause, ClauseKind
from knowledge.words import stems, words

# Design, decision 6: below this a clause is quoted whole.
WHOLE_BELOW = 80
# An answer is one to three sentences; what limits them comes on top.
MOST_SENTENCES = 3

# How a sentence ends that goes on in a list.
OPENINGS = (":", "—", "--")

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
_MARK = re.compile(r"\W*[a-zA-Z0-9]{0,3}\W*")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, where it stands, and which words of the question it has."""

    text: str
    start: int
    end: int
    shared: frozenset[str]
    favoured: bool


def quote(clause: Clause, question: str, segment: str = "") -> str:
    """Return an unbroken stretch of `clause.text` that answers and that nothing left out limits.

    Clauses under `WHOLE_BELOW` words, rows, definitions and openings of lists are quoted
    whole. Of a longer one, up to `MOST_SENTENCES` that share most with the question (and lie in
    `segment`, the stretch that the search liked best), with what they lean on and
    every sentence that narrows them. The lead-in is the citation's own field.
    """
    text = clause.text
    whole = clause.kind in (ClauseKind.ROW, ClauseKind.DEFINITION) or text.rstrip().endswith(
        OPENINGS
    )
    if whole or len(text.split()) < WHOLE_BELOW:
        return text
    found = _located(text, frozenset(stems(words(question))), segment)
    if not found:
        return text
    first, last = _widened(found, *_best(found))
    return text[found[first].start : found[last].end]


def narrows(sentence: str) -> bool:
    """Whether the sentence limits the one before it or everything around it."""
    return bool(_NARROWS.search(sentence) or _NARROWS_ALL.search(sentence))


def _located(text: str, wanted: frozenset[str], segment: str) -> list[_Sentence]:
    found: list[_Sentence] = []
    marked: int | None = None
    end = 0
    for sentence in sentences(text):
        start = text.index(sentence, end)
        end = start + len(sentence)
        if _MARK.fullmatch(sentence):
            marked = start if marked is None else marked
            continue
        # The mark of a list item belongs to what follows it.
        start, marked = (start if marked is None else marked), None
        shared = wanted.intersection(stems(words(sentence)))
        found.append(_Sentence(text[start:end], start, end, shared, sentence in segment))
    return found


def _best(found: list[_Sentence]) -> tuple[int, int]:
    """Return the shortest run of sentences that has most of the question's words."""
    runs = (
        (first, last)
        for first in range(len(found))
        for last in range(first, min(first + MOST_SENTENCES, len(found)))
    )
    return max(runs, key=lambda run: _fit(found[run[0] : run[1] + 1]))


def _fit(run: Sequence[_Sentence]) -> float:
    covered = frozenset[str]().union(*(sentence.shared for sentence in run))
    favoured = sum(sentence.favoured for sentence in run) / len(run)
    # The search's favourite stretch decides between runs that have as many of the words.
    return len(covered) + 0.5 * favoured - 0.1 * len(run)


def _widened(found: list[_Sentence], first: int, last: int) -> tuple[int, int]:
    """Widen the stretch until nothing outside it is needed or narrows it."""
    for place, sentence in enumerate(found):
        if _NARROWS_ALL.search(sentence.text):
            first, last = min(first, place), max(last, place)
    while True:
        wider = _needed_before(found, first), _needed_after(found, first, last)
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
        if found[place].text.endswith(OPENINGS):
            return place
    return first


def _needed_after(found: list[_Sentence], first: int, last: int) -> int:
    if last + 1 == len(found):
        return last
    here, after = found[last].text, found[last + 1].text
    if any(sentence.text.endswith(OPENINGS) for sentence in found[first : last + 1]):
        return len(found) - 1  # nothing in the text tells where the list ends
    if here.endswith((";", ",")) or after[0].islower() or narrows(after):
        return last + 1
    return last + 1 if opposed(modalities(here), modalities(after)) else last
