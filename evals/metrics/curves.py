"""What plots are drawn from: points and counts, as frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from evals.metrics import trust
from evals.metrics.retrieval import first_right
from evals.metrics.table import Numbers, Table
from evals.model import Case, Result

_RANKS, _POINTS, _TIME_BINS = 10, 200, 24


@dataclass(frozen=True, slots=True)
class Point:
    """Serving that share of the cases, the most confident first, this share of them is wrong."""

    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases with a confidence above `low` up to `high`: mean confidence, and share right."""

    low: float
    high: float
    n: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many values lie from `low` to `high`."""

    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Curves:
    """The data of the plots, over all cases that aren't stale.

    `ranks` counts results by the place of the first right clause, 1 to 10, and `not_found` those
    without one. `confusion` counts results by what was expected ("answer or escalate") and what
    was decided ("error" where nothing was). `times` are the cases' times in milliseconds; the
    last bar holds the slowest 1 %.
    """

    risk_coverage: tuple[Point, ...]
    reliability: tuple[Bin, ...]
    ranks: tuple[int, ...]
    not_found: int
    confusion: Mapping[str, Mapping[str, int]]
    times: tuple[Bar, ...]


@dataclass(slots=True)
class Counts:
    """Counts results as they come by."""

    ranks: Counter[int | None] = field(default_factory=Counter)
    decided: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, case: Case, results: Iterable[Result]) -> None:
        """Count a case's results; those of a stale case don't count."""
        for result in results:
            if result.unmeetable:
                continue
            self.decided[" or ".join(sorted(case.expect)), str(result.kind or "error")] += 1
            if case.gold:
                self.ranks[first_right(result)] += 1

    def curves(self, table: Table) -> Curves:
        """Return the data of all plots."""
        stated = table.column("confidence")[table.stated], table.column("right")[table.stated]
        return Curves(
            risk_coverage=tuple(_risk_coverage(*stated)),
            reliability=tuple(_reliability(*stated)),
            ranks=tuple(self.ranks[rank] for rank in range(1, _RANKS + 1)),
            not_found=self.ranks[None],
            confusion=self._confusion(),
            times=tuple(_times(table.column("milliseconds"))),
        )

    def _confusion(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for (expected, decided), n in sorted(self.decided.items()):
            found.setdefault(expected, {})[decided] = n
        return found


def _risk_coverage(confidence: Numbers, right: Numbers) -> Iterator[Point]:
    if not len(confidence):
        return
    tally = trust.Ladder.of(confidence, right).tally(np.ones((1, len(confidence))))
    reached = np.cumsum(tally.cases[0])
    wrong = reached - np.cumsum(tally.right[0])
    places = np.linspace(0, len(reached) - 1, min(_POINTS, len(reached))).round().astype(np.intp)
    for place in places:
        yield Point(float(reached[place] / reached[-1]), float(wrong[place] / reached[place]))


def _reliability(confidence: Numbers, right: Numbers) -> Iterator[Bin]:
    places = trust.bin_of(confidence)
    for place in range(trust.BINS):
        inside = places == place
        ends = place / trust.BINS, (place + 1) / trust.BINS
        if n := int(inside.sum()):
            yield Bin(*ends, n, float(confidence[inside].mean()), float(right[inside].mean()))
        else:
            yield Bin(*ends, 0, None, None)


def _times(column: Numbers) -> Iterator[Bar]:
    times = column[~np.isnan(column)]
    if not len(times):
        return
    usual = float(np.quantile(times, 0.99))
    edges = np.linspace(0, usual, _TIME_BINS + 1)
    counts, _ = np.histogram(np.minimum(times, usual), edges)
    edges[-1] = times.max()
    for low, high, n in zip(edges[:-1], edges[1:], counts, strict=True):
        yield Bar(float(low), float(high), int(n))
