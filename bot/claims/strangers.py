"""Words in the place of the clause's own, which may say something else. Pure but for `encode`."""

from __future__ import annotations

import re

from bot.claims.bounds import WORDS
from bot.claims.markers import markers
from bot.claims.measures import MONEY, period
from bot.claims.modals import rules
from bot.claims.statement import Statement
from bot.claims.support import Encode, akin
from knowledge.words import stems

# What everyday English says with these, a policy says in many ways. The operations of Basic English
# (Ogden 1930) that carry meaning, and the plainest verbs of asking, telling, wishing and using.
_PLAIN = frozenset(
    stems(
        "come came get gets give given gives go goes going gone went keep kept let lets make made "
        "put say said says see seen seem send sent take takes taken took tell tells told ask "
        "asked use used want wants need hear call show shown".split()
    )
)
# What a rule is called, and what is said of one: that it holds, or what is excepted.
_OF_RULES = frozenset(
    stems(
        "rule ban prohibition requirement condition exception exemption restriction limit limits "
        "apply applies hold holds cover covers covered case cases".split()
    )
)
_FROM = re.compile(
    r"\b(?:from|by)\s(?:your|the|an?|his|her|their)\s(?P<whom>[^\W\d]+(?:\s[^\W\d]+)??)"
    r"(?=\s(?:before|to|in|for|on|of|at|if|when|and|or|unless|who|that)\b|[,.;:]|$)"
)
# So near in meaning a word must be to one that the sentence leaves out (cosine). Chosen on the made
# sentences for fitting: below it wrong ones pass, above it only right ones fall.
_NEAR = 0.45


def replaced(sentence: Statement, unit: Statement, encode: Encode) -> bool:
    """Whether a word of the sentence has no counterpart in the unit.

    Encodes, once, only where a word is new.
    """
    if _giver(sentence, unit):
        return True
    new = _new(sentence, unit)
    left = list(dict.fromkeys(t.word for t in unit.content if t.stem not in sentence.stems))
    if not new or not left:
        return bool(new)
    vectors = encode([*new, *left])
    nearness = vectors[: len(new)] @ vectors[len(new) :].T
    return bool((nearness.max(axis=1) < _NEAR).any())


def _giver(sentence: Statement, unit: Statement) -> bool:
    """Whether something is to come from, or be done by, somebody of whom the unit knows nothing."""
    for match in _FROM.finditer(sentence.text):
        begin, end = match.span("whom")
        whom = {token.stem for token in sentence.content if begin <= token.start < end}
        if whom and not whom & unit.stems:
            return True
    return False


def _new(sentence: Statement, unit: Statement) -> list[str]:
    told = _grammar(sentence)
    return [
        token.word
        for token in sentence.content
        if token.word[0].isalpha()
        and not (
            token.stem in unit.stems or token.stem in _PLAIN | _OF_RULES or akin(token.stem, unit)
        )
        and not (
            token.word in MONEY
            or period(token.word)
            or WORDS.fullmatch(token.word)
            or token.start in told
        )
    ]


def _grammar(sentence: Statement) -> frozenset[int]:
    """Return where words stand that only make a duty or a limit; these are compared as such."""
    spans = [(rule.start, rule.stop) for rule in rules(sentence)]
    spans += [(marker.start, marker.start + marker.length) for marker in markers(sentence)]
    return frozenset(
        token.start
        for token in sentence.content
        if any(begin <= token.start < end for begin, end in spans)
    )
