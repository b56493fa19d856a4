"""Two runs side by side: what became better or worse, and by more than chance."""

from evals.compare.comparing import compare
from evals.compare.model import Comparison, Condition, Difference, Pair, Shared

__all__ = ["Comparison", "Condition", "Difference", "Pair", "Shared", "compare"]
