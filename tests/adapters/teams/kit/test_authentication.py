"""The gate, against keys and tokens of a Microsoft of our own in another process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from adapters.chat.refused import Refused
from adapters.teams.kit.authentication import Gate, gate
from bot.settings import Settings, load
from tests.fakes.teams import APP, OTHER_TENANT, SECRET, TENANT, Teams, teams

MINUTE, HOUR, DAY = 60, 3_600, 86_400
EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"


@pytest.fixture(scope="module")
def running() -> Iterator[Teams]:
    with teams() as one:
        yield one


@pytest.fixture
def microsoft(running: Teams) -> Iterator[Teams]:
    running.forget()
    yield running
    running.recover()
    running.cloud("public")


@dataclass
class Door:
    """A gate with a clock of the test's, in seconds."""

    microsoft: Teams
    gate: Gate
    clock: list[float]

    def admits(self, token: str | None = None, **fields: Any) -> int:
        """Return 200, or the status of the refusal; without `token` there is none."""
        header = "" if token is None else f"Bearer {token}"
        return self.admits_header(header, **fields)

    def admits_header(self, header: str, **fields: Any) -> int:
        try:
            asyncio.run(self.gate.admit(self.activity(**fields), header))
        except Refused as refused:
            return refused.status
        return 200

    def activity(self, **fields: Any) -> dict[str, Any]:
        where = {"channelId": "msteams", "serviceUrl": self.microsoft.service_url()}
        return where | {"conversation": {"tenantId": TENANT}} | fields

    def readings(self) -> int:
        """Return how often the keys were read."""
        return len(self.microsoft.calls("keys"))


Opening = Callable[..., Door]


@pytest.fixture
def opened(microsoft: Teams) -> Opening:
    def made(**given: Any) -> Door:
        clock = [1_000.0]
        settings = configured(microsoft, **given)
        return Door(microsoft, gate(settings, lambda: clock[0]), clock)

    return made


@pytest.fixture
def door(opened: Opening) -> Door:
    return opened()


def configured(microsoft: Teams, **given: Any) -> Settings:
    app = {"teams_app_id": APP, "teams_app_password": SECRET, "teams_tenant_id": TENANT}
    return load(**app | {"teams_openid_metadata_url": microsoft.openid_url} | given)


def test_a_valid_token_is_let_in_and_keys_are_read_once(door: Door) -> None:
    assert [door.admits(door.microsoft.mint()) for _ in range(3)] == [200] * 3
    assert door.readings() == 1


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("expired", 401),
        ("early", 401),
        ("forged", 401),
        ("audience", 401),
        ("issuer", 401),
        ("service", 401),
        ("unsigned", 401),
        ("unpublished", 401),
        ("garbage", 401),
        ("unendorsed", 403),
    ],
)
def test_a_bad_token_is_refused(door: Door, kind: str, status: int) -> None:
    assert door.admits(door.microsoft.mint(kind)) == status
    assert door.admits(door.microsoft.mint()) == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dTpw", "Bearer a b", "x" * 9])
def test_without_a_token_nobody_is_let_in(door: Door, header: str) -> None:
    assert door.admits_header(header) == 401
    assert door.readings() == 0


@profile(max_examples=40)
@given(header=st.text(max_size=30) | st.text(max_size=30).map("Bearer ".__add__))
def test_no_header_is_a_fault_of_ours(running: Teams, header: str) -> None:
    door = Door(running, gate(configured(running)), [0.0])

    assert door.admits_header(header) == 401


@pytest.mark.parametrize("claims", [{"iss": EMULATOR}, {"ver": "1.0", "appid": OTHER_TENANT}])
def test_a_token_that_others_sign_is_refused_without_asking_them_for_keys(
    door: Door, claims: dict[str, str]
) -> None:
    given = {
        "iss": "x",
        "aud": APP,
        "serviceurl": door.microsoft.service_url(),
        "exp": 9_999_999_999,
    }
    token = jwt.encode(given | claims, "x" * 32, "HS256", headers={"kid": "key-1"})

    with pytest.raises(Refused, match="not the connector's token"):
        asyncio.run(door.gate.admit(door.activity(), f"Bearer {token}"))


def test_a_token_for_another_region_s_activities_is_refused(door: Door) -> None:
    assert door.admits(door.microsoft.mint(service="amer")) == 401
    where = door.microsoft.service_url("amer")
    assert door.admits(door.microsoft.mint(service="amer"), serviceUrl=where) == 200


@pytest.mark.parametrize("address", ["", None, 7])
def test_an_activity_that_does_not_say_from_where_is_refused(door: Door, address: object) -> None:
    assert door.admits(door.microsoft.mint(), serviceUrl=address) == 400


