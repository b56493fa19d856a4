"""What a figure is measured in: units of time and money, days of a month. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.claims.numbers import CARDINAL, ORDINAL
from bot.claims.statement import Token

_PERIOD = "second minute hour day night week weekday weekend workday month quarter year decade"
PERIODS = frozenset(_PERIOD.split())
_TIME = re.compile(rf"({'|'.join(_PERIOD.split())})s?")
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
MONTH = {form: name for name in _MONTHS for form in (name, name[:3])}
EVERY = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year",
}  # fmt: skip
MONEY = {
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), "dollar"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "euro"),
    **dict.fromkeys(("£", "gbp", "pound", "pounds"), "pound"),
    **dict.fromkeys(("%", "percent", "percentage"), "percent"),
    **dict.fromkeys(("time", "times"), "time"),
}  # fmt: skip
_SIGNS = frozenset("$€£")
# What may stand between a figure and what it counts.
_LINKS = frozenset("full more to or and".split())
_ENDS_NOUN = frozenset("of in on at for from and or is are to must may per before after".split())
# How many words behind a figure the one is looked for that it counts.
_WITHIN = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}")


def period(word: str) -> str:
    """Return the unit of time that a word names, "" where it names none."""
    match = _TIME.fullmatch(word)
    return match[1] if match else ""


def month(tokens: Sequence[Token], at: int, end: int) -> str:
    """Return the month that a day stands beside, or that a year follows; else ""."""
    word = tokens[at].word
    if _YEAR.fullmatch(word):
        near = [token.word for token in tokens[max(0, at - 3) : at]]
    elif _DAY.fullmatch(word) or word in ORDINAL:
        near = [token.word for token in (*tokens[max(0, at - 1) : at], *tokens[end : end + 2])]
        near = near if near[-2:-1] in (["of"], []) or near[-2] in MONTH else near[:-1]
    else:
        return ""
    return next((MONTH[one] for one in near if one in MONTH), "")


def unit(tokens: Sequence[Token], at: int, end: int) -> tuple[str, frozenset[str]]:
    """Return what the figure from `at` to `end` is in, and the stems between the two."""
    if at and tokens[at - 1].word in _SIGNS:
        return MONEY[tokens[at - 1].word], frozenset()
    between: list[str] = []
    for token in tokens[end : end + _WITHIN]:
        named = MONEY.get(token.word) or period(token.word)
        if named:
            return named, frozenset(between)
        number = token.word in CARDINAL or token.word[0].isdigit()
        if not (token.stem or token.word in _LINKS or number):
            break
        between += [token.stem] if token.stem else []
    return "", frozenset()


def counted(tokens: Sequence[Token], end: int) -> tuple[str, ...]:
    """Return the stems of what the figure that ends there counts."""
    found: list[str] = []
    for token in tokens[end : end + _WITHIN]:
        if token.word in _ENDS_NOUN or not (token.stem or token.word in _LINKS):
            break
        found += [token.stem] if token.stem else []
    return tuple(found)
