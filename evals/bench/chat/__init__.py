"""The service at a fake Slack, under load and through everything that may go wrong.

All traffic stays on this machine, and is bounded in number and time.
"""

from __future__ import annotations

from evals.bench.chat import scenarios
from evals.bench.figures import Figure
from evals.bench.places import Places

__all__ = ["run"]


def run(places: Places) -> list[Figure]:
    """Play every scenario, each on a knowledge base of its own."""
    return [figure for scenario in scenarios.ALL for figure in scenario(places)]
