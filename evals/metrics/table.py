"""Values by case and name, and every metric estimated from them: for the cases, or resamples."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evals.metrics import trust
from evals.metrics.catalogue import METRICS

Numbers = NDArray[np.float64]

_TIMES = {"p50_ms": 0.5, "p95_ms": 0.95}
_MEANS = [
    metric.name
    for metric in METRICS
    if metric.name not in trust.ESTIMATORS and metric.name not in _TIMES
]
_COLUMNS = {name: at for at, name in enumerate((*_MEANS, "confidence", "right", "milliseconds"))}
# What a metric that is no mean of a column of its own is computed from.
_SOURCE = dict.fromkeys(trust.ESTIMATORS, "confidence") | dict.fromkeys(_TIMES, "milliseconds")


@dataclass(frozen=True)
class Table:
    """One row a case, one column a name; NaN where a case has no such value."""

    values: Numbers

    @classmethod
    def of(cls, cases: Iterable[Mapping[str, float]]) -> Table:
        """Keep what `per_case` returned for each case; only the numbers are held."""
        cells = array("d")
        for case in cases:
            cells.extend(case.get(name, np.nan) for name in _COLUMNS)
        return cls(np.array(cells, dtype=np.float64).reshape(-1, len(_COLUMNS)))

    @cached_property
    def stated(self) -> NDArray[np.intp]:
        """The rows of the cases with a stated confidence."""
        return np.flatnonzero(~np.isnan(self.column("confidence")))

    def rows(self, places: Sequence[int]) -> Table:
        """Return the table of some of the cases."""
        return Table(self.values[np.asarray(places, dtype=np.intp)])

    def column(self, name: str) -> Numbers:
        """Return a column: a value or NaN for each case."""
        column: Numbers = self.values[:, _COLUMNS[name]]
        return column

    def population(self, metric: str) -> int:
        """Return to how many cases a metric applies."""
        return int(np.count_nonzero(~np.isnan(self.column(_SOURCE.get(metric, metric)))))

    def varies(self, metric: str) -> bool:
        """Whether resampling the cases could change the metric at all."""
        known = self._known(_SOURCE.get(metric, metric))
        if metric in trust.ESTIMATORS:
            return len(known) > 1
        return len(known) > 0 and bool(known.min() < known.max())

    def estimates(self, metrics: Sequence[str], counts: Numbers | None = None) -> Numbers:
        """Return the metrics (rows) for each resample (columns); NaN where one doesn't apply.

        `counts` tells how often each case (columns) is in each resample (rows); without, the
        cases are estimated as they are.
        """
        if counts is None:
            counts = np.ones((1, len(self.values)))
        means = [name for name in metrics if name not in _SOURCE]
        found = dict(zip(means, self._means(means, counts), strict=True))
        found |= self._trust([name for name in metrics if name in trust.ESTIMATORS], counts)
        found |= {name: self._slowest(_TIMES[name], counts) for name in metrics if name in _TIMES}
        return np.array([found[name] for name in metrics]).reshape(len(metrics), len(counts))

    def _means(self, names: Sequence[str], counts: Numbers) -> Numbers:
        columns = self.values[:, [_COLUMNS[name] for name in names]]
        applies = ~np.isnan(columns)
        return trust.ratio(
            _product(counts, np.where(applies, columns, 0)),
            _product(counts, applies.astype(np.float64)),
        )

    def _trust(self, names: Sequence[str], counts: Numbers) -> Iterator[tuple[str, Numbers]]:
        if names and len(self.stated):
            tally = self._ladder.tally(counts[:, self.stated])
            yield from ((name, trust.ESTIMATORS[name](tally)) for name in names)
        else:
            yield from ((name, np.full(len(counts), np.nan)) for name in names)

    @cached_property
    def _ladder(self) -> trust.Ladder:
        return trust.Ladder.of(
            self.column("confidence")[self.stated], self.column("right")[self.stated]
        )

    def _slowest(self, share: float, counts: Numbers) -> Numbers:
        """Return the quantile of the times, between two of them in proportion (R's type 7)."""
        times = self.column("milliseconds")
        order = np.argsort(times)[: np.count_nonzero(~np.isnan(times))]
        if not len(order):
            return np.full(len(counts), np.nan)
        reached = np.cumsum(counts[:, order], axis=1)
        place = share * np.maximum(reached[:, -1] - 1, 0)
        below, above = (
            times[order][np.argmax(reached > edge[:, None], axis=1)]
            for edge in (np.floor(place), np.ceil(place))
        )
        found = below + (above - below) * (place - np.floor(place))
        return np.where(reached[:, -1] > 0, found, np.nan)

    def _known(self, name: str) -> Numbers:
        column = self.column(name)
        return column[~np.isnan(column)]


def _product(counts: Numbers, columns: Numbers) -> Numbers:
    """Return the sum of each column (rows) for each resample (columns).

    Not by `@`: its threads wait for each other where other work keeps the cores busy, and take
    many times as long for products as small as these.
    """
    product: Numbers = np.einsum("rc,cm->mr", counts, columns)
    return product
