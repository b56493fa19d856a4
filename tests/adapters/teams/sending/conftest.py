"""The way out to a Teams of our own, with an app that it knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.teams.addresses import Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.kit.configuration import bot_framework
from bot.settings import load
from knowledge.catalog.database import open_catalog
from tests.adapters.teams.sending.there import Out
from tests.bot.conftest import Clock
from tests.fakes.teams import APP, SECRET, TENANT, Teams, teams


@pytest.fixture(scope="package")
def running() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def there(running: Teams, monkeypatch: pytest.MonkeyPatch) -> Iterator[Teams]:
    # As behind a proxy that has certificates of its own.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", running.ca)
    running.forget()
    yield running
    running.secret()
    running.recover()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def addresses(tmp_path: Path, clock: Clock) -> Iterator[Addresses]:
    opened = open_catalog(tmp_path, "")
    yield Addresses(opened, clock)
    opened.close()


@pytest.fixture
def connector(there: Teams) -> Connector:
    settings = load(
        teams_app_id=APP,
        teams_app_password=SECRET,
        teams_tenant_id=TENANT,
        teams_login_url=there.login_tls_url,
    )
    return Connector(bot_framework(settings), APP)


@pytest.fixture
def out(there: Teams, connector: Connector, addresses: Addresses) -> Out:
    return Out(there, connector, addresses)
