"""One service in Slack and Teams at once: askers on one side, the office on the other.

The conversations with the office are those of every platform, and some that only two sides have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.adapters.chat.dialogs.language import Dialog, dialogs, written
from tests.adapters.chat.dialogs.playground import Playground
from tests.adapters.chat.dialogs.stage import Stage
from tests.adapters.chat.harness import Service, copied, launched, ready
from tests.adapters.slack import harness as at_slack
from tests.adapters.slack.dialogs import playground as slack_people
from tests.adapters.slack.dialogs.playground import SlackPlayground
from tests.adapters.teams import harness as at_teams
from tests.adapters.teams.dialogs import playground as teams_people
from tests.adapters.teams.dialogs.playground import TeamsPlayground
from tests.fakes.slack import Slack, slack
from tests.fakes.teams import Teams, teams

_WITH_THE_OFFICE = [one for one in dialogs("both") if one.file == "office"]
_ALL = [*_WITH_THE_OFFICE, *written(Path(__file__).parent)]


@dataclass
class Running:
    """A service on both sides; the askers' and the office's are made anew for a conversation."""

    service: Service
    askers: Callable[[], Playground]
    office: Callable[[], Playground]


@contextmanager
def both(data: Path, office: dict[str, str]) -> Iterator[tuple[Service, Slack, Teams]]:
    with slack() as one, teams() as other:
        slack_people.prepare(one)
        teams_people.prepare(other)
        given = at_slack.settings_of(one) | at_teams.settings_of(other) | office
        hr = f"{at_slack.HR} {at_teams.HR}"
        with ready(launched(data, given, hr, at_teams.environment_of(other))) as service:
            at_slack.deliver(one, service)
            at_teams.deliver(other, service)
            teams_people.move_in(other)
            yield service, one, other


@pytest.fixture(scope="module")
def office_in_teams(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = copied(policies, tmp_path_factory.mktemp("office-in-teams") / "data")
    with both(data, at_teams.office()) as (service, one, other):
        yield Running(service, lambda: SlackPlayground(one), lambda: TeamsPlayground(other))


@pytest.fixture(scope="module")
def office_in_slack(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = copied(policies, tmp_path_factory.mktemp("office-in-slack") / "data")
    with both(data, at_slack.office()) as (service, one, other):
        yield Running(service, lambda: TeamsPlayground(other), lambda: SlackPlayground(one))


@pytest.fixture(params=["office_in_teams", "office_in_slack"])
def running(request: pytest.FixtureRequest) -> Running:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("dialog", _ALL, ids=str)
def test_conversation(dialog: Dialog, running: Running) -> None:
    Stage(running.service, running.askers(), running.office()).play(dialog)
