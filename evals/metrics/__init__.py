"""What a run is worth: named metrics, each with its n and its interval."""

from evals.metrics.catalogue import METRICS, Metric
from evals.metrics.per_case import Extra, per_case
from evals.metrics.scores import Figure, Scores, Slice
from evals.metrics.scoring import score

__all__ = ["METRICS", "Extra", "Figure", "Metric", "Scores", "Slice", "per_case", "score"]
