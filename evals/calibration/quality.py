"""How good stated probabilities are: figures with their intervals, and the risk–coverage curve."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import DegenerateDataWarning, bootstrap, rankdata

Numbers = NDArray[np.float64]
_RESAMPLES = 1_000
_BATCH = 100  # resamples at a time, for memory
_BINS = 10
COVERAGES: Final = tuple(round(step / 10, 1) for step in range(1, 11))


def numbers(values: Iterable[float]) -> Numbers:
    """Return numbers as an array; what is true becomes 1, what isn't 0."""
    return np.fromiter(values, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and its 95% interval; None where there is too little for one."""

    value: float
    low: float | None
    high: float | None


def brier(truth: Numbers, chances: Numbers, axis: int = -1) -> Numbers:
    """Return the mean squared difference of chance and truth (Brier 1950); 0 is perfect."""
    return np.asarray(((chances - truth) ** 2).mean(axis=axis))


def calibration_error(truth: Numbers, chances: Numbers, axis: int = -1) -> Numbers:
    """Return how far chances are from what comes true, in ten bins of as many cases; 0 is perfect.

    The expected calibration error with adaptive bins of Nixon et al. 2019,
    https://arxiv.org/abs/1904.01685.
    """
    order = np.argsort(chances, axis=axis, kind="stable")
    gaps = np.take_along_axis(chances - truth, order, axis=axis)
    count = truth.shape[axis]
    starts = np.unique(np.linspace(0, count, _BINS, endpoint=False).astype(int))
    return np.asarray(np.abs(np.add.reduceat(gaps, starts, axis=axis)).sum(axis=axis) / count)


def auroc(truth: Numbers, chances: Numbers, axis: int = -1) -> Numbers:
    """Return how often the true one of a pair has the higher chance; a tie counts half.

    By ranks, as Mann and Whitney 1947; not a number where all are true, or none.
    """
    yes = truth.sum(axis=axis)
    no = truth.shape[axis] - yes
    ranks = (rankdata(chances, axis=axis) * truth).sum(axis=axis)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((ranks - yes * (yes + 1) / 2) / (yes * no))


def measured(statistic: Callable[..., Numbers], *columns: Numbers) -> Measured:
    """Return a statistic of cases with its interval by resampling them (percentile bootstrap)."""
    value = float(statistic(*columns))
    if len(columns[0]) <= 1:
        return Measured(value, None, None)
    with warnings.catch_warnings():
        # Where nothing varies there is no interval, and that is told by None.
        warnings.simplefilter("ignore", DegenerateDataWarning)
        found = bootstrap(
            columns,
            statistic,
            n_resamples=_RESAMPLES,
            batch=_BATCH,
            vectorized=True,
            paired=True,
            method="percentile",
            rng=0,
        ).confidence_interval
    return Measured(value, _number(found.low), _number(found.high))


def curve(truth: Numbers, chances: Numbers) -> tuple[float, ...]:
    """Return which share of the surest tenth is true, of the surest two tenths, and so on to all.

    Cases of one chance come all together: their order says nothing.
    """
    order = np.argsort(-chances, kind="stable")
    true = np.concatenate([[0.0], np.cumsum(truth[order])])
    ends = np.concatenate([[0], np.flatnonzero(np.diff(chances[order], append=-1.0)) + 1])
    taken = np.array(COVERAGES) * len(truth)
    return tuple(map(float, np.interp(taken, ends, true[ends]) / taken))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
