from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from adapters.delivery.model import Event
from adapters.slack.entering.verify import SIGNATURE, TIMESTAMP, sign
from knowledge.catalog.database import Database, open_catalog
from knowledge.errors import CatalogBusy
from tests.adapters.slack.way_in import Entered, entered
from tests.fakes.slack import Slack

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
WORDS = "my-salary-is-nobodys-business"


@pytest.fixture(scope="module")
def way(at_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entered]:
    database = open_catalog(tmp_path_factory.mktemp("data"))
    with entered(at_slack, database) as one:
        yield one
    database.close()


@pytest.fixture(autouse=True)
def nothing_refused(way: Entered) -> None:
    way.refused.clear()


def mention(ts: str = "17.1", team: str = "T1", text: str = "<@UBOT> hi") -> dict[str, Any]:
    event = {"type": "app_mention", "channel": "C1", "user": "U1", "text": text, "ts": ts}
    return {"type": "event_callback", "team_id": team, "event_id": "Ev1", "event": event}


def send(way: Entered, body: bytes, kind: str = JSON, **headers: str) -> httpx.Response:
    stamp = str(int(time.time()))
    signed = {TIMESTAMP: stamp, SIGNATURE: sign(stamp, body, "s3cret"), "content-type": kind}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.post(way.url, content=body, headers=signed | given, trust_env=False)


def test_slack_s_challenge_is_answered(way: Entered) -> None:
    answer = send(way, json.dumps({"type": "url_verification", "challenge": "3eZb"}).encode())

    assert (answer.status_code, answer.json()) == (200, {"challenge": "3eZb"})


def test_an_unsigned_challenge_is_not(way: Entered) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZb"}).encode()

    assert send(way, body, x_slack_signature="v0=0").status_code == 401


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"x_slack_signature": "v0=" + "0" * 64}, "bad signature"),
        ({"x_slack_signature": ""}, "no signature"),
        ({"x_slack_request_timestamp": ""}, "no signature"),
        ({"x_slack_request_timestamp": str(int(time.time()) - 400)}, "stale timestamp"),
        ({"x_slack_request_timestamp": "noon"}, "no timestamp"),
    ],
)
def test_what_slack_did_not_sign_is_turned_away_unread(
    way: Entered, headers: dict[str, str], why: str
) -> None:
    before = len(way.events())

    assert send(way, b"{not even JSON", **headers).status_code == 401
    assert way.refused == [why]
    assert len(way.events()) == before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b"7", JSON),
        (b'"text"', JSON),
        (b"\xff\xfe", JSON),
        (b"[" * 100_000, JSON),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, JSON),
        (b"1" * 100_000, JSON),
        (b"payload", FORM),
        (b"payload=", FORM),
        (b"payload=%7B", FORM),
        (b"payload=%5B%5D", FORM),
        (b"payload=%FF", FORM),
        (b"a=1&" * 60 + b"b=2", FORM),
        (b"\xff", FORM),
    ],
)
def test_what_cannot_be_read_is_refused(way: Entered, body: bytes, kind: str) -> None:
    assert send(way, body, kind).status_code == 400
    assert way.refused == ["malformed body"]


@pytest.mark.parametrize(
    ("payload", "status", "why"),
    [
        (mention(team="T2"), 403, "another workspace's payload"),
        (mention() | {"authorizations": [{"team_id": "T2"}]}, 403, "another workspace's payload"),
        (mention() | {"api_app_id": "A2"}, 403, "another app's payload"),
        (mention() | {"authorizations": "T1"}, 400, "malformed payload"),
        (mention() | {"event": "hi"}, 400, "malformed payload"),
        (mention() | {"team_id": 1}, 400, "malformed payload"),
        ({"team_id": "T1"}, 404, "unknown kind of payload"),
        ({"type": "event_callback", "team_id": "T1"}, 404, "unknown kind of payload"),
        ({}, 403, "another workspace's payload"),
    ],
)
def test_what_is_not_ours_is_refused(
    way: Entered, payload: dict[str, Any], status: int, why: str
) -> None:
    before = len(way.events())

    assert send(way, json.dumps(payload).encode()).status_code == status
    assert way.refused == [why]
    assert len(way.events()) == before


def test_another_workspace_s_command_is_refused(way: Entered) -> None:
    fields = {"command": "/policy", "team_id": "T2", "channel_id": "C1", "user_id": "U1"}
    command = urlencode(fields | {"trigger_id": "9.9", "text": "hi"}).encode()

    assert send(way, command, FORM).status_code == 403


def test_another_command_is_refused(way: Entered) -> None:
    fields = {"command": "/rm", "team_id": "T1", "channel_id": "C1", "user_id": "U1"}
    command = urlencode(fields | {"trigger_id": "9.9", "text": "-rf"}).encode()

    assert send(way, command, FORM).status_code == 404


def test_an_event_that_we_never_asked_for_is_acknowledged_and_left_alone(way: Entered) -> None:
    joined = {"type": "member_joined_channel", "user": "UBOT", "channel": "C1"}
    before = len(way.events())

    assert send(way, json.dumps(mention() | {"event": joined}).encode()).status_code == 200
    assert len(way.events()) == before


