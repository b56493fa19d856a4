"""Figures with what they count: "10 business days", "at least 3 posts a week", "$20". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.claims.bounds import Bound, bound
from bot.claims.numbers import CARDINAL, ORDINAL, SCALE, in_digits, in_words, scaled
from bot.claims.statement import Statement, Token

_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = {form: name for name in _MONTHS for form in (name, name[:3])}
_TIME = re.compile(
    r"(second|minute|hour|day|night|week|weekday|weekend|workday|month|quarter|year|decade)s?"
)
_EVERY = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year",
}  # fmt: skip
_MONEY = {
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), "dollar"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "euro"),
    **dict.fromkeys(("£", "gbp", "pound", "pounds"), "pound"),
    **dict.fromkeys(("%", "percent", "percentage"), "percent"),
    **dict.fromkeys(("time", "times"), "time"),
}  # fmt: skip
_SIGNS = frozenset("$€£")
_SINGLE = frozenset("a an one each every per single".split())
_NO_NUMBER_BEFORE = frozenset("no any every some each this that which another".split())
_NO_NUMBER_AFTER = frozenset("of another or 's".split())
# "A second" is mostly another one, "a quarter" a share.
_NO_PERIOD = frozenset(("second", "quarter"))
_ONCE = frozenset("a an per each every in by , . ; : )".split())
_DETERMINERS = frozenset("a an the their your his her its our this that on in by within".split())
# What may stand between a figure and what it counts.
_LINKS = frozenset("full more further to or and -".split())
_ENDS_NOUN = frozenset("of in on at for from and or is are to must may per before after".split())
# How many words behind a figure the one is looked for that it counts.
_WITHIN = 4
_HOUR = re.compile(r"\d\d:\d\dh")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_OF_MONTH = re.compile(r"\d{1,2}")
# A longer figure is a year, a telephone number, a code: it counts nothing.
_SMALL = 3
_PLACE = re.compile(r"\b(?:under|over|above|below)\W+$")
_POINTS = re.compile(
    r"\b(?:sections?|paragraphs?|clauses?|parts?|forms?|levels?|pages?|steps?|in|see|under|of)\W+$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as plain text ("3." is the third), and what it counts.

    `unit` is of time or money, or a month, "" where it is something else: that is `counted`, the
    stems of the next words. `modifiers` are the stems between value and unit ("business").
    """

    value: str
    unit: str
    modifiers: frozenset[str]
    counted: tuple[str, ...]
    bound: Bound
    place: int


@lru_cache(maxsize=2048)
def figures(statement: Statement) -> tuple[Figure, ...]:
    """Return the figures of a statement in order.

    One without a noun counts what the one before it did: "within 2 business days, or 7".
    """
    found: list[Figure] = []
    for figure in _figures(statement):
        if _elliptic(statement, figure):
            figure = _completed(figure, found)  # noqa: PLW2901
        if found and statement.text[: figure.place].endswith("(") and figure.bound is Bound.EXACT:
            figure = replace(figure, bound=found[-1].bound)  # noqa: PLW2901
        found.append(figure)
    return tuple(found)


def _completed(figure: Figure, before: Sequence[Figure]) -> Figure:
    alike = [other for other in before if other.bound is figure.bound and other.unit]
    if not alike:
        return figure
    return replace(figure, unit=alike[-1].unit, modifiers=alike[-1].modifiers)


def _elliptic(statement: Statement, figure: Figure) -> bool:
    bare = not figure.unit and not figure.counted and len(figure.value) <= _SMALL
    return bare and not _POINTS.search(statement.text[: figure.place])


def _figures(statement: Statement) -> Iterator[Figure]:
    tokens = statement.tokens
    at = 0
    while at < len(tokens):
        values, length = _values(tokens, at)
        for value in values:
            yield _figure(statement, at, at + length, value)
        at += max(length, 1)


