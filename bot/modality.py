"""What a sentence of policy does: forbids, allows, requires. Pure, by its modal words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

# Whoever weighs a question asks the same of the same few sentences again and again.
_RECENT = 1024


class Modality(StrEnum):
    """The three things that a sentence of policy can do."""

    FORBIDS = "forbids"
    ALLOWS = "allows"
    REQUIRES = "requires"


_NOT = r"(?:\s+(?:not|never)\b|n['’]t\b)"
_VERY = r"(?:\s+(?:strictly|expressly|generally|always|also|still|only))?"

# The order matters: what frees from a duty is taken out first, then what forbids, so
# that "need not" doesn't forbid and "may not" doesn't also allow.
_FREES = re.compile(
    r"\bneeds?\s+(?:not|no)\b|\b(?:do|does|did|is|are|be)(?:\s+not|n['’]t)\s+(?:need|have to|"
    r"required?|necessary|obliged|obligated|mandatory)\b"
    r"|\bno\s+(?:\w+\s+){1,3}(?:is|are)\s+(?:needed|required|necessary)\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    rf"\b(?:must|shall|may|can|should|could|do|does|will|would|need|is to|are to|ought){_NOT}"
    r"(?:\s+be\s+(?:permitted|allowed|authorized))?"
    r"|\bcannot\b|\b(?:can|won)['’]t\b|\bnever\b"
    rf"|\b(?:is|are|be|been){_NOT}?{_VERY}\s+(?:prohibited|forbidden|banned|disallowed|unacceptable)\b"
    rf"|\b(?:is|are|be){_NOT}{_VERY}\s+(?:permitted|allowed|authorized|acceptable|appropriate|ok|okay"
    r"|eligible)\b"
    r"|\bprohibit(?:s|ed|ion)?\b|\bforbids?\b|\bdisallows?\b|\brefrain from\b|\bavoid\b"
    r"|\bno\s+(?:employee|person|one|staff|official|member|account|user)s?\s+(?:may|shall|can|must|is)\b"
    r"|\bdo(?:es)?\s+not\s+(?:authorize|permit|allow)\b",
    re.IGNORECASE,
)
_REQUIRES = re.compile(
    rf"\b(?:must|shall|ought to|ha(?:s|ve) to|needs?)\b|\b(?:is|are|be){_VERY}\s+(?:required|"
    r"obliged|obligated|mandatory)\b|\brequires?\b|\bmake sure\b|\bensure\b",
    re.IGNORECASE,
)
_ALLOWS = re.compile(
    rf"\b(?:may|can|could)\b|\b(?:is|are|be){_VERY}\s+(?:permitted|allowed|authorized|free|welcome|"
    r"acceptable|appropriate|ok|okay|fine|entitled|encouraged|eligible)\b|\bfeel free\b"
    r"|\b(?:permits?|allows?|authorizes?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=_RECENT)
def modalities(sentence: str) -> frozenset[Modality]:
    """Return all that the sentence does; empty where it only describes."""
    bound = _FREES.sub(" ", sentence)
    rest = _FORBIDS.sub(" ", bound)
    found = {
        Modality.FORBIDS: rest != bound,
        Modality.ALLOWS: bound != sentence or bool(_ALLOWS.search(rest)),
        Modality.REQUIRES: bool(_REQUIRES.search(rest)),
    }
    return frozenset(modality for modality, does in found.items() if does)


def opposed(one: frozenset[Modality], other: frozenset[Modality]) -> bool:
    """Whether one only forbids while the other, without forbidding, allows or requires."""
    forbids = frozenset({Modality.FORBIDS})
    return (one == forbids) != (other == forbids) and not (one & other) and bool(one and other)
