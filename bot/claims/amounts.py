"""Whether the figures of a sentence are those of the clause, of the same things. Pure."""

from __future__ import annotations

import re

from bot.claims.figures import Figure, figures
from bot.claims.measures import PERIODS, period
from bot.claims.statement import Statement

# So many words before a figure tell of what it is.
_CLOSE = 2
_GRADE = re.compile(
    r"\b(?:(above|over|below|under|at least|up to)\s)?([a-z]+-\d+)\b"
    r"(?:\s(?:or|and)\s(above|higher|over|below|lower|under)\b)?"
)
_DIGIT = re.compile(r"\d")


def unfounded(sentence: Statement, unit: Statement) -> bool:
    """Whether a figure of the sentence doesn't stand in the unit, or counts something else."""
    mine, theirs = figures(sentence), figures(unit)
    if _periods(sentence) - _periods(unit) or _grades(sentence) - _grades(unit):
        return True
    return any(
        not any(_same(one, other) for other in theirs) or _elsewhere(one, sentence, theirs, unit)
        for one in mine
        if not _is_article(one, unit)
    )


def _periods(statement: Statement) -> frozenset[str]:
    """Return the units of time that are named, counted or not: "office hours", "annually"."""
    named = {period(token.word) for token in statement.tokens}
    return PERIODS & (named | {figure.unit for figure in figures(statement)})


def _grades(statement: Statement) -> frozenset[tuple[str, ...]]:
    """Return the codes with the bounds beside them: "GS-13 or above"."""
    return frozenset(match.groups("") for match in _GRADE.finditer(statement.text))


def _is_article(figure: Figure, unit: Statement) -> bool:
    """Whether it is a "one" that stands for "a": "one reader" for "a reader"."""
    counted = set(figure.counted)
    rival = any(counted & set(other.counted) for other in figures(unit) if other.value != "1")
    return figure.value == "1" and not figure.unit and not rival


def _same(one: Figure, other: Figure) -> bool:
    if one.value != other.value or one.bound is not other.bound:
        return False
    if not one.unit and not one.counted:
        return True
    if (one.unit, one.modifiers) != (other.unit, other.modifiers):
        return False
    return bool(one.unit or not other.counted or set(one.counted) & set(other.counted))


def _elsewhere(
    figure: Figure, sentence: Statement, theirs: tuple[Figure, ...], unit: Statement
) -> bool:
    """Whether what stands around the figure stands around another one of its sort in the unit."""
    rivals = [other for other in theirs if _same_sort(figure, other)]
    around = _around(figure, figures(sentence), sentence)
    near = {other.place: _around(other, tuple(rivals), unit) for other in rivals}
    held = [o.place for o in rivals if o.value == figure.value]
    for stem in _ahead(figure, sentence, around):
        having = {place for place, stems in near.items() if stem in stems}
        if having:
            if not having & set(held):
                return True
            break
    for stem in _behind(figure, sentence, around):
        having = {place for place, stems in near.items() if stem in stems}
        if having and not having & set(held):
            return True
    counts = {
        place: sum(1 for stem in around & stems if sum(stem in s for s in near.values()) == 1)
        for place, stems in near.items()
    }
    ours = max((counts[o.place] for o in rivals if _same(figure, o)), default=0)
    others = max((counts[o.place] for o in rivals if o.value != figure.value), default=0)
    return others > ours


def _ahead(figure: Figure, sentence: Statement, around: frozenset[str]) -> tuple[str, ...]:
    """Return the stems right before a figure, the nearest first."""
    before = [t.stem for t in sentence.content if t.start < figure.place and t.stem in around]
    return tuple(reversed(before[-_CLOSE:]))


def _behind(figure: Figure, sentence: Statement, around: frozenset[str]) -> tuple[str, ...]:
    """Return the stems behind a figure and its unit, the nearest first."""
    behind = [t.stem for t in sentence.content if t.start > figure.place and t.stem in around]
    return tuple(stem for stem in behind if stem not in (figure.unit, *figure.modifiers))[:_CLOSE]


def _same_sort(one: Figure, other: Figure) -> bool:
    """Whether two figures could be taken for each other: two periods, two telephone numbers."""
    if one.unit or one.counted:
        return one.unit == other.unit
    return _DIGIT.sub("0", one.value) == _DIGIT.sub("0", other.value)


def _around(figure: Figure, among: tuple[Figure, ...], statement: Statement) -> frozenset[str]:
    """Return the stems to which no other figure of its sort is nearer."""
    places = [other.place for other in among if _same_sort(figure, other)]
    before = max((place for place in places if place < figure.place), default=-1)
    after = min((place for place in places if place > figure.place), default=len(statement.text))
    begin = _break(statement, before, figure.place) if before >= 0 else 0
    end = _break(statement, figure.place, after) if after < len(statement.text) else after
    return frozenset(t.stem for t in statement.content if begin <= t.start < end)


def _break(statement: Statement, begin: int, end: int) -> int:
    """Return where two figures part: at the last stop or "and" between them."""
    parting = [
        t.start
        for t in statement.tokens
        if begin < t.start < end and (t.stops or t.word in ("and", "or", "but"))
    ]
    return parting[-1] if parting else end
