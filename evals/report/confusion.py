"""What was right against what was decided, as a table that is its own picture. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_DECISIONS = ("answer", "clarify", "escalate", "decline", "error")
_SHADES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """How many results were decided so; `shade` from 0 (none) to 4 (all of the row)."""

    decision: str
    n: int
    right: bool
    shade: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """A column for each decision that is expected or was made, a row for each expectation."""

    decisions: Sequence[str]
    rows: Sequence[tuple[str, int, Sequence[Cell]]]


def confusion(counts: Mapping[str, Mapping[str, int]]) -> Confusion:
    """Return the table, the most frequent expectation first."""
    seen = {word for row in counts.values() for word in row}
    expected = {word for name in counts for word in name.split(" or ")}
    decisions = [word for word in _DECISIONS if word in seen | expected]
    names = sorted(counts, key=lambda name: (-sum(counts[name].values()), name))
    return Confusion(decisions, [_row(name, counts[name], decisions) for name in names])


def _row(
    name: str, found: Mapping[str, int], decisions: Sequence[str]
) -> tuple[str, int, Sequence[Cell]]:
    total, right = sum(found.values()), name.split(" or ")
    cells = [
        Cell(word, n := found.get(word, 0), word in right, -(-_SHADES * n // total))
        for word in decisions
    ]
    return name, total, cells