PARTS = st.sampled_from(
    [
        *("type", "event", "user", "channel", "team", "team_id", "view", "message", "actions"),
        *("authorizations", "enterprise", "command", "callback_id", "trigger_id", "container"),
        *("id", "ts", "text", "state", "values", "payload", "thread_ts", "previous_message"),
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(
        [
            *("event_callback", "block_actions", "view_submission", "message_action", "shortcut"),
            *("message", "app_mention", "url_verification", "T1", "U1", "C1", "17.1", "/policy"),
            *(
                "dialog_submission",
                "interactive_message",
                "workflow_step_edit",
                "function_executed",
            ),
        ]
    )
)
PAYLOADS = st.dictionaries(
    PARTS,
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=4),
        max_leaves=8,
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(PAYLOADS)
def test_no_payload_is_a_fault_of_ours(way: Entered, payload: dict[str, Any]) -> None:
    body = json.dumps(payload | {"team_id": "T1"}).encode()

    assert send(way, body).status_code in (200, 400, 403, 404)


def test_no_words_of_anybody_get_into_a_log(
    way: Entered, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for logger in ("slack_bolt", "slack_sdk"):
        caplog.set_level(logging.DEBUG, logger)
    said = {"text": f"<@UBOT> {WORDS}"}
    for payload in (
        mention("18.1", text=said["text"]),
        mention("18.2", text=said["text"]) | {"team_id": "T2"},
        mention(WORDS),
        {"type": WORDS, "team_id": "T1"},
        {"type": "block_actions", "team_id": "T1", "user": {"id": "U1"}, "trigger_id": "9.9"}
        | {"actions": [{"action_id": "claim", "value": WORDS}]},
        {"type": "block_actions", "team_id": "T1", "user": {"id": "U1"}, "trigger_id": "9.9"}
        | {"actions": [{"action_id": WORDS, "value": "1"}]},
    ):
        send(way, json.dumps(payload).encode())
        send(way, json.dumps(payload).encode(), x_slack_signature="v0=0")
        send(way, urlencode({"payload": json.dumps(payload)}).encode(), FORM)
    send(way, b"{" + WORDS.encode())

    printed = capsys.readouterr()
    logged = caplog.text + printed.out + printed.err
    assert "forged value of claim" in logged
    assert WORDS not in logged


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Database]:
    opened = open_catalog(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "fault",
    [
        CatalogBusy("the catalog is busy"),
        OperationalError(WORDS, {"body": WORDS}, Exception(WORDS)),
    ],
)
def test_what_cannot_be_committed_is_not_acknowledged_and_comes_again(
    fake: Slack, catalog: Database, fault: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    tries: list[Event] = []

    def put(event: Event) -> bool:
        tries.append(event)
        if len(tries) < 3:
            raise fault
        return True

    with entered(fake, catalog, put=put) as way:
        (delivery,) = fake.says("U1", "D1", "hi")["deliveries"]
        assert [tried["status"] for tried in delivery["tries"]] == [503, 503, 200]
        assert way.refused == ["couldn't take it in"] * 2
    assert len({event.id for event in tries}) == 1
    assert WORDS not in capsys.readouterr().out


def test_a_database_that_takes_longer_than_slack_waits_is_told_in_time(
    fake: Slack, catalog: Database
) -> None:
    locked = threading.Event()

    def put(event: Event) -> bool:
        return locked.wait(30) and event.platform == "slack"

    with entered(fake, catalog, put=put) as way:
        delivery = fake.commands("U1", "C1", "hi")
        locked.set()
        assert [tried["status"] for tried in delivery["tries"]] == [503]
        assert way.refused == ["keeping it took too long"]


def test_nothing_is_acknowledged_before_it_is_committed(fake: Slack, catalog: Database) -> None:
    committed: list[str] = []

    def put(event: Event) -> bool:
        time.sleep(0.2)
        committed.append(event.id)
        return True

    with entered(fake, catalog, put=put):
        (delivery,) = fake.says("U1", "D1", "hi")["deliveries"]
        assert delivery["acked"]
        assert len(committed) == 1


def test_while_slack_does_not_say_who_we_are_nothing_is_lost(
    fake: Slack, catalog: Database
) -> None:
    fake.break_down(1, method="auth.test")
    with entered(fake, catalog) as way:
        (delivery,) = fake.says("U1", "D1", "hi")["deliveries"]

        assert delivery["acked"]
        assert len(way.events()) == 1


def test_without_the_right_to_ask_which_app_it_is_only_the_workspace_counts(
    fake: Slack, catalog: Database
) -> None:
    fake.break_down(1, method="bots.info")
    with entered(fake, catalog) as way:
        fake.asks("U1", "hi")

        assert len(way.events()) == 1


def test_a_token_that_slack_refuses_keeps_the_way_in_shut(fake: Slack, catalog: Database) -> None:
    fake.token(revoked=True)
    try:
        with entered(fake, catalog) as way:
            assert way.entrance.missing() == "Slack hasn't said yet whose token this is"
            (delivery,) = fake.says("U1", "D1", "hi")["deliveries"]
            assert not delivery["acked"]
            assert set(way.refused) == {"Slack refused a call: token_revoked"}
    finally:
        fake.token()