def _values(tokens: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    """Return the values that begin at a token, and how many tokens they are; none is ()."""
    word = tokens[at].word
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else "."
    if word[0].isdigit():
        values = in_digits(word)
        return ((scaled(values[-1], after),), 2) if after in SCALE else (values, 1)
    if word in _EVERY or (word in _TIMES and (word != "once" or after in _ONCE)):
        return (_TIMES.get(word, "1"),), 1
    if word in _SINGLE and _unit(tokens, at + 1)[0] in _PERIODS:
        number = after in CARDINAL or after[0].isdigit() or after in _NO_PERIOD
        return ((), 0) if number else (("1",), 1)
    if word in CARDINAL or word in SCALE:
        if word == "one" and (
            before in _NO_NUMBER_BEFORE
            or after in _NO_NUMBER_AFTER
            or not tokens[at + 1 : at + 2]
            or not tokens[at + 1].stem
        ):
            return (), 0
        value, length = in_words([token.word for token in tokens[at:]])
        return (value,), length
    if word in ORDINAL and (before in _DETERMINERS or word not in ("first", "second")):
        return (f"{ORDINAL[word]}.",), 1
    return (("0.5",), 1) if word == "half" else ((), 0)


_PERIODS = frozenset(
    "second minute hour day night week weekday weekend workday month quarter year decade".split()
)


def _figure(statement: Statement, at: int, end: int, value: str) -> Figure:
    tokens = statement.tokens
    word = tokens[at].word
    first = tokens[at]
    month = _month(tokens, at, end)
    if month and at and tokens[at - 1].word in _MONTH:
        first = tokens[at - 1]
    last = tokens[end - 1]
    meant = bound(statement.text, first.start, last.start + len(last.word))
    made = Figure(value, "", frozenset(), (), meant, tokens[at].start)
    if word in _EVERY or word in _TIMES:
        return replace(made, unit=_EVERY.get(word, "time"))
    if _HOUR.fullmatch(word):
        return replace(made, unit="hour of day")
    if month:
        return replace(made, unit=month, value=value.rstrip("."))
    unit, modifiers = _unit(tokens, end)
    if at and tokens[at - 1].word in _SIGNS:
        unit, modifiers = _MONEY[tokens[at - 1].word], frozenset()
    if (
        not unit
        and meant in (Bound.MORE, Bound.LESS)
        and _PLACE.search(statement.text[: made.place])
    ):
        made = replace(made, bound=Bound.EXACT)
    return replace(
        made, unit=unit, modifiers=modifiers, counted=() if unit else _counted(tokens, end)
    )


def _month(tokens: Sequence[Token], at: int, end: int) -> str:
    """Return the month that a day of the month stands beside, or ""."""
    before = [token.word for token in tokens[max(0, at - 3) : at]]
    if _YEAR.fullmatch(tokens[at].word):
        return next((_MONTH[word] for word in before if word in _MONTH), "")
    if not _DAY_OF_MONTH.fullmatch(tokens[at].word) and tokens[at].word not in ORDINAL:
        return ""
    near = before[-1:]
    near += [token.word for token in tokens[end : end + 3]][
        : 1 if "of" not in _next(tokens, end) else 2
    ]
    return next((_MONTH[word] for word in near if word in _MONTH), "")


def _next(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


def _unit(tokens: Sequence[Token], at: int) -> tuple[str, frozenset[str]]:
    """Return the unit of time or money behind a figure, and what stands between them."""
    between: list[str] = []
    for token in tokens[at : at + _WITHIN]:
        if token.word in _MONEY:
            return _MONEY[token.word], frozenset(between)
        if match := _TIME.fullmatch(token.word):
            return match[1], frozenset(between)
        if (
            not token.stem
            and token.word not in _LINKS
            and token.word not in CARDINAL
            and not token.word[0].isdigit()
        ):
            break
        between += [token.stem] if token.stem else []
    return "", frozenset()


def _counted(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    found: list[str] = []
    for token in tokens[at : at + _WITHIN]:
        if token.stops or token.word in _ENDS_NOUN or not (token.stem or token.word in _LINKS):
            break
        found += [token.stem] if token.stem else []
    return tuple(found)
