"""Made cases: features drawn by chance, and what is true of them by a known law."""

from __future__ import annotations

import numpy as np

from bot.confidence import FEATURES, Calibration
from evals.calibration.examples import Example, Gathered

# A law that the packaged calibration doesn't know.
INTERCEPT = -1.0
WEIGHTS = dict(zip(FEATURES, (4.0, -2.0, 1.5, 0.0, 1.0, 0.0, -1.0), strict=True))
LAW = Calibration(INTERCEPT, WEIGHTS, 0.7, 0.25, "model")


def examples(count: int, seed: int = 0, law: Calibration = LAW) -> tuple[Example, ...]:
    """Return examples that come true as often as the law says; each is its own conversation."""
    dealer = np.random.default_rng(seed)
    rows = dealer.normal(size=(count, len(FEATURES)))
    drawn = dealer.random(count)
    found = []
    for number, (row, chance) in enumerate(zip(rows, drawn, strict=True)):
        features = dict(zip(FEATURES, map(float, row), strict=True))
        right = bool(chance < law.probability(features))
        found.append(Example(f"{seed}-{number}", features, right))
    return tuple(found)


def gathered(of: tuple[Example, ...]) -> Gathered:
    return Gathered(of, tuple(f"{number:016x}" for number in range(len(of))), 0, 0, 0)
