"""A sentence that joins two things, cut in two. Pure."""

from __future__ import annotations

import re

from bot.claims.modals import rules
from bot.claims.statement import Statement

_JOINT = re.compile(r"[;:.!?]\s+|,\s+(?:and|but|while|so)\s+|\n")
_LINK = re.compile(r"^(?:and|but|or|so)\s+|(?:,|\s+(?:and|but|or|so))\s*$")
# A part with fewer words that carry meaning is no statement of its own.
_FEWEST = 1


def parts(sentence: Statement) -> tuple[Statement, ...]:
    """Return what the sentence joins, each with a rule or verb of its own, in order."""
    text = sentence.text
    places = {match.start() for match in _JOINT.finditer(text)}
    places |= {rule.begin for rule in rules(sentence)[1:]}
    cuts = sorted({0, *places, len(text)})
    found: list[Statement] = []
    begin = 0
    for end in cuts[1:]:
        part = _trimmed(text[begin:end])
        if len(part.stems) >= _FEWEST:
            found.append(part)
            begin = end
    rest = _trimmed(text[begin:])
    return tuple(found) if not rest.stems else (sentence,)


def _trimmed(text: str) -> Statement:
    return Statement(_LINK.sub("", text.strip(" ,;:")).strip(" ,;:"))
