"""Fitting the confidence model, and judging it on what it never saw. Pure but for the solver."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Features = Mapping[str, float]
# scikit-learn's C, for features brought to one spread: a little shrinkage, for seven features
# that lean on each other.
_STRENGTH = 0.1
_PARTS = 5


class OneKind(ValueError):
    """Nothing can be told from examples that all have the same truth."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic model on the features as they come."""

    intercept: float
    weights: Mapping[str, float]

    def probabilities(self, rows: Sequence[Features]) -> NDArray[np.float64]:
        """Return the probability (0–1) for each row of features."""
        table = _table(rows, list(self.weights))
        logits = self.intercept + table @ np.array(list(self.weights.values()))
        return np.asarray(1 / (1 + np.exp(-logits)))


def fit(
    rows: Sequence[Features],
    truth: Sequence[bool],
    weights: Sequence[float] | None = None,
) -> Fitted:
    """Fit on rows of features with what is true of each; `weights` say how much each counts.

    Raises OneKind where all rows have the same truth, or there are none.
    """
    if len(set(truth)) < 2:  # noqa: PLR2004 - true and false
        raise OneKind
    names = list(rows[0])
    table = _table(rows, names)
    middle, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0  # a feature that never varies gets no weight
    model = LogisticRegression(C=_STRENGTH, max_iter=1_000)
    model.fit((table - middle) / spread, np.array(truth), sample_weight=weights)
    slopes = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - slopes @ middle)
    return Fitted(intercept, dict(zip(names, map(float, slopes), strict=True)))


def crossed(
    rows: Sequence[Features],
    groups: Sequence[str],
    fit_on: Callable[[Sequence[int]], Fitted],
    parts: int = _PARTS,
) -> NDArray[np.float64]:
    """Return each row's probability from a fit that saw no row of its group.

    `fit_on` fits on the rows of the given places.
    """
    part = {group: place % parts for place, group in enumerate(sorted(set(groups)))}
    chances = np.empty(len(rows))
    for number in range(parts):
        mine = [place for place, group in enumerate(groups) if part[group] == number]
        others = [place for place, group in enumerate(groups) if part[group] != number]
        if mine:
            chances[mine] = fit_on(others).probabilities([rows[place] for place in mine])
    return chances


def _table(rows: Sequence[Features], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[row[name] for name in names] for row in rows])
