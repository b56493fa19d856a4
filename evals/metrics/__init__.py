"""What a run is worth: named metrics, each with its n and its interval.

`score` does it all. For a difference between two runs of the same cases, a `Table` of each run's
`per_case` values, in the same order, goes with `intervals`:

    intervals(lambda counts: new.estimates(names, counts) - old.estimates(names, counts), …)
"""

from evals.metrics.catalogue import METRICS, Metric
from evals.metrics.intervals import intervals
from evals.metrics.per_case import Extra, per_case
from evals.metrics.scores import Figure, Scores, Slice
from evals.metrics.scoring import score
from evals.metrics.table import Table

__all__ = [
    "METRICS",
    "Extra",
    "Figure",
    "Metric",
    "Scores",
    "Slice",
    "Table",
    "intervals",
    "per_case",
    "score",
]
