from __future__ import annotations

from typing import Any

import pytest
import yaml

from adapters.chat import actions
from adapters.slack.entering.route import PATH
from adapters.slack.setup.manifest import manifest, scopes
from tests.fakes.slack.world import SCOPES


def read(service: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(manifest(service))
    return found


@pytest.mark.parametrize("service", ["https://policy.example.gov", "https://policy.example.gov/"])
def test_over_http_everything_comes_to_one_address(service: str) -> None:
    made = read(service)

    wanted = "https://policy.example.gov" + PATH
    assert made["settings"]["event_subscriptions"]["request_url"] == wanted
    assert made["settings"]["interactivity"]["request_url"] == wanted
    assert made["features"]["slash_commands"][0]["url"] == wanted
    assert made["settings"]["socket_mode_enabled"] is False


def test_over_a_socket_no_address_is_named() -> None:
    assert read("")["settings"]["socket_mode_enabled"] is True
    assert "url:" not in manifest("")


def test_an_address_stays_one_value_whatever_it_holds() -> None:
    odd = 'https://x/"}\nevil: [yes]'

    made = read(odd)
    assert made["settings"]["interactivity"]["request_url"] == odd + PATH
    assert "evil" not in made


def test_what_the_app_hears_is_what_people_can_do() -> None:
    made = read("")

    features = made["features"]
    assert [one["command"] for one in features["slash_commands"]] == [actions.COMMAND]
    assert {one["callback_id"] for one in features["shortcuts"]} == {
        actions.ASK_SHORTCUT,
        actions.OFFICE_SHORTCUT,
    }
    assert made["settings"]["event_subscriptions"]["bot_events"] == [
        *("app_home_opened", "app_mention"),
        *("message.channels", "message.groups", "message.im", "message.mpim"),
    ]
    assert made["settings"]["interactivity"]["is_enabled"] is True


def test_slack_s_limits_are_kept() -> None:
    features, shown = read("")["features"], read("")["display_information"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert all(len(one["name"]) <= 24 for one in features["shortcuts"])
    assert all(len(one["description"]) <= 150 for one in features["shortcuts"])
    assert 1 <= len(features["agent_view"]["suggested_prompts"]) <= 4
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert features["app_home"]["messages_tab_enabled"] is True


def test_no_scope_is_asked_for_without_a_reason_and_none_that_slack_lacks() -> None:
    lines = manifest("").splitlines()
    asked = [lines.index(f"      - {scope}") for scope in scopes()]

    assert all(any("#" in line for line in lines[at - 4 : at]) for at in asked)
    assert scopes() <= set(SCOPES)
