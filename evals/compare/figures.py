"""The metrics of the same cases in two runs, with paired intervals around their differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from evals.compare.model import Difference
from evals.metrics import METRICS, Table, intervals
from evals.metrics.table import Numbers

# Of five cases that all go one way chance can't be ruled out at 95 % (sign test: 2 × ½⁵ = 0.06),
# and drawing from them would never show it.
_FEWEST = 6

Samples = Mapping[str, float]


def differences(cases: Iterable[tuple[Samples, Samples]]) -> tuple[Difference, ...]:
    """Return every metric that applies in either run, over pairs of what `per_case` returned.

    The intervals are scipy's bootstrap: cases are drawn with replacement, each with what it came
    to in both runs, so that what makes a case hard cancels out (paired; Koehn, "Statistical
    Significance Tests for Machine Translation Evaluation", 2004). Where fewer than six cases were
    measured in both runs there is none.
    """
    pairs = tuple(cases)
    if not pairs:
        return ()
    a, b = Table.of(one for one, _ in pairs), Table.of(two for _, two in pairs)
    metrics = [metric for metric in METRICS if _applies(metric.name, a, b)]
    names = [metric.name for metric in metrics]
    before, after = a.estimates(names)[:, 0], b.estimates(names)[:, 0]
    both = Table(np.where(np.isnan(b.values), np.nan, a.values))
    low, high = _intervals(names, a, b, both, after - before)
    columns = zip(metrics, before, after, low, high, strict=True)
    return tuple(
        Difference(
            metric,
            a=_number(old),
            b=_number(new),
            value=_number(new - old),
            low=_number(least),
            high=_number(most),
            n=both.population(metric.name),
        )
        for metric, old, new, least, most in columns
    )


def _applies(metric: str, *tables: Table) -> bool:
    return any(table.population(metric) for table in tables)


def _intervals(
    names: list[str], a: Table, b: Table, both: Table, values: Numbers
) -> tuple[Numbers, Numbers]:
    def estimate(counts: Numbers) -> Numbers:
        return b.estimates(names, counts) - a.estimates(names, counts)

    low, high = intervals(estimate, values, len(a.values))
    too_few = [both.population(name) < _FEWEST for name in names]
    return np.where(too_few, np.nan, low), np.where(too_few, np.nan, high)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
