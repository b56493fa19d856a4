"""Where in a statement a number stands, in whatever way it is written. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims.measures import EVERY, PERIODS, unit
from bot.claims.numbers import CARDINAL, ORDINAL, SCALE, in_digits, in_words, scaled
from bot.claims.statement import Token

TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_SINGLE = frozenset("a an one each every per single".split())
# Beside these "one" is no number, nor before a word that isn't counted: "if one is left".
_NO_NUMBER_BEFORE = frozenset("no any every some each this that which another".split())
# "A second" is mostly another one, "a quarter" a share.
_NO_PERIOD = frozenset(("second", "quarter"))
# "Once" is a number before these, else mostly a time.
_ONCE = frozenset("a an per each every in by , . ; : )".split())
_DETERMINERS = frozenset("a an the their your his her its our this that on in by within".split())


@dataclass(frozen=True, slots=True)
class Value:
    """A number as plain text ("3." is the third), from the token `at` up to `end`."""

    text: str
    at: int
    end: int


def values(tokens: Sequence[Token]) -> Iterator[Value]:
    """Yield the numbers in order; a range is two."""
    at = 0
    while at < len(tokens):
        found, length = _begins(tokens, at)
        yield from (Value(text, at, at + length) for text in found)
        at += length


def _begins(tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Return the values that begin at a token, and how many tokens they are."""
    word = tokens[at].word
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else "."
    if word[0].isdigit():
        found = in_digits(word)
        return ((scaled(found[-1], after),), 2) if after in SCALE else (found, 1)
    if word in CARDINAL or word in SCALE:
        return _spelt(tokens, at, before)
    return _single(tokens, at, before, after), 1


def _spelt(tokens: Sequence[Token], at: int, before: str) -> tuple[tuple[str, ...], int]:
    value, length = in_words([token.word for token in tokens[at:]])
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    counts = after and after.stem and after.word != "another" and before not in _NO_NUMBER_BEFORE
    return (
        ((), 1) if tokens[at].word == "one" and length == 1 and not counts else ((value,), length)
    )


def _single(tokens: Sequence[Token], at: int, before: str, after: str) -> tuple[str, ...]:
    word = tokens[at].word
    if word in EVERY:
        return ("1",)
    if word in TIMES:
        at_once = word == "once" and (after not in _ONCE or before == "at")
        return () if at_once else (TIMES[word],)
    if word in _SINGLE and unit(tokens, 0, at + 1)[0] in PERIODS:
        number = after in CARDINAL or after[0].isdigit() or after in _NO_PERIOD
        return () if number else ("1",)
    if word in ORDINAL and (before in _DETERMINERS or word not in ("first", "second")):
        return (f"{ORDINAL[word]}.",)
    return ("0.5",) if word == "half" else ()
