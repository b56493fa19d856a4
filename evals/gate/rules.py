"""What a gate asks for, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evals.metrics import Metric

# Means of tenths aren't exact: 0.92 - 0.90 must not be more than 0.02.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure's least or greatest value, in a slice such as "tag:urgent" ("": overall)."""

    metric: Metric
    value: float
    at_least: bool
    slice: str = ""

    def met(self, value: float) -> bool:
        """Whether a figure of this value is good enough."""
        short = self.value - value if self.at_least else value - self.value
        return short <= ROUNDING


@dataclass(frozen=True, slots=True)
class Allowance:
    """By how much a metric may be worse than in the baseline, in the metric's own unit."""

    metric: Metric
    value: float


@dataclass(frozen=True, slots=True)
class Rules:
    """A gate's rules as they stand in its file.

    `sets` are the test sets that a draft has to play. With `ignore_noise` a metric counts as
    worse only where its change is beyond noise. `ids` and `tags` name the cases that must pass,
    each of them; `stale_cases` is how many cases may be stale.
    """

    path: Path
    sets: tuple[Path, ...] = ()
    bounds: tuple[Bound, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    ignore_noise: bool = False
    ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    stale_cases: int = 0
