"""Slices as a report shows them: the weakest first, the smallest last. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics import Scores, Slice
from evals.metrics.scores import SliceKind
from evals.report.wording import Told, counted, told

FEW = 10  # cases; a share of fewer may be anything
# Of true values, a 95 % interval misses one in twenty, and half of those to this side.
_BY_CHANCE = "about one in forty"
_COLUMNS = ("answered_when_answerable", "not_answered_when_unanswerable", "citation_precision")
_TITLES: dict[SliceKind, str] = {
    "tag": "By tag",
    "audience": "By audience",
    "document": "By document that holds the answer",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A slice: how much of it passed, and its other figures.

    `weak` marks what is probably worse than the whole: its interval lies below.
    """

    name: str
    cases: int
    passed: Told
    others: tuple[Told, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The slices of one kind, the weakest first; `few` are those with fewer than FEW cases."""

    kind: SliceKind
    title: str
    rows: Sequence[Row]
    few: Sequence[Row]


def groups(scores: Scores) -> tuple[Group, ...]:
    """Return the slices by kind; a kind that only one slice has says nothing and is left out."""
    made = (_group(kind, title, scores) for kind, title in _TITLES.items())
    return tuple(one for one in made if len(one.rows) + len(one.few) > 1)


def weak(scores: Scores) -> tuple[Row, ...]:
    """Return the slices that are probably worse than the whole, the weakest first."""
    rows = [row for group in groups(scores) for row in group.rows if row.weak]
    return tuple(sorted(rows, key=_value))


def chance(scores: Scores) -> str:
    """Return how many slices were looked at, and how many of those look weak by chance alone."""
    looked = sum(len(group.rows) for group in groups(scores))
    return (
        f"{counted(looked, 'slice')} with at least {FEW} cases {'was' if looked == 1 else 'were'}"
        f" looked at; {_BY_CHANCE} may look weaker by chance alone."
    )


def _group(kind: SliceKind, title: str, scores: Scores) -> Group:
    whole = scores.overall["passed"].value
    rows = sorted((_row(one, whole) for one in scores.slices if one.kind == kind), key=_value)
    many = [row for row in rows if row.cases >= FEW]
    return Group(kind, title, many, [row for row in rows if row.cases < FEW])


def _row(one: Slice, whole: float | None) -> Row:
    passed = one.figures["passed"]
    below = whole is not None and passed.high is not None and passed.high < whole
    others = tuple(told(one.figures[name]) for name in _COLUMNS)
    return Row(one.name, one.cases, told(passed), others, below and one.cases >= FEW)


def _value(row: Row) -> tuple[float, str]:
    return (row.passed.span[0] if row.passed.span else 2.0), row.name
