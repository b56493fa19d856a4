from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.adapters.chat.harness import free_port
from tests.adapters.terminal.conftest import invoke
from tests.fakes.slack import Slack, slack


def test_the_manifest_is_printed_ready_to_paste(fresh: Path) -> None:
    printed = invoke(fresh, "slack", "manifest", "--url", "https://policy.example.gov")

    assert printed.exit_code == 0
    assert yaml.safe_load(printed.stdout)["settings"]["socket_mode_enabled"] is False
    assert yaml.safe_load(invoke(fresh, "slack", "manifest", "--socket").stdout)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--socket", "--url", "https://x"), ("--url", ""), ("--url", "http://x"), ("--url", "x")],
)
def test_how_events_come_has_to_be_said(fresh: Path, arguments: tuple[str, ...]) -> None:
    printed = invoke(fresh, "slack", "manifest", *arguments)

    assert (printed.exit_code, printed.stdout) == (2, "")
    assert "https://" in printed.stderr


@pytest.fixture(scope="module")
def there() -> Iterator[Slack]:
    with slack() as one:
        one.channel("C0FFICE", name="communications", members=["U1"], bot=True)
        yield one


@pytest.fixture
def configured(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICYDESK_SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("POLICYDESK_SLACK_SIGNING_SECRET", "0123456789abcdef" * 2)
    monkeypatch.setenv("POLICYDESK_SLACK_API_URL", f"http://127.0.0.1:{free_port()}/api/")
    return fresh


def test_offline_is_told_in_a_line_and_fails(configured: Path) -> None:
    told = invoke(configured, "slack", "check")

    assert told.exit_code == 1
    assert "can't be reached" in " ".join(told.stdout.split())
    assert "Traceback" not in told.output


def test_a_workspace_that_is_set_up_is_told_so(
    there: Slack, configured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_SLACK_API_URL", there.url)
    monkeypatch.setenv("POLICYDESK_SLACK_OFFICE_CHANNEL", "C0FFICE")
    told = invoke(configured, "slack", "check", "--json")
    people = invoke(configured, "slack", "check")

    assert told.exit_code == 0, told.output
    states = {finding["name"]: finding["state"] for finding in json.loads(told.stdout)}
    assert states == {
        "Token": "ok",
        "Scopes": "ok",
        "Signing secret": "ok",
        "Office channel": "ok",
        "On call": "warn",
    }
    assert people.stdout.startswith("ok     Token: of policydesk")
    assert "xoxb-1" not in told.output + people.output


def test_what_fails_is_an_exit_code(
    there: Slack, configured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_SLACK_API_URL", there.url)
    monkeypatch.setenv("POLICYDESK_SLACK_BOT_TOKEN", "xoxb-2")
    told = invoke(configured, "slack", "check")

    assert told.exit_code == 1
    assert "Slack refuses it: invalid_auth" in told.stdout
    assert "xoxb-2" not in told.output
