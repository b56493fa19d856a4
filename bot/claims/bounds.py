"""Whether a figure is the least, the most, or exactly what is meant. Pure."""

from __future__ import annotations

import re
from enum import Enum, auto


class Bound(Enum):
    """How a figure is meant."""

    EXACT = auto()
    LEAST = auto()
    MOST = auto()
    MORE = auto()
    LESS = auto()


# Words of bounds that carry a meaning of their own.
WORDS = re.compile(r"minimum|maximum|least|most|exceed\w*|limit(?:ed|s)?")
# What may stand between the words of a bound and the figure.
_TO = r"\W*(?:(?:a|an|the|total|of|another|every|each|end|for|about)\W+)*$"
_NOT = r"(?:no|not|never|neither)\s(?:[\w-]+\s){0,5}?"
# How far before and behind a figure its bound is looked for, in characters.
_NEAR = 60
_LEAST = (
    rf"at (?:the |very )*least|{_NOT}(?:less|fewer|earlier|under|below|shorter|lower)(?: than)?|"
    r"minimum(?: \w+)?(?: of| is)?"
)
_MOST = (
    rf"at (?:the |very )*most|{_NOT}(?:more|longer|later|greater|higher|larger|older|over|above|"
    r"beyond|exceed\w*|go (?:over|above|beyond))(?: than)?|up to|within|by|until|"
    r"maximum(?: \w+)?(?: of| is)?|limit(?:ed|s)?(?: \w+)?(?: to| of| is)"
)
_MORE = r"(?:more|longer|greater|higher|larger|older) than|over|above|beyond|exceed\w*"
_LESS = r"(?:less|fewer|shorter|lower|younger) than|under(?! the\b)|below"
_BEFORE = (
    (Bound.LEAST, _LEAST),
    (Bound.MOST, _MOST),
    (Bound.MORE, _MORE),
    (Bound.LESS, _LESS),
)
_BEFORE_FORMS = tuple((bound, re.compile(rf"\b(?:{form}){_TO}")) for bound, form in _BEFORE)
_SOME = r"\W*(?:[^\s,;.]+\s){0,4}?"
_BEHIND_FORMS = (
    (
        Bound.LEAST,
        re.compile(rf"{_SOME}(?:or (?:more|over|above|longer|older|later)|minimum|at least)\b"),
    ),
    (
        Bound.MOST,
        re.compile(
            rf"{_SOME}(?:or (?:less|fewer|under|below|shorter|younger|earlier)|maximum|at most)\b"
        ),
    ),
)


def bound(text: str, begin: int, end: int) -> Bound:
    """Return how the figure from `begin` to `end` of a folded text is meant."""
    before = text[max(0, begin - _NEAR) : begin]
    for found, form in _BEFORE_FORMS:
        if form.search(before):
            return found
    behind = re.split(r"[,;:.!?]\s|\d|\b(?:and|within|up to)\b", text[end : end + _NEAR])[0]
    return next((found for found, form in _BEHIND_FORMS if form.match(behind)), Bound.EXACT)
