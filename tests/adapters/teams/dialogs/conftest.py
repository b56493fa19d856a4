"""The real service at the fake Teams, for all conversations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.adapters.chat.harness import Service, copied
from tests.adapters.teams.dialogs.playground import move_in, prepare
from tests.adapters.teams.harness import serve
from tests.fakes.teams import Teams, teams


@dataclass
class Running:
    """A service and the Teams that it is at."""

    teams: Teams
    service: Service


@pytest.fixture(scope="session")
def running(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = copied(policies, tmp_path_factory.mktemp("teams") / "data")
    with teams() as one:
        prepare(one)
        with serve(data, one) as service:
            move_in(one)
            yield Running(one, service)
