"""One calibration's confidences on a set: how good they are, and what its bands hold. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from evals.calibration.quality import (
    Measured,
    Numbers,
    auroc,
    brier,
    calibration_error,
    curve,
    measured,
)
from evals.calibration.thresholds import Answers, answers


@dataclass(frozen=True, slots=True)
class Side:
    """How good one calibration's confidences are on the set, and what its bands hold.

    `curve` has the share of right ones among the surest tenth of the cases, two tenths, and so on.
    """

    brier: Measured
    calibration_error: Measured
    auroc: Measured
    curve: tuple[float, ...]
    sure: Answers
    unsure: Answers
    withheld: Answers


def side(truth: Numbers, chances: Numbers, sure: float, unsure: float) -> Side:
    """Return how good the chances are where `truth` is 1 for right, with bands from these on."""
    return Side(
        brier=measured(brier, truth, chances),
        calibration_error=measured(calibration_error, truth, chances),
        auroc=measured(auroc, truth, chances),
        curve=curve(truth, chances),
        sure=answers(truth, chances, sure),
        unsure=answers(truth, chances, unsure, sure),
        withheld=answers(truth, chances, 0.0, unsure),
    )
