from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.chat.checked import Checked
from adapters.slack.setup.checking import check
from adapters.slack.setup.manifest import scopes
from bot.settings import Settings
from tests.adapters.chat.harness import free_port
from tests.fakes.slack import Slack
from tests.fakes.slack.world import SCOPES

HEX = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def agency(fake: Slack) -> Iterator[Slack]:
    """A Slack where everything is as it should be."""
    fake.channel("C0FFICE", name="communications", members=["U1"], bot=True)
    fake.channel("COLD", name="old", archived=True, bot=True)
    fake.channel("CLONELY", name="lonely", bot=False)
    fake.channel("CSHARED", name="shared", shared=True, bot=True)
    fake.person("U90", name="Ann")
    fake.person("UGONE", deleted=True)
    fake.person("UBEEP", bot=True)
    fake.group("S1", "web", "U1")
    yield fake
    fake.token(scopes=list(SCOPES))


def checked(slack: Slack, **given: Any) -> dict[str, Checked]:
    settings = {
        "slack_api_url": slack.url,
        "slack_bot_token": "xoxb-1",
        "slack_signing_secret": HEX,
        "slack_office_channel": "C0FFICE",
        "slack_on_call": ("U90",),
        "slack_user_groups": True,
    }

    async def run() -> list[Checked]:
        return [finding async for finding in check(Settings(**settings | given))]

    return {finding.name: finding for finding in asyncio.run(run())}


def test_where_all_is_well_all_is_looked_at_and_nothing_is_to_be_mended(agency: Slack) -> None:
    found = checked(agency)

    assert {one.state for one in found.values()} == {"ok"}
    assert {one.remedy for one in found.values()} == {""}
    assert list(found) == [
        *("Token", "Scopes", "Signing secret", "Office channel", "On call", "User groups")
    ]
    assert found["Token"].what == "of policydesk in the workspace Agency"
    assert "bad signature" in found["Signing secret"].what


def test_with_socket_mode_the_app_token_is_tried(agency: Slack) -> None:
    over_socket = {"slack_signing_secret": "", "slack_app_token": "xapp-1"}
    found = checked(agency, **over_socket)

    assert found["App token"].state == "ok"
    assert "Signing secret" not in found


