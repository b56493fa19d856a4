"""Whether "and" and "or" are where the clause has them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.claims.modals import NEGATIVE, rules
from bot.claims.statement import Statement, Token

_JOINS = frozenset(("and", "or", "nor"))
# What is joined stands so near: the members of a list.
_REACH = 12


def rejoined(sentence: Statement, unit: Statement) -> bool:
    """Whether the sentence joins two words with "and" that the unit joins with "or", or so."""
    # What is forbidden in both may be told as forbidden in either.
    denied = any(rule.duty in NEGATIVE for rule in rules(sentence))
    return any(
        theirs and mine not in theirs and not (denied and mine == "or")
        for mine, left, right in _joined(sentence)
        for theirs in (_joins(left, right, unit),)
    )


def _joined(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Yield each "and" or "or" with the stems on either side of it."""
    tokens = statement.tokens
    for at, token in enumerate(tokens):
        if token.word not in _JOINS or _is_both(tokens, at):
            continue
        left = next((t.stem for t in reversed(tokens[:at]) if t.stem), "")
        right = next((t.stem for t in tokens[at + 1 :] if t.stem), "")
        if left and right and left != right:
            yield _plain(token.word), left, right


def _is_both(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether it is one half of "and/or"."""
    return any(t.word in _JOINS for t in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]))


def _joins(left: str, right: str, unit: Statement) -> frozenset[str]:
    """Return the words that join two stems of a unit, none where they aren't near each other."""
    tokens = unit.tokens
    found: set[str] = set()
    for begin, end in _spans(left, right, tokens):
        between = {_plain(t.word) for t in tokens[begin:end] if t.word in _JOINS}
        listed = any(t.word == "," for t in tokens[begin:end])
        if not between and listed:
            following = (_plain(t.word) for t in tokens[end : end + _REACH] if t.word in _JOINS)
            between = {word for word in (next(following, ""),) if word}
        found |= between
    return frozenset(found)


def _spans(left: str, right: str, tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    places = [at for at, token in enumerate(tokens) if token.stem in (left, right)]
    for one, other in pairwise(places):
        if tokens[one].stem != tokens[other].stem and other - one <= _REACH:
            yield one, other


def _plain(word: str) -> str:
    return "or" if word == "nor" else word
