"""95 % intervals by scipy's bootstrap, for all metrics of some cases at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from evals.metrics.table import Numbers

_RESAMPLES = 1000
# For very many cases fewer do, since the interval is narrow: so many cells in all, but no fewer
# resamples than these.
_CELLS, _FEWEST = 2_000_000, 250
# Cells at a time: what fits in a processor's cache is four times as fast as ten times as much.
_BATCH = 100_000
_SEED = 20_260_701


def intervals(
    estimate: Callable[[Numbers], Numbers], values: Numbers, cases: int
) -> tuple[Numbers, Numbers]:
    """Return the low and the high ends of 95 % intervals around some values.

    `estimate` returns the values (rows) for resamples (columns), given how often each case
    (columns) is in each resample (rows). Cases are drawn with replacement, the same for all
    values; the percentile method takes the middle 95 % (Efron & Tibshirani 1993, chapter 13).
    A resample to which a value doesn't apply counts as having the value itself. An interval is
    widened to hold its value where resampling moves it aside, as it does with calibration errors
    of few cases. What is NaN has no interval: NaN.

    Where all cases agree the interval has no width, though more cases could differ: of n cases
    without a fault, up to about 3 / n of all may still have one (the rule of three).
    """
    if cases < 2:  # noqa: PLR2004 — of one case there is but one resample
        return values, values
    # Half a second, which a command that doesn't score shouldn't take.
    from scipy.stats import bootstrap  # noqa: PLC0415

    def statistic(drawn: Numbers, axis: int) -> Numbers:  # noqa: ARG001 — scipy names it
        found = estimate(_counts(drawn, cases))
        return np.where(np.isnan(found), np.nan_to_num(values)[:, None], found)

    interval = bootstrap(
        (np.arange(cases),),
        statistic,
        n_resamples=min(_RESAMPLES, max(_FEWEST, _CELLS // cases)),
        batch=max(1, _BATCH // cases),
        vectorized=True,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return np.minimum(interval.low, values), np.maximum(interval.high, values)


def _counts(drawn: Numbers, cases: int) -> Numbers:
    """Return how often each case (columns) was drawn in each resample (rows)."""
    rows = np.arange(len(drawn))[:, None] * cases
    counts = np.bincount((drawn + rows).ravel(), minlength=len(drawn) * cases)
    return counts.reshape(len(drawn), cases).astype(np.float64)