@pytest.mark.parametrize("channel", ["webchat", "slack", "emulator", ""])
def test_another_channel_is_refused(door: Door, channel: str) -> None:
    assert door.admits(door.microsoft.mint(), channelId=channel) == 403


def test_a_key_that_was_rotated_is_read_once_more(door: Door) -> None:
    old = door.microsoft.mint()
    assert door.admits(old) == 200
    door.microsoft.rotate(keep=False)
    new = door.microsoft.mint()

    assert [door.admits(new), door.admits(new)] == [200, 200]
    assert door.readings() == 2
    assert door.admits(old) == 401


def test_made_up_keys_do_not_have_the_keys_read_again_and_again(door: Door) -> None:
    assert door.admits(door.microsoft.mint()) == 200
    unpublished = door.microsoft.mint("unpublished")

    assert [door.admits(unpublished) for _ in range(5)] == [401] * 5
    assert door.readings() == 2
    door.clock[0] += 2 * MINUTE
    assert [door.admits(unpublished) for _ in range(5)] == [401] * 5
    assert door.readings() == 3


def test_keys_are_read_again_every_day(door: Door) -> None:
    assert door.admits(door.microsoft.mint()) == 200
    door.clock[0] += DAY + 1

    assert door.admits(door.microsoft.mint()) == 200
    assert door.readings() == 2


def test_while_keys_cannot_be_read_the_connector_is_to_come_again(door: Door) -> None:
    valid = door.microsoft.mint()
    door.microsoft.away(HOUR, 503, method="openid")

    assert [door.admits(valid) for _ in range(5)] == [503] * 5
    assert len(door.microsoft.calls("openid")) == 1
    door.microsoft.recover()
    door.clock[0] += 10
    assert door.admits(valid) == 200


def test_a_new_key_that_cannot_be_read_yet_is_not_taken_for_a_wrong_one(door: Door) -> None:
    assert door.admits(door.microsoft.mint()) == 200
    old = door.microsoft.mint()
    door.microsoft.rotate()
    door.microsoft.away(HOUR, method="keys")
    door.clock[0] += 2 * MINUTE

    assert door.admits(door.microsoft.mint()) == 503
    assert door.admits(old) == 200
    door.microsoft.recover()
    door.clock[0] += 10
    assert door.admits(door.microsoft.mint()) == 200


def test_known_keys_hold_while_new_ones_cannot_be_read_but_not_for_ever(door: Door) -> None:
    valid = door.microsoft.mint()
    assert door.admits(valid) == 200
    door.microsoft.away(HOUR, method="keys")

    door.clock[0] += 2 * DAY
    assert door.admits(valid) == 200
    door.clock[0] += 6 * DAY
    assert door.admits(valid) == 503


def test_another_tenant_s_activity_is_refused_by_an_app_of_one_tenant(door: Door) -> None:
    valid = door.microsoft.mint()

    assert door.admits(valid, conversation={"tenantId": OTHER_TENANT}) == 403
    assert door.admits(valid, conversation={}) == 403
    assert door.admits(valid, conversation=None, channelData="x") == 403
    theirs = {"tenant": {"id": OTHER_TENANT}}
    ours = {"tenant": {"id": TENANT.upper()}}
    assert door.admits(valid, conversation={}, channelData=theirs) == 403
    assert door.admits(valid, conversation={}, channelData=ours) == 200


def test_an_app_of_many_tenants_hears_all_of_them(opened: Opening) -> None:
    door = opened(teams_app_type="MultiTenant")

    theirs = {"tenantId": OTHER_TENANT}
    assert door.admits(door.microsoft.mint(), conversation=theirs) == 200


def test_an_app_with_a_managed_identity_is_of_one_tenant(opened: Opening) -> None:
    door = opened(teams_app_type="UserAssignedMSI", teams_app_password="")
    valid = door.microsoft.mint()

    assert door.admits(valid) == 200
    assert door.admits(valid, conversation={"tenantId": OTHER_TENANT}) == 403


def test_a_government_cloud_signs_as_itself(opened: Opening, microsoft: Teams) -> None:
    door = opened(teams_cloud="gcc-high", teams_openid_metadata_url=microsoft.gov_openid_url)

    assert door.admits(microsoft.mint()) == 401
    microsoft.cloud("gov")
    assert door.admits(microsoft.mint()) == 200


def test_in_development_anybody_on_this_machine_is_let_in_without_a_token() -> None:
    settings = load(teams_unauthenticated=True, host="127.0.0.1")
    anybody = {"channelId": "msteams", "serviceUrl": "http://127.0.0.1:1/", "conversation": {}}

    asyncio.run(gate(settings).admit(anybody, ""))
