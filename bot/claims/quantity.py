"""Whether a sentence says all where the clause says some, and the other way round. Pure."""

from __future__ import annotations

import re
from enum import Enum, auto

from bot.claims.markers import Limit, markers
from bot.claims.statement import Statement, Token


class _Of(Enum):
    ALL = auto()
    SOME = auto()


_WORDS = {
    **dict.fromkeys("all any every each".split(), _Of.ALL),
    **dict.fromkeys("some several certain many most few various".split(), _Of.SOME),
}
# "A post" and "no post" speak of each of them too.
_GENERIC = frozenset("a an no either neither".split())
# A quantifier belongs to one of so many words behind it.
_REACH = 2
_PARTIAL = frozenset({Limit.UNLESS, Limit.WHICH})
# "At most" is a bound, "the most" a degree.
_DEGREE = frozenset(("at", "the"))
_OFTEN = frozenset(
    "always usually normally generally typically sometimes often frequently occasionally rarely "
    "seldom mostly mainly largely ordinarily".split()
)

_MOSTLY = re.compile(r"\b(?:as a rule|in general|for the most part|in most cases)\b")


def overreaches(sentence: Statement, unit: Statement) -> bool:
    """Whether the sentence speaks of more or less of something, or oftener, than the unit does."""
    return (
        _often(sentence) != _often(unit) & _often(sentence)
        or any(not _agrees(of, noun, sentence, unit) for of, noun in _quantified(sentence))
        or any(
            of is _Of.SOME and noun in sentence.stems and (of, noun) not in _quantified(sentence)
            for of, noun in _quantified(unit)
        )
    )


def _often(statement: Statement) -> frozenset[str]:
    said = {t.word for t in statement.tokens if t.word in _OFTEN}
    return frozenset(said | set(_MOSTLY.findall(statement.text)))


def _quantified(statement: Statement) -> tuple[tuple[_Of, str], ...]:
    tokens = statement.tokens
    found = []
    for at, token in enumerate(tokens):
        if token.word in _WORDS and not (token.word == "most" and tokens[at - 1].word in _DEGREE):
            behind = [t.stem for t in tokens[at + 1 : at + 2 + _REACH] if t.stem]
            found += [(_WORDS[token.word], stem) for stem in behind[:1]]
    return tuple(found)


def _is_limited(noun: Token, statement: Statement) -> bool:
    """Whether not all of them are meant: "an employee, other than an intern", "one who drives"."""
    end = noun.start + len(noun.word)
    return any(
        marker.limit in _PARTIAL and 0 < marker.start - end <= len(", ")
        for marker in markers(statement)
    )


def _others(statement: Statement) -> bool:
    return any(token.word == "other" for token in statement.tokens)


def _agrees(of: _Of, noun: str, sentence: Statement, unit: Statement) -> bool:
    tokens = unit.tokens
    places = [at for at, token in enumerate(tokens) if token.stem == noun]
    words = [token.word for token in tokens]
    if of is _Of.SOME and any(_WORDS.get(word) is of for word in words):
        return True
    if of is _Of.ALL and "each" in words and places:
        return True  # "Further hours cost 25 dollars each"
    some = any(_is_limited(tokens[at], unit) for at in places)
    if of is _Of.ALL and some and not any(m.limit in _PARTIAL for m in markers(sentence)):
        return False
    for at in places:
        before = [t.word for t in tokens[max(0, at - 1 - _REACH) : at]]
        theirs = {_WORDS[word] for word in before if word in _WORDS}
        if "other" in before and not _others(sentence):
            continue
        if of in theirs or (of is _Of.ALL and not theirs and _GENERIC & set(before)):
            return True
    return False
