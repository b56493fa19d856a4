"""What differs between two runs, as frozen values. A is the earlier one, B the one compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evals.metrics import Metric
from evals.model import Case, Result
from evals.runs import Facts


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in both runs over the same cases; `low` and `high` are a 95 % interval.

    `value` is B minus A, in the metric's own unit. None where nothing was measured. `n` is how
    many cases were measured in both runs.
    """

    metric: Metric
    a: float | None
    b: float | None
    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def within_noise(self) -> bool:
        """Whether chance alone may have made the difference: its interval includes zero.

        Without an interval nothing else is known.
        """
        return self.low is None or self.high is None or self.low <= 0 <= self.high

    @property
    def gain(self) -> float:
        """By how much B is better; negative where it is worse."""
        value = self.value or 0.0
        return value if self.metric.better == "higher" else -value


@dataclass(frozen=True, slots=True)
class Pair:
    """A case with what came of it in both runs, and what was wrong with that.

    Of several repetitions the first failing one is shown, or the first.
    """

    case: Case
    a: Result
    b: Result
    wrong_a: tuple[str, ...] = ()
    wrong_b: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Something beside the answers that differs between the runs, such as the day."""

    what: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Which cases can be compared: those that are in both runs, word for word the same.

    `only_a` and `only_b` are the ids of cases that the other run doesn't have, `differing` of
    those that ask for something else there, `stale` of those whose gold is gone in either.
    """

    count: int
    only_a: tuple[str, ...] = ()
    only_b: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side: their folders, and what is recorded of A and of B.

    `won` failed in A and passed in B, `lost` the other way round; `changed` has the same
    verdict but another decision, reason or citations. `unfinished` names the runs ("A", "B")
    that were compared as far as they go.
    """

    a: Path
    b: Path
    facts: tuple[Facts, Facts]
    shared: Shared
    conditions: tuple[Condition, ...]
    differences: tuple[Difference, ...]
    won: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    unfinished: tuple[str, ...] = ()