@pytest.mark.parametrize(
    ("given", "name", "state", "what"),
    [
        ({"slack_app_token": "xapp-2"}, "App token", "fail", "invalid_auth"),
        ({"slack_signing_secret": "s3cret"}, "Signing secret", "warn", "32 digits"),
        ({"slack_office_channel": ""}, "Office channel", "warn", "none is set"),
        ({"slack_office_channel": "CNOWHERE"}, "Office channel", "fail", "channel_not_found"),
        ({"slack_office_channel": "COLD"}, "Office channel", "fail", "archived"),
        ({"slack_office_channel": "CLONELY"}, "Office channel", "fail", "isn't in CLONELY"),
        ({"slack_office_channel": "CSHARED"}, "Office channel", "warn", "another workspace"),
        ({"slack_on_call": ()}, "On call", "warn", "nobody"),
        ({"slack_on_call": ("UNOBODY",)}, "On call", "fail", "user_not_found"),
        ({"slack_on_call_second": ("UGONE",)}, "On call", "fail", "UGONE has no account"),
        ({"slack_on_call": ("U90", "UBEEP")}, "On call", "fail", "UBEEP is a bot"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_mend(
    agency: Slack, given: dict[str, Any], name: str, state: str, what: str
) -> None:
    if given == {"slack_office_channel": "CNOWHERE"}:
        agency.refuse("CNOWHERE", "channel_not_found")
    found = checked(agency, **given)

    assert (found[name].state, what in found[name].what) == (state, True), found[name]
    assert found[name].remedy
    assert {one.state for other, one in found.items() if other != name} == {"ok"}


def test_an_office_in_teams_is_looked_at_there(agency: Slack) -> None:
    in_teams = {"slack_office_channel": "", "teams_office_channel": "19:a@thread.tacv2"}
    app = dict.fromkeys(("teams_app_id", "teams_tenant_id"), "1" * 8 + "-1111" * 3 + "-" + "1" * 12)
    given = {**in_teams, **app, "teams_app_password": "s3cret", "slack_on_call": ()}
    found = checked(agency, **given)

    assert (found["Office channel"].state, "Teams" in found["Office channel"].what) == ("ok", True)
    assert "On call" not in found


def test_scopes_that_are_missing_are_named(agency: Slack) -> None:
    agency.token(scopes=[one for one in SCOPES if one not in ("chat:write", "users:read.email")])
    found = checked(agency)

    assert (found["Scopes"].state, found["Scopes"].what) == ("fail", "missing: chat:write")
    assert "install the app anew" in found["Scopes"].remedy


def test_scopes_that_nothing_is_set_for_are_spared(agency: Slack) -> None:
    agency.token(scopes=list(scopes() - {"usergroups:read", "users:read.email"}))

    assert checked(agency, slack_user_groups=False)["Scopes"].state == "ok"
    agency_with_groups = checked(agency)
    assert agency_with_groups["Scopes"].what == "missing: usergroups:read"
    assert agency_with_groups["User groups"].what == "can't be read: missing_scope"


def test_addresses_that_slack_does_not_tell_are_warned_of(agency: Slack, tmp_path: Path) -> None:
    groups = tmp_path / "groups.toml"
    groups.write_text('[groups]\nhr = ["U1", "ann@x.example"]\nit = ["ann@x.example"]\n', "utf-8")
    assert checked(agency, groups_file=groups)["Groups file"].state == "ok"

    agency.token(scopes=[one for one in SCOPES if one != "users:read.email"])
    found = checked(agency, groups_file=groups)
    assert found["Scopes"].state == "ok"
    assert found["Groups file"].state == "warn"
    assert found["Groups file"].what.startswith("1 of 2 are e-mail addresses")
    assert "users:read.email" in found["Groups file"].remedy
    groups.write_text('[groups]\nhr = ["U1"]\n', "utf-8")
    assert checked(agency, groups_file=groups)["Groups file"].state == "ok"


def test_all_faults_of_the_groups_file_are_told(agency: Slack, tmp_path: Path) -> None:
    groups = tmp_path / "groups.toml"
    groups.write_text('[groups]\nhr = ["somebody"]\nit = "U1"\n', "utf-8")
    found = checked(agency, groups_file=groups)["Groups file"]

    assert found.state == "fail"
    assert "somebody" in found.what
    assert "groups.it is no list" in found.what


@pytest.mark.parametrize(
    ("token", "error"), [("xoxb-2", "invalid_auth"), ("xoxb-1", "token_revoked")]
)
def test_a_token_that_slack_refuses_ends_the_examination(
    agency: Slack, token: str, error: str
) -> None:
    agency.token(revoked=True)
    found = checked(agency, slack_bot_token=token)
    agency.token(revoked=False)

    assert list(found) == ["Token"]
    assert found["Token"].what == f"Slack refuses it: {error}"


def test_without_a_token_nothing_is_asked(agency: Slack) -> None:
    found = checked(agency, slack_bot_token="", slack_signing_secret="")

    assert (list(found), found["Token"].state) == (["Token"], "fail")
    assert agency.calls() == []


def test_where_slack_cannot_be_reached_that_is_told_in_a_line(agency: Slack) -> None:
    url = f"http://127.0.0.1:{free_port()}/api/"
    found = checked(agency, slack_api_url=url)

    assert list(found) == ["Slack"]
    assert found["Slack"].what == f"{url} can't be reached (unreachable)"


def test_a_proxy_that_answers_in_slack_s_place_is_not_taken_for_slack(agency: Slack) -> None:
    found = checked(agency, slack_api_url=agency.url.removesuffix("api/"))

    assert list(found) == ["Slack"]
    assert found["Slack"].state == "fail"


def test_a_slack_that_is_broken_is_not_taken_for_a_refusal(agency: Slack) -> None:
    agency.break_down(1)

    assert list(checked(agency)) == ["Slack"]
