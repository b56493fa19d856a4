"""Microsoft's services of our own, and what the bot has heard there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.addresses import Addresses
from adapters.teams.kit.configuration import connector_token
from adapters.teams.people.roster import Roster
from bot.settings import Settings, load
from knowledge.catalog.database import open_catalog
from tests.bot.conftest import Clock
from tests.fakes.teams import APP, SECRET, TENANT, Teams, direct, teams

CHANNEL = "19:office@thread.tacv2"
GROUPS = ("User.Read.All", "GroupMember.Read.All")


@pytest.fixture(scope="package")
def running() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def microsoft(running: Teams, monkeypatch: pytest.MonkeyPatch) -> Iterator[Teams]:
    # As behind a proxy that has certificates of its own.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", running.ca)
    running.forget()
    yield running
    running.granted(*GROUPS)
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
def app(microsoft: Teams) -> dict[str, Any]:
    """Return the settings of the app, to which a test adds its own."""
    return {
        "teams_app_id": APP,
        "teams_app_password": SECRET,
        "teams_tenant_id": TENANT,
        "teams_login_url": microsoft.login_tls_url,
        "teams_graph_url": microsoft.graph_url,
    }


@pytest.fixture
def settings(app: dict[str, Any]) -> Settings:
    return load(**app)


@pytest.fixture
def roster(addresses: Addresses, settings: Settings) -> Roster:
    return Roster(addresses, connector_token(settings))


def wrote(microsoft: Teams, addresses: Addresses, user: str, account: str = "") -> None:
    """Let the bot have heard somebody in their personal chat."""
    microsoft.channel(direct(user), members=[user])
    url = microsoft.service_url()
    addresses.heard(direct(user), url, "personal", TENANT, user, account)
