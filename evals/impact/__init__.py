"""What would become of past questions, tickets, rulings and test cases if a draft went live."""

from evals.impact.impact import impact
from evals.impact.model import Effect, Impact

__all__ = ["Effect", "Impact", "impact"]
