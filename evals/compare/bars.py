"""Differences as rows of a table, each with a bar that shows better to the right. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.compare.model import Difference
from evals.compare.wording import judgement
from evals.metrics import Metric
from evals.metrics.catalogue import Unit
from evals.report.wording import HEADLINES, NONE, amount

_STEPS = (1, 2, 3, 4, 5, 6, 8, 10)
_NAMES: Mapping[Unit, str] = {
    "share": "shares",
    "points": "scores",
    "ms": "times",
    "tokens": "tokens",
}
_MIDDLE = 0.5
_TONES = {"better": "good", "worse": "bad"}


@dataclass(frozen=True, slots=True)
class Row:
    """A difference as people read it; `told` is its change with what is known of chance.

    `span` are its value and interval on a line from 0 to 1, where ½ is no difference and more
    is better; None without an interval.
    """

    difference: Difference
    label: str
    a: str
    b: str
    change: str
    interval: str
    told: str
    judged: str
    tone: str
    span: tuple[float, float, float] | None


def rows(differences: Sequence[Difference]) -> tuple[Row, ...]:
    """Return the differences in their order; what has the same unit has the same scale."""
    reaches = _reaches(differences)
    return tuple(_row(one, reaches[one.metric.unit]) for one in differences)


def headlines(differences: Iterable[Difference]) -> tuple[Row, ...]:
    """Return those that have a name in plain words, in the order in which a director asks."""
    known = {one.metric.name: one for one in differences}
    return rows([known[name] for name in HEADLINES if name in known])


def scales(shown: Iterable[Row]) -> tuple[str, ...]:
    """Return how far the lines reach to either side, a phrase for each unit."""
    reaches = _reaches([row.difference for row in shown if row.span and set(row.span) != {_MIDDLE}])
    return tuple(_scale(unit, reach) for unit, reach in reaches.items())


def _row(one: Difference, reach: float) -> Row:
    metric, judged = one.metric, judgement(one)
    change, interval = _changed(metric, one.value), _interval(one)
    return Row(
        one,
        HEADLINES.get(metric.name, metric.name),
        amount(metric, one.a),
        amount(metric, one.b),
        change,
        interval,
        _told(one, change, interval),
        judged,
        _TONES.get(judged, ""),
        _span(one, reach),
    )


def _changed(metric: Metric, value: float | None) -> str:
    if value is None:
        return NONE
    if not value:
        return "no change"
    return f"{_figure(metric.unit, value)}{_unit(metric.unit)}"


def _interval(one: Difference) -> str:
    if one.low is None or one.high is None:
        return NONE
    low, high = (_figure(one.metric.unit, end) for end in (one.low, one.high))
    return f"{low} to {high}"


def _told(one: Difference, change: str, interval: str) -> str:
    if one.value is None:
        return "not measured in both runs"
    if interval == NONE and one.value:
        return f"{change}; too few cases to tell it from chance"
    return change if one.low == one.high else f"{change} ({interval})"


def _span(one: Difference, reach: float) -> tuple[float, float, float] | None:
    if one.value is None or one.low is None or one.high is None:
        return None
    sign = 1 if one.metric.better == "higher" else -1
    value, *ends = (_MIDDLE + sign * end / (2 * reach) for end in (one.value, one.low, one.high))
    return value, min(ends), max(ends)


def _reaches(differences: Iterable[Difference]) -> Mapping[Unit, float]:
    largest: dict[Unit, float] = {}
    for one in differences:
        ends = [abs(end) for end in (one.value, one.low, one.high) if end is not None]
        largest[one.metric.unit] = max([largest.get(one.metric.unit, 0.0), *ends])
    return {unit: _round(value) for unit, value in largest.items()}


def _round(value: float) -> float:
    """Return the next number that people know as the end of a scale; 1 for nothing."""
    if not value:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in _STEPS if step * power >= value), 10 * power)


def _scale(unit: Unit, reach: float) -> str:
    end = 100 * reach if unit == "share" else reach
    return f"{end:,g}{_unit(unit)} for {_NAMES[unit]}"


def _figure(unit: Unit, value: float) -> str:
    form = {"share": "+z.1f", "points": "+z.3f"}.get(unit, "+z,.0f")
    return f"{100 * value if unit == 'share' else value:{form}}".replace("-", "\N{MINUS SIGN}")


def _unit(unit: Unit) -> str:
    return {"share": " points", "ms": " ms"}.get(unit, "")
