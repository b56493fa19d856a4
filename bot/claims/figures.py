"""Figures with what they count: "10 business days", "at least 3 posts a week", "$20". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.claims.bounds import Bound, bound
from bot.claims.measures import EVERY, MONTH, counted, month, unit
from bot.claims.statement import RECENT, Statement
from bot.claims.values import TIMES, Value, values

_HOUR = re.compile(r"\d\d:\d\dh")
# A longer figure is a year, a telephone number, a code: it counts nothing.
_SMALL = 3
# "Under 5 CFR" is no bound.
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


@lru_cache(maxsize=RECENT)
def figures(statement: Statement) -> tuple[Figure, ...]:
    """Return the figures of a statement in order.

    One without a noun counts what the one before it did: "within 2 business days, or within 7".
    """
    found: list[Figure] = []
    for value in values(statement.tokens):
        found.append(_completed(_figure(statement, value), found, statement))
    return tuple(found)


def _completed(figure: Figure, before: Sequence[Figure], statement: Statement) -> Figure:
    ahead = statement.text[: figure.place]
    if before and ahead.endswith("(") and figure.bound is Bound.EXACT:
        figure = replace(figure, bound=before[-1].bound)  # "up to 13 days (104 hours)"
    bare = not figure.unit and not figure.counted and len(figure.value) <= _SMALL
    alike = [other for other in before if other.bound is figure.bound and other.unit]
    if not bare or not alike or _POINTS.search(ahead):
        return figure
    return replace(figure, unit=alike[-1].unit, modifiers=alike[-1].modifiers)


def _figure(statement: Statement, value: Value) -> Figure:
    tokens, at = statement.tokens, value.at
    word, last = tokens[at].word, tokens[value.end - 1]
    day_of = month(tokens, at, value.end)
    first = tokens[at - 1] if day_of and at and tokens[at - 1].word in MONTH else tokens[at]
    meant = bound(statement.text, first.start, last.start + len(last.word))
    made = Figure(value.text, "", frozenset(), (), meant, tokens[at].start)
    if word in EVERY or word in TIMES:
        return replace(made, unit=EVERY.get(word, "time"))
    if _HOUR.fullmatch(word):
        return replace(made, unit="hour of day")
    if day_of:
        return replace(made, unit=day_of, value=value.text.rstrip("."))
    measured, modifiers = unit(tokens, at, value.end)
    if measured:
        return replace(made, unit=measured, modifiers=modifiers)
    if _PLACE.search(statement.text[: made.place]):
        made = replace(made, bound=Bound.EXACT)
    return replace(made, counted=counted(tokens, value.end))
