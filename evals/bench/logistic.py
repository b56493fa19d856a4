"""Fitting the confidence model on several sources at once, as the packaged one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.bench.judged import Judged
from evals.calibration import logistic
from evals.calibration.logistic import Fitted

Sources = Mapping[str, Sequence[Judged]]


def fit(sources: Sources) -> Fitted:
    """Fit on all sources; each counts the same, and in each the answerable half of it."""
    return _fit([(name, one) for name, found in sources.items() for one in found])


def crossed(sources: Sources, parts: int = 5) -> dict[str, NDArray[np.float64]]:
    """Return each question's probability from a fit that saw nothing of its group."""
    asked = [(name, one) for name, found in sources.items() for one in found]
    chances = logistic.crossed(
        [one.features for _, one in asked],
        [one.group for _, one in asked],
        lambda places: _fit([asked[place] for place in places]),
        parts,
    )
    return {name: chances[[name == of for of, _ in asked]] for name in sources}


def _fit(asked: Sequence[tuple[str, Judged]]) -> Fitted:
    counts = Counter((name, one.answerable) for name, one in asked)
    return logistic.fit(
        [one.features for _, one in asked],
        [one.answerable for _, one in asked],
        [len(asked) / counts[name, one.answerable] for name, one in asked],
    )
