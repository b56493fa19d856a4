"""The real service, once over HTTP and once over Socket Mode, for all conversations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.adapters.chat.harness import Service, copied
from tests.adapters.slack.dialogs.playground import prepare
from tests.adapters.slack.harness import serve
from tests.fakes.slack import Slack, slack


@dataclass
class Running:
    """A service and the Slack that it is at."""

    slack: Slack
    service: Service


def started(data: Path, *, over_socket: bool) -> Iterator[Running]:
    with slack() as one:
        prepare(one)
        with serve(data, one, over_socket=over_socket) as service:
            yield Running(one, service)


@pytest.fixture(scope="session")
def http(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = copied(policies, tmp_path_factory.mktemp("http") / "data")
    yield from started(data, over_socket=False)


@pytest.fixture(scope="session")
def socket(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = copied(policies, tmp_path_factory.mktemp("socket") / "data")
    yield from started(data, over_socket=True)


@pytest.fixture(params=["http", "socket"])
def running(request: pytest.FixtureRequest) -> Running:
    return request.getfixturevalue(request.param)
