from __future__ import annotations

import json
import logging
import threading
import time
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from adapters.delivery.model import Event
from bot.assistant import Assistant
from knowledge.errors import CatalogBusy
from tests.adapters.teams.entering.way_in import CHANNEL, HANNA, Entered, entered
from tests.fakes.teams import BOT, OTHER_TENANT, TENANT, Teams, direct

WORDS = "my-salary-is-nobodys-business"


def said(way: Entered, text: str = "hi", **fields: Any) -> dict[str, Any]:
    where = {"channelId": "msteams", "serviceUrl": way.teams.service_url()}
    whose = {"id": direct(HANNA), "conversationType": "personal", "tenantId": TENANT}
    sender = {"id": f"29:1{HANNA}", "aadObjectId": HANNA}
    who = {"from": sender, "recipient": {"id": BOT}, "conversation": whose}
    return {"type": "message", "id": "17", "text": text} | where | who | fields


def status(way: Entered, token: str | None = None, **fields: Any) -> int:
    """Send a message with a token, "" for none and None for a good one; return the status."""
    given = way.teams.mint() if token is None else token
    return send(way, json.dumps(said(way, **fields)).encode(), given).status_code


def send(way: Entered, body: bytes, token: str, **headers: str) -> httpx.Response:
    shown = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(way.url, content=body, headers=shown | headers, trust_env=False)


def test_each_bad_token_gets_the_status_that_it_should(way: Entered) -> None:
    expected = {
        "valid": 200,
        "expired": 401,
        "early": 401,
        "forged": 401,
        "audience": 401,
        "issuer": 401,
        "service": 401,
        "unsigned": 401,
        "garbage": 401,
        "unpublished": 401,
        "unendorsed": 403,
    }

    assert {kind: status(way, way.teams.mint(kind)) for kind in expected} == expected
    assert status(way, "") == 401
    assert len(way.events()) == 1
    assert len(way.refused) == len(expected)


def test_a_rotated_key_is_let_in_after_one_more_reading(fake: Teams, assistant: Assistant) -> None:
    clock = [0.0]
    with entered(fake, assistant, clock=lambda: clock[0]) as way:
        assert status(way) == 200
        fake.rotate(keep=False)
        assert [status(way), status(way)] == [200, 200]
        assert len(fake.calls("keys")) == 2
        fake.rotate(keep=False)
        assert [status(way), status(way)] == [401, 401]
        assert len(fake.calls("keys")) == 2
        clock[0] += 61
        assert status(way) == 200
        assert len(fake.calls("keys")) == 3


def test_while_keys_cannot_be_read_what_comes_is_to_come_again(
    fake: Teams, assistant: Assistant
) -> None:
    with entered(fake, assistant) as way:
        fake.away(3_600, 503, method="openid")
        assert status(way) == 503
        assert way.refused == ["the connector's keys can't be read"]


def test_while_keys_are_read_others_are_answered(fake: Teams, assistant: Assistant) -> None:
    with entered(fake, assistant) as way:
        fake.hold("openid")
        token = fake.mint()
        reading = threading.Thread(target=lambda: status(way, token))
        reading.start()
        assert httpx.get(way.url, trust_env=False).status_code == 405
        fake.release()
        reading.join()
        assert len(way.events()) == 1


def test_another_tenant_and_another_channel_are_refused(way: Entered) -> None:
    theirs = {"id": "a:1", "conversationType": "personal", "tenantId": OTHER_TENANT}

    assert status(way, conversation=theirs) == 403
    assert status(way, channelId="webchat") == 403
    assert way.events() == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"{}", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"a":' + b"9" * 10_000 + b"}", 400),
        (b'{"text": "' + b"x" * 1_000_001 + b'"}', 413),
    ],
)
def test_what_is_no_activity_is_refused(way: Entered, body: bytes, expected: int) -> None:
    assert send(way, body, way.teams.mint()).status_code == expected
    assert send(way, body, "").status_code == expected
    assert way.events() == []


@pytest.mark.parametrize("fields", [{"conversation": {}}, {"type": 7}, {"recipient": None}])
def test_of_a_stranger_s_body_nothing_is_told(way: Entered, fields: dict[str, Any]) -> None:
    assert status(way, "", **fields) == 401
    assert way.refused == ["no valid token"]


