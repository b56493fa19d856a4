"""A sentence that joins two things, cut in two. Pure."""

from __future__ import annotations

import re

from bot.claims.markers import Limit, markers
from bot.claims.modals import rules
from bot.claims.statement import Statement

_JOINT = re.compile(r"[;:!?—]\s+|\.\s+|,\s+(?:and|but|while|so|who|which)\s+|\n")
# Where a second statement may begin: "and the approval lasts …".
_NEW = re.compile(r"\s+(?:and|but)\s+(?=(?:an?|the|you|it|they|your|its|their|each|every|no)\s)")
# "Without the consent and the advice of" is one.
_CLOSED = frozenset({Limit.WITHOUT, Limit.UNLESS})
_LINK = re.compile(r"^(?:and|but|or|so|while|who|which)\s+|(?:,|\s+(?:and|but|or|so))\s*$")


def partings(sentence: Statement) -> tuple[tuple[Statement, ...], ...]:
    """Return the ways to take the sentence apart into statements of their own, coarsest first."""
    text = sentence.text
    coarse = {match.start() for match in _JOINT.finditer(text)}
    ruled = coarse | {rule.begin for rule in rules(sentence)[1:]}
    fine = ruled | {match.start() for match in _NEW.finditer(text)}
    closed = [(m.start, m.end) for m in markers(sentence) if m.limit in _CLOSED]
    inner = {at for at in fine if any(begin < at < end for begin, end in closed)}
    cut = (_cut(text, places - inner) for places in (coarse, ruled, fine))
    return tuple(dict.fromkeys(parts for parts in cut if len(parts) > 1))


def _cut(text: str, places: set[int]) -> tuple[Statement, ...]:
    found: list[Statement] = []
    begin = 0
    for end in (*sorted(places - {0}), len(text)):
        part = Statement(_LINK.sub("", text[begin:end].strip(" ,;:—")).strip(" ,;:—"))
        if part.stems:
            found.append(part)
            begin = end
    return tuple(found) if not text[begin:].strip(" .,;:!") else ()
