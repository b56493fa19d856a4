"""What isn't Slack's, or isn't for this app, is refused, and its words stand in no log."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.adapters.slack.dialogs.conftest import Running
from tests.fakes.slack import shown, until

FORM = "application/x-www-form-urlencoded"
MARK = "Xylophone"


def mention(**changed: Any) -> str:
    event = {
        "type": "app_mention",
        "user": "U7",
        "text": f"<@UBOT> {MARK}: May moderators hide threats?",
        "ts": f"{time.time():.6f}",
        "channel": "C7",
    }
    payload = {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event": event}
    return json.dumps(payload | {"event_id": f"Ev{time.time_ns()}"} | changed)


def said_nothing(running: Running, channel: str = "C7") -> bool:
    running.service.settle()
    written = running.slack.written()
    return not [m for m in written if m["channel"] == channel and m["user"] == "UBOT"]


def unlogged(running: Running) -> bool:
    return MARK not in running.service.log.read_text("utf-8")


def test_what_another_signed_or_is_old_is_refused(http: Running) -> None:
    assert http.slack.raw(mention(), secret="another")["status"] == 401  # noqa: S106 - no secret
    assert http.slack.raw(mention(), at=time.time() - 360)["status"] == 401
    assert http.slack.raw(mention(), at=time.time() + 360)["status"] == 401
    unsigned = httpx.post(f"{http.service.url}/slack/events", content=mention(), trust_env=False)
    assert unsigned.status_code == 401
    assert said_nothing(http)
    assert unlogged(http)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (MARK, "application/json"),
        ("{" * 10_000, "application/json"),
        (f'["{MARK}"]', "application/json"),
        (f'{{"type": "{MARK}"}}', "application/json"),
        (mention(event={"type": "app_mention", "text": MARK}), "application/json"),
        (mention(event=MARK), "application/json"),
        (urlencode({"payload": MARK}), FORM),
        (urlencode({"payload": json.dumps({"type": "block_actions", "actions": MARK})}), FORM),
        (urlencode({"command": "/policy", "text": MARK}), FORM),
        ("\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), FORM),
    ],
)
def test_what_has_no_sense_is_refused_and_breaks_nothing(
    http: Running, body: str, kind: str
) -> None:
    assert http.slack.raw(body, kind)["status"] in range(400, 500)
    assert unlogged(http)


def test_what_is_far_too_long_is_refused(http: Running) -> None:
    # Who is still writing when the connection ends may not hear why.
    assert http.slack.raw(mention(padding="x" * 2_000_000))["status"] in (413, 0)
    assert "oversized body" in http.service.log.read_text("utf-8")
    assert unlogged(http)


def test_another_workspace_s_payload_is_refused(http: Running) -> None:
    assert http.slack.raw(mention(team_id="T9"))["status"] == 403
    assert http.slack.raw(mention(api_app_id="A9"))["status"] in (200, 403)
    press = {
        "type": "block_actions",
        "team": {"id": "T9"},
        "user": {"id": "U7", "team_id": "T9"},
        "api_app_id": "A1",
        "trigger_id": "1.1",
        "channel": {"id": "C7"},
        "container": {"type": "message", "channel_id": "C7", "message_ts": "1.1"},
        "actions": [{"type": "button", "action_id": "claim", "value": "1", "block_id": "b"}],
    }
    refused = http.slack.raw(urlencode({"payload": json.dumps(press)}), FORM)
    assert refused["status"] == 403
    assert said_nothing(http)


def test_slack_s_own_question_whether_we_are_there_is_answered(http: Running) -> None:
    asked = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"})
    answer = http.slack.raw(asked)
    assert (answer["status"], "abc" in answer["body"]) == (200, True)


def test_after_all_that_it_answers(http: Running) -> None:
    http.slack.asks("U70", "May moderators hide threats?")
    until(lambda: [m for m in http.slack.messages("D70") if "Moderators may" in shown(m)])