@pytest.mark.parametrize(
    "fields",
    [
        {"type": 7},
        {"id": None},
        {"id": "17\n18"},
        {"recipient": None},
        {"from": {"id": "29:x", "aadObjectId": "nobody"}},
        {"conversation": {"tenantId": TENANT}},
        {"conversation": {"id": "a:1", "tenantId": 7}},
        {"text": {"a": 1}},
        {"text": "x" * 100_001},
        {"entities": "x"},
    ],
)
def test_an_activity_without_its_parts_is_refused(way: Entered, fields: dict[str, Any]) -> None:
    assert status(way, **fields) in (400, 403)
    assert len(way.refused) == 1
    assert way.events() == []


def test_only_what_is_posted_is_heard(way: Entered) -> None:
    assert httpx.get(way.url, trust_env=False).status_code == 405


PARTS = st.sampled_from(
    [
        *("type", "id", "name", "from", "conversation", "recipient", "text", "value", "action"),
        *("entities", "attachments", "membersAdded", "replyToId", "channelData", "data"),
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["message", "invoke", "add", "17", "\0", HANNA, CHANNEL, "task/fetch", BOT])
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(PARTS, ANYTHING, max_size=6))
def test_no_activity_is_a_fault_of_ours(way: Entered, fields: dict[str, Any]) -> None:
    assert status(way, **fields) in (200, 400, 403, 501)


def test_no_words_of_anybody_get_into_a_log(
    way: Entered, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for fields in (
        {"text": WORDS},
        {"text": WORDS, "id": None},
        {"text": {"said": WORDS}},
        {"type": "invoke", "name": WORDS, "value": {"said": WORDS}},
        {"type": "invoke", "name": "task/submit", "value": {"data": {WORDS: WORDS}}},
        {"value": {"policydesk": {"action": "claim", "value": WORDS}}},
        {"value": {"policydesk": {"action": WORDS, "value": "1"}}},
        {"text": WORDS, "conversation": {"id": WORDS, "tenantId": OTHER_TENANT}},
    ):
        status(way, **fields)
        status(way, "", **fields)
        status(way, WORDS, **fields)
    send(way, b"{" + WORDS.encode(), "")

    printed = capsys.readouterr()
    logged = caplog.text + printed.out + printed.err
    assert "forged value of claim" in logged
    assert WORDS not in logged


@pytest.mark.parametrize(
    "fault",
    [
        CatalogBusy("the catalog is busy"),
        OperationalError(WORDS, {"body": WORDS}, Exception(WORDS)),
    ],
)
def test_what_cannot_be_committed_is_not_acknowledged_and_comes_again(
    fake: Teams, assistant: Assistant, fault: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    tries: list[Event] = []

    def put(event: Event) -> bool:
        tries.append(event)
        if len(tries) < 3:
            raise fault
        return True

    with entered(fake, assistant, put=put) as way:
        (delivery,) = fake.says(HANNA, direct(HANNA), "hi")["deliveries"]
        assert [tried["status"] for tried in delivery["tries"]] == [503, 503, 200]
        assert way.refused == ["couldn't take it in"] * 2
        assert len(way.typing.asked) == 1
    assert len({event.id for event in tries}) == 1
    assert WORDS not in capsys.readouterr().out


def test_a_database_that_takes_longer_than_teams_waits_is_told_in_time(
    fake: Teams, assistant: Assistant
) -> None:
    locked = threading.Event()

    def put(event: Event) -> bool:
        return locked.wait(30) and event.platform == "teams"

    with entered(fake, assistant, put=put) as way:
        assert status(way) == 503
        locked.set()
        assert way.refused == ["dealing with it took too long"]


def test_nothing_is_acknowledged_before_it_is_committed(fake: Teams, assistant: Assistant) -> None:
    committed: list[str] = []

    def put(event: Event) -> bool:
        time.sleep(0.2)
        committed.append(event.id)
        return True

    with entered(fake, assistant, put=put):
        (delivery,) = fake.says(HANNA, direct(HANNA), "hi")["deliveries"]
        assert delivery["acked"]
        assert len(committed) == 1


def test_in_development_no_token_is_asked_for(fake: Teams, assistant: Assistant) -> None:
    free = {"teams_app_id": "", "teams_app_password": "", "teams_tenant_id": ""}
    local = {"teams_openid_metadata_url": "", "teams_unauthenticated": True, "host": "127.0.0.1"}
    with entered(fake, assistant, **free | local) as way:
        assert status(way, "") == 200
        assert status(way, "", channelId="webchat") == 403
        assert len(way.events()) == 1
