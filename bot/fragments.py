"""A few words that complete something said before: "and for police?", "my own". Pure."""

from __future__ import annotations

import re

from knowledge.words import words

# A reply of so few words, without a verb of its own, completes what was asked before.
_LONGEST = 5

OPENS_WITH_LINK = re.compile(
    r"^\W*(?:and|but|so|or|then|also|ok(?:ay)?|well|yes|yeah|no|nope|what about|how about|what if|"
    r"even if|even|same|why|why not|since when|like what|such as|which ones?|else)\b",
    re.IGNORECASE,
)
_AUXILIARY = (
    r"am|is|are|was|were|be|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|"
    r"had|need|needs|want|i'?m|it'?s|dont|cant|who|what|when|where|why|how|which|whats|whos"
)
_ASKS = re.compile(rf"\b(?:{_AUXILIARY})\b", re.IGNORECASE)
# These are nouns as well, as in "my own posts", but a question without a verb has seldom one.
_VERB = re.compile(
    rf"\b(?:{_AUXILIARY}|get|got|post|tweet|use|share|make|talk|work)\b", re.IGNORECASE
)
_ANSWERS = re.compile(
    r"^\W*(?:(?:it|this|that)(?:[’']?s| is)|i(?:[’']?m| am)|we(?:[’']?re| are)|i mean)\b"
    r"(?: (?:about|for|on|from|with|in))?\b",
    re.IGNORECASE,
)


def is_fragment(text: str) -> bool:
    """Whether the text is a few words that complete an earlier question."""
    rest = without_link(text)
    return len(words(rest)) <= _LONGEST and not _VERB.search(rest)


def is_short_reply(text: str) -> bool:
    """Whether the text is a few words that can answer a question, and asks nothing itself."""
    rest = _ANSWERS.sub("", without_link(text), count=1)
    return 0 < len(words(rest)) <= _LONGEST and not _ASKS.search(rest)


def without_link(text: str) -> str:
    """Return the text without the word that links it to what was said before ("and …")."""
    link = OPENS_WITH_LINK.search(text)
    return text[link.end() :] if link else text
