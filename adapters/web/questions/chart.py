"""Counts over time as bars one above the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.model import Kind
from bot.record_search import Tally

# Units of the drawing; the page stretches it.
WIDTH: Final = 1000
HEIGHT: Final = 200
_GAP: Final = 0.2  # share of a stretch that stays empty


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a bar; `y` is its top."""

    kind: Kind
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The questions of some days by how they ended."""

    begins: date
    counts: dict[Kind, int]

    @property
    def count(self) -> int:
        """How many they were."""
        return sum(self.counts.values())


def stretches(tallies: Sequence[Tally], begins: Sequence[date]) -> list[Stretch]:
    """Return what was counted, stretch by stretch."""
    return [
        Stretch(
            day,
            {k: sum(t.stretches[place] for t in tallies if t.kind is k) for k in Kind},
        )
        for place, day in enumerate(begins)
    ]


def bars(counted: Sequence[Stretch]) -> Iterator[Bar]:
    """Yield the pieces of all bars; the highest bar is as high as the drawing."""
    highest = max((one.count for one in counted), default=0)
    if not highest:
        return
    each = WIDTH / len(counted)
    for place, one in enumerate(counted):
        top = float(HEIGHT)
        for kind, count in one.counts.items():
            height = HEIGHT * count / highest
            top -= height
            if count:
                x, width = (place + _GAP / 2) * each, each * (1 - _GAP)
                yield Bar(kind, round(x, 2), round(top, 2), round(width, 2), round(height, 2))
