"""What a benchmark yields: named figures, each with what it should reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Aim(StrEnum):
    """On which side of the bound a figure should be."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `aim` and `bound` say what it should reach, `note` how it was got.

    Figures of one `curve` are the same at several sizes: `at` is the number of clauses.
    """

    name: str
    value: float
    unit: str = ""
    aim: Aim = Aim.NONE
    bound: float = 0.0
    note: str = ""
    curve: str = ""
    at: int = 0

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None where there is none."""
        match self.aim:
            case Aim.AT_LEAST:
                return self.value >= self.bound
            case Aim.AT_MOST:
                return self.value <= self.bound
            case Aim.NONE:
                return None


def at_least(name: str, value: float, bound: float, unit: str = "", note: str = "") -> Figure:
    """Return a figure that should be `bound` or more."""
    return Figure(name, float(value), unit, Aim.AT_LEAST, bound, note)


def at_most(name: str, value: float, bound: float, unit: str = "", note: str = "") -> Figure:
    """Return a figure that should be `bound` or less."""
    return Figure(name, float(value), unit, Aim.AT_MOST, bound, note)


def plain(name: str, value: float, unit: str = "", note: str = "") -> Figure:
    """Return a figure that is only reported."""
    return Figure(name, float(value), unit, note=note)


def point(curve: str, at: int, value: float, unit: str) -> Figure:
    """Return a figure of a curve, at so many clauses."""
    return Figure(f"{curve} at {at:,} clauses", float(value), unit, curve=curve, at=at)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0–100) percent of the values lie."""
    return float(np.percentile(values, share))
