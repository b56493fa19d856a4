"""A question and what came before it → what to search for, without a language model. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.clarify import choice
from bot.model import Message, Reason
from knowledge.words import stems, words

# Weighted scores of last, first and previous turn found the clause for .91 of the
# questions of MTRAG-UN, all turns joined for .78, the last alone for .82.
FIRST_WEIGHT = 0.3
PREVIOUS_WEIGHT = 0.3

# A self-contained question names at least this many things.
_ENOUGH_TO_STAND = 2
# A reply of so few words, without a verb of its own, completes what was asked before.
_LONGEST_FRAGMENT = 5

_OPENS_WITH_LINK = re.compile(
    r"^\W*(?:and|but|so|or|then|also|ok(?:ay)?|well|yes|yeah|no|nope|what about|how about|what if|"
    r"even if|even|same|why|why not|since when|like what|such as|which ones?|else)\b",
    re.IGNORECASE,
)
# "Is it ok to …" and "is there a …" point at nothing that was said before.
_EMPTY_SUBJECT = re.compile(
    r"\b(?:is|was|would|will|are|if) (?:it|there)\s+(?:(?:still|also|ever|really|a|an|any|some|the|"
    r"true|ok|okay|fine|allowed|alright|legal|illegal|possible|required|necessary|better|"
    r"permitted|acceptable|appropriate|bad|wrong|good|harassment|against)\b)|\bit(?:'s| is) (?:ok|"
    r"okay|fine|allowed|legal)\b|\bthere(?:'s|s| is| are)\b|\bthis (?:year|week|month|morning)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|those|these|this|that|he|him|she|her|hers|there|then|"
    r"same|too|either|instead|otherwise|anyway|another|tho|though)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|do|does|did|can|could|may|might|must|shall|should|will|would|has|"
    r"have|had|need|needs|want|get|got|post|tweet|use|share|make|talk|work|i'?m|it'?s|dont|cant|"
    r"who|what|when|where|why|how|which|whats|whos)\b",
    re.IGNORECASE,
)
# Words that are too common to say what a question is about.
_LIGHT = frozenset(
    stems(
        words(
            "get got getting back go going gone do doing done make made take took put say said "
            "tell thing things stuff list way lot time times people person someone somebody "
            "anyone everyone something anything one ones first next new old same many much long "
            "often okay fine allowed need want know think mean happen email call ask right "
            "really please thanks still even else maybe sure yes yeah no not like good bad work "
            "works rule rules policy apply applies count counts matter case question answer"
        )
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched: its own words, completed, and the turns it leans on."""

    text: str
    texts: tuple[tuple[str, float], ...]


def stand_alone(text: str, history: tuple[Message, ...], purpose: Reason | None = None) -> Asked:
    """Return what to search for: the question, completed or weighed with earlier ones.

    A fragment ("and for police?", "my own") is joined to the question it completes.
    Any other question that leans on the conversation is searched with the first and
    the previous question, at 0.3 each. A self-contained one is searched alone. Who asks
    for a person (`purpose`) means the question before.
    """
    earlier = [m.content for m in history if m.role == "user" and m.content.strip()]
    if not earlier:
        return Asked(text, ((text, 1.0),))
    if purpose is Reason.ASKED_FOR_PERSON:
        return Asked(earlier[-1], _weighed(earlier[-1], earlier[:-1]))
    if chosen := choice(text, history[-1].content):
        return Asked(whole := f"{earlier[-1]} ({chosen})", _weighed(whole, earlier[:-1]))
    if not leans(text):
        return Asked(text, ((text, 1.0),))
    if is_fragment(text):
        whole = f"{earlier[-1]} ({_without_link(text).strip(' ?.!')})"
        return Asked(whole, _weighed(whole, earlier[:-1]))
    return Asked(text, _weighed(text, earlier))


def leans(text: str) -> bool:
    """Whether the question can't be understood without the conversation."""
    if _OPENS_WITH_LINK.search(text) or is_fragment(text):
        return True
    rest = _EMPTY_SUBJECT.sub(" ", text)
    pointer = _POINTS_BACK.search(rest)
    # "When can I post it" points into its own sentence once that has named enough.
    return len(_subjects(rest[: pointer.start()] if pointer else rest)) < _ENOUGH_TO_STAND


def is_fragment(text: str) -> bool:
    """Whether the text is a few words that complete an earlier question."""
    rest = _without_link(text)
    return len(words(rest)) <= _LONGEST_FRAGMENT and not _VERB.search(rest)


def _without_link(text: str) -> str:
    link = _OPENS_WITH_LINK.search(text)
    return text[link.end() :] if link else text


def _subjects(text: str) -> frozenset[str]:
    return frozenset(stems(words(text))) - _LIGHT


def _weighed(text: str, earlier: list[str]) -> tuple[tuple[str, float], ...]:
    if not earlier:
        return ((text, 1.0),)
    return (text, 1.0), (earlier[0], FIRST_WEIGHT), (earlier[-1], PREVIOUS_WEIGHT)
