"""The kit is set up from the settings: tried against Microsoft's services of our own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from botbuilder.schema import Activity
from botframework.connector.auth import ClaimsIdentity

from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.teams.kit.configuration import bot_framework, connector_token, graph_token
from adapters.teams.kit.tokens import NoToken
from bot.settings import Settings, load
from tests.fakes.teams import APP, SECRET, TENANT, Teams, object_id, teams

Making = Callable[..., Settings]
CHANNEL = "19:hr@thread.tacv2"


@pytest.fixture(scope="module")
def running() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def microsoft(running: Teams, monkeypatch: pytest.MonkeyPatch) -> Iterator[Teams]:
    # As behind a proxy that has certificates of its own.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", running.ca)
    running.secret()
    running.forget()
    yield running
    running.recover()
    running.cloud("public")


@pytest.fixture
def made(microsoft: Teams) -> Making:
    def settings(**given: Any) -> Settings:
        app = {"teams_app_id": APP, "teams_app_password": SECRET, "teams_tenant_id": TENANT}
        where = {
            "teams_login_url": microsoft.login_tls_url,
            "teams_openid_metadata_url": microsoft.openid_url,
        }
        return load(**{**app, **where, **given})

    return settings


def activity(microsoft: Teams) -> Activity:
    return Activity(service_url=microsoft.service_url(), channel_id="msteams")


def admitted(settings: Settings, microsoft: Teams, authorization: str | None) -> Any:
    asked = bot_framework(settings).authenticate_request(activity(microsoft), authorization)
    return asyncio.run(asked).claims_identity


async def members(settings: Settings, microsoft: Teams, times: int = 1) -> list[Any]:
    """Ask who is in the channel, each time with a new connector."""
    claims = ClaimsIdentity({"aud": settings.teams_app_id}, is_authenticated=True)
    factory = bot_framework(settings).create_connector_factory(claims)
    found = []
    for _ in range(times):
        connector = await factory.create(microsoft.service_url())
        found += await connector.conversations.get_conversation_members(CHANNEL)
    return found


def test_the_app_has_a_token_by_its_secret_and_keeps_it(made: Making, microsoft: Teams) -> None:
    token = connector_token(made())

    assert token() == token()
    (asked,) = microsoft.calls("token")
    assert f"/{TENANT}/" in asked["path"]
    assert asked["body"]["client_id"] == APP
    assert asked["body"]["scope"] == "https://api.botframework.com/.default"


def test_an_app_of_many_tenants_sends_as_the_bot_framework_and_asks_graph_as_the_agency(
    made: Making, microsoft: Teams
) -> None:
    settings = made(teams_app_type="MultiTenant")
    connector_token(settings)()
    graph_token(settings)()

    sending, asking = microsoft.calls("token")
    assert "/botframework.com/" in sending["path"]
    assert f"/{TENANT}/" in asking["path"]
    assert asking["body"]["scope"] == "https://graph.microsoft.com/.default"


@pytest.mark.parametrize(
    ("cloud", "connector", "graph"),
    [
        ("public", "https://api.botframework.com", "https://graph.microsoft.com"),
        ("gcc-high", "https://api.botframework.us", "https://graph.microsoft.us"),
        ("dod", "https://api.botframework.us", "https://dod-graph.microsoft.us"),
    ],
)
def test_in_each_cloud_tokens_are_for_its_own_services(
    cloud: str, connector: str, graph: str, made: Making, microsoft: Teams
) -> None:
    settings = made(teams_cloud=cloud)
    connector_token(settings)()
    # This Microsoft has no Graph of the DoD's; what was asked for is what counts.
    with suppress(DirectoryUnreachable):
        graph_token(settings)()

    scopes = [asked["body"]["scope"] for asked in microsoft.calls("token")]
    assert scopes == [f"{connector}/.default", f"{graph}/.default"]


@pytest.mark.parametrize("cloud", ["gcc-high", "dod"])
def test_a_government_cloud_takes_what_its_own_connector_signs_alone(
    cloud: str, made: Making, microsoft: Teams
) -> None:
    settings = made(teams_cloud=cloud, teams_openid_metadata_url=microsoft.gov_openid_url)
    foreign = f"Bearer {microsoft.mint('valid')}"
    microsoft.cloud("gov")
    own = f"Bearer {microsoft.mint('valid')}"

    assert admitted(settings, microsoft, own).is_authenticated
    with pytest.raises(PermissionError):
        admitted(settings, microsoft, foreign)
    with pytest.raises(PermissionError):
        admitted(made(), microsoft, own)


def test_what_comes_without_a_token_is_refused(made: Making, microsoft: Teams) -> None:
    with pytest.raises(PermissionError):
        admitted(made(), microsoft, None)


def test_to_try_it_out_nobody_is_asked_who_they_are_and_nothing_is_signed(
    microsoft: Teams,
) -> None:
    settings = load(teams_unauthenticated=True)

    assert admitted(settings, microsoft, None).is_authenticated
    assert connector_token(settings)() == ""
    assert microsoft.calls("token") == []


def test_every_connector_uses_the_one_token(made: Making, microsoft: Teams) -> None:
    microsoft.channel(CHANNEL, members=[object_id(1)])

    found = asyncio.run(members(made(), microsoft, times=3))
    assert [member.aad_object_id for member in found] == [object_id(1)] * 3
    assert len(microsoft.calls("token")) == 1


def test_a_wrong_secret_is_told_with_what_to_mend_and_not_shown(
    made: Making, microsoft: Teams
) -> None:
    microsoft.secret("another")

    with pytest.raises(DirectoryUnreachable, match="POLICYDESK_TEAMS_APP_PASSWORD") as told:
        graph_token(made())()
    assert SECRET not in str(told.value)
    with pytest.raises(NoToken, match="AADSTS7000215"):
        asyncio.run(members(made(), microsoft))


def test_while_entra_is_away_there_is_no_token_and_afterwards_there_is(
    made: Making, microsoft: Teams
) -> None:
    token = graph_token(made())
    microsoft.shut()
    with pytest.raises(DirectoryUnreachable, match="gave no token"):
        token()
    microsoft.reopen()

    assert token()


def test_what_a_proxy_answers_is_no_token(made: Making, microsoft: Teams) -> None:
    microsoft.break_down(5, 502, method="login")

    with pytest.raises(DirectoryUnreachable):
        graph_token(made())()


def test_a_machine_has_tokens_by_its_own_identity(
    made: Making, microsoft: Teams, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in microsoft.identity().items():
        monkeypatch.setenv(name, value)
    settings = made(teams_app_type="UserAssignedMSI", teams_app_password="")

    assert connector_token(settings)() != graph_token(settings)()
    assert len(microsoft.calls("machine")) == 2
    assert microsoft.calls("token") == []


def test_a_machine_without_the_identity_is_told_so(
    made: Making, microsoft: Teams, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in microsoft.identity().items():
        monkeypatch.setenv(name, value)
    other = "00000000-0000-4000-8000-0000000000ff"
    settings = made(teams_app_type="UserAssignedMSI", teams_app_password="", teams_app_id=other)

    with pytest.raises(DirectoryUnreachable, match="refused a token"):
        connector_token(settings)()
