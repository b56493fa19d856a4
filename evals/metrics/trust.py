"""What a stated confidence is worth, over many cases at once, for each of many resamples.

Cases of equal confidence have no order among themselves: where the order matters, its expected
value over all orders is taken, so that nothing hangs on how a test set is sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Bins of equal width, as in Guo et al., "On Calibration of Modern Neural Networks" (2017).
BINS = 10
_PRECISION = 0.95
# Sums of shares aren't exact: 19 right of 20 must do for 95 %.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Tally:
    """For each resample (rows) and step of the ladder (columns): cases, and the right ones.

    `confidence` is that of each step, falling.
    """

    cases: Numbers
    right: Numbers
    confidence: Numbers

    @property
    def size(self) -> Numbers:
        """How many cases each resample has."""
        size: Numbers = self.cases.sum(axis=1)
        return size


@dataclass(frozen=True)
class Ladder:
    """Cases by confidence, the most confident first; cases of equal confidence share a step."""

    order: NDArray[np.intp]
    steps: NDArray[np.intp]
    confidence: Numbers
    right: Numbers

    @classmethod
    def of(cls, confidence: Numbers, right: Numbers) -> Ladder:
        """Order at least one case."""
        order = np.argsort(-confidence, kind="stable")
        ordered = confidence[order]
        steps = np.flatnonzero(np.diff(ordered, prepend=np.inf))
        return cls(order, steps, ordered, right[order])

    def tally(self, counts: Numbers) -> Tally:
        """Count the cases of each resample, given how often each case is in it."""
        cases = counts[:, self.order]
        return Tally(
            np.add.reduceat(cases, self.steps, axis=1),
            np.add.reduceat(cases * self.right, self.steps, axis=1),
            self.confidence[self.steps],
        )


def bin_of(confidence: Numbers) -> NDArray[np.intp]:
    """Return the bins, 0–9; a bound belongs to the bin below it, as in Guo et al."""
    places = np.ceil(confidence * BINS - _ROUNDING).astype(np.intp) - 1
    return np.clip(places, 0, BINS - 1)


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """Divide; NaN where there is nothing to divide by."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def aurc(tally: Tally) -> Numbers:
    """Return the area under the risk–coverage curve: the mean risk over all coverages.

    El-Yaniv & Wiener, "On the Foundations of Noise-free Selective Classification" (2010);
    Geifman & El-Yaniv, "Selective Classification for Deep Neural Networks" (2017). Within a step
    errors come evenly, which is the expected value over all orders of its cases.
    """
    cases, wrong = tally.cases, tally.cases - tally.right
    reached = np.cumsum(cases, axis=1)
    before, wrong_before = reached - cases, np.cumsum(wrong, axis=1) - wrong
    rate = np.divide(wrong, cases, out=np.zeros_like(wrong), where=cases > 0)
    harmonic = np.concatenate(([0.0], np.cumsum(1 / np.arange(1, reached.max() + 1))))
    between = harmonic[reached.astype(np.intp)] - harmonic[before.astype(np.intp)]
    risks = (wrong_before - before * rate) * between + wrong
    return ratio(risks.sum(axis=1), tally.size)


def coverage(tally: Tally) -> Numbers:
    """Return the largest share of cases, the most confident first, of which 95 % are right."""
    reached = np.cumsum(tally.cases, axis=1)
    right = np.cumsum(tally.right, axis=1)
    served = np.where(right >= _PRECISION * reached - _ROUNDING, reached, 0)
    return ratio(served.max(axis=1), tally.size)


def auroc(tally: Tally) -> Numbers:
    """Return how often a right case has more confidence than a wrong one; a tie counts half."""
    right, wrong = tally.right, tally.cases - tally.right
    below = wrong.sum(axis=1, keepdims=True) - np.cumsum(wrong, axis=1)
    pairs = right.sum(axis=1) * wrong.sum(axis=1)
    return ratio((right * (below + wrong / 2)).sum(axis=1), pairs)


def calibration_error(tally: Tally) -> Numbers:
    """Return the expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    too_much = tally.cases * tally.confidence - tally.right
    bins = np.flatnonzero(np.diff(bin_of(tally.confidence), prepend=BINS))
    return ratio(np.abs(np.add.reduceat(too_much, bins, axis=1)).sum(axis=1), tally.size)


ESTIMATORS: Mapping[str, Callable[[Tally], Numbers]] = {
    "aurc": aurc,
    "coverage@95": coverage,
    "auroc": auroc,
    "calibration_error": calibration_error,
}
