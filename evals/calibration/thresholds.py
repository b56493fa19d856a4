"""From a target ("95% of confident answers right") to the bands. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from scipy.stats import binomtest

from evals.calibration.quality import Numbers

# An answer is shown, with a caveat, where the chance that it is one is at least one in four.
# Probabilities fitted on a set mean what they say there, so the threshold is the chance itself.
UNSURE: Final = 0.25
_STEPS = tuple(step / 100 for step in range(round(UNSURE * 100), 100))


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers from a probability on: how many, how many of them right, and which share that is.

    `low` is the lower end of the share's 95% interval (Wilson 1927); both None where there are
    no answers.
    """

    threshold: float
    count: int
    right: int
    share: float | None
    low: float | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Where band *sure* begins: as low as the target allows, or the best there is."""

    reached: bool
    answers: Answers


def answers(truth: Numbers, chances: Numbers, lowest: float, below: float = math.inf) -> Answers:
    """Return the answers whose probability is at least `lowest` and less than `below`."""
    these = (chances >= lowest) & (chances < below)
    count, right = int(these.sum()), int(truth[these].sum())
    if not count:
        return Answers(lowest, 0, 0, None, None)
    low = float(binomtest(right, count).proportion_ci(method="wilson").low)
    return Answers(lowest, count, right, right / count, low)


def choose(truth: Numbers, chances: Numbers, target: float) -> Choice | None:
    """Return the lowest threshold from which the share of right answers is at least `target`.

    Where none is: the one with the highest share. A threshold that fewer than 1 / (1 - target)
    answers pass isn't looked at: with so few the target could be met only without any error, and
    the share says nothing of errors. None where there are too few answers for any threshold.
    """
    fewest = math.ceil(round(1 / (1 - target), 6))
    found = [one for step in _STEPS if (one := answers(truth, chances, step)).count >= fewest]
    reached = (one for one in found if one.right >= target * one.count)
    if lowest := next(reached, None):
        return Choice(reached=True, answers=lowest)
    best = max(found, key=lambda one: one.right / one.count, default=None)
    return None if best is None else Choice(reached=False, answers=best)
