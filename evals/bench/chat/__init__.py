"""The service at a fake Slack and a fake Teams, under load and through all that may go wrong.

All traffic stays on this machine, and is bounded in number and time.
"""

from __future__ import annotations

from evals.bench.chat import scenarios, teams_scenarios
from evals.bench.chat.platform import Start
from evals.bench.chat.slack import slack
from evals.bench.chat.teams import teams
from evals.bench.figures import Figure
from evals.bench.places import Places

_PLATFORMS: tuple[Start, ...] = (slack, teams)


def run(places: Places) -> list[Figure]:
    """Play every scenario, each on a knowledge base of its own."""
    both = [
        figure
        for start in _PLATFORMS
        for scenario in scenarios.ALL
        for figure in scenario(places, start)
    ]
    return both + [figure for scenario in teams_scenarios.ALL for figure in scenario(places)]
