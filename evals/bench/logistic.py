"""Fitting the confidence model. Pure but for the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.bench.judged import Judged

# scikit-learn's C: a little shrinkage, for seven features that lean on each other.
_STRENGTH = 0.1
_RESAMPLES = 1_000

Sources = Mapping[str, Sequence[Judged]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic model on the features as they come."""

    intercept: float
    weights: dict[str, float]

    def probabilities(self, asked: Sequence[Judged]) -> NDArray[np.float64]:
        """Return the probability for each question."""
        rows = np.array([[one.features[name] for name in self.weights] for one in asked])
        logits = self.intercept + rows @ np.array(list(self.weights.values()))
        return np.asarray(1 / (1 + np.exp(-logits)))


def fit(sources: Sources) -> Fitted:
    """Fit on all sources; each counts the same, and in each the answerable half of it."""
    asked = [(name, one) for name, found in sources.items() for one in found]
    names = list(asked[0][1].features)
    rows = np.array([[one.features[name] for name in names] for _, one in asked])
    truth = np.array([one.answerable for _, one in asked])
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0  # a feature that never varies gets no weight
    model = LogisticRegression(C=_STRENGTH, max_iter=1_000)
    model.fit((rows - middle) / spread, truth, sample_weight=_weights(asked))
    slopes = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - slopes @ middle)
    return Fitted(intercept, dict(zip(names, map(float, slopes), strict=True)))


def crossed(sources: Sources, parts: int = 5) -> dict[str, NDArray[np.float64]]:
    """Return each question's probability from a fit that saw nothing of its group."""
    groups = sorted({one.group for found in sources.values() for one in found})
    part = {group: place % parts for place, group in enumerate(groups)}
    models = [
        fit({name: [o for o in found if part[o.group] != n] for name, found in sources.items()})
        for n in range(parts)
    ]
    return {
        name: np.array([models[part[one.group]].probabilities([one])[0] for one in found])
        for name, found in sources.items()
    }


def auroc(asked: Sequence[Judged], chances: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return the area under the curve, and its 95% interval by resampling questions."""
    truth = np.array([one.answerable for one in asked])
    dealer = np.random.default_rng(0)
    areas = []
    for _ in range(_RESAMPLES):
        drawn = dealer.integers(0, len(truth), len(truth))
        if 0 < truth[drawn].sum() < len(truth):
            areas.append(roc_auc_score(truth[drawn], chances[drawn]))
    low, high = np.percentile(areas, (2.5, 97.5))
    return float(roc_auc_score(truth, chances)), float(low), float(high)


def _weights(asked: Sequence[tuple[str, Judged]]) -> NDArray[np.float64]:
    counts = Counter((name, one.answerable) for name, one in asked)
    return np.array([len(asked) / counts[name, one.answerable] for name, one in asked])
