from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.delivery.model import Later, Undeliverable
from adapters.teams.sending.calling import (
    CUT_OFF,
    NO_ADDRESS,
    NO_LOGIN,
    NOT_TEAMS,
    UNREACHABLE,
    CallFailed,
    failed,
)
from adapters.teams.sending.outcomes import gone, outcome


def refused(status: int, code: str) -> CallFailed:
    return failed(status, json.dumps({"error": {"code": code, "message": "secret"}}).encode(), None)


@pytest.mark.parametrize(
    ("status", "code", "remedy", "whole_lane"),
    [
        (403, "BotNotInConversationRoster", "add the app", True),
        (404, "ConversationNotFound", "add the app", True),
        (403, "BotDisabledByAdmin", "admin center", True),
        (403, "MessageWritesBlocked", "ask its owner", True),
        (403, "NotEnoughPermissions", "ask the team's owner", True),
        (403, "InvalidBotApiHost", "POLICYDESK_TEAMS_CLOUD", True),
        (403, "ConversationBlockedByUser", "unblock", False),
        (403, "ForbiddenOperationException", "setup policy", False),
        (404, "UserNotFound", "isn't in the tenant", False),
        (404, "ActivityNotFoundInConversation", "has been deleted", False),
        (400, "BadSyntax", "report it", False),
        (413, "MessageSizeTooBig", "report it", False),
    ],
)
def test_what_waiting_can_not_mend_is_told_with_its_remedy(
    status: int, code: str, remedy: str, *, whole_lane: bool
) -> None:
    told = outcome(refused(status, code), 1)
    assert isinstance(told, Undeliverable)
    assert told.why.startswith(f"{code}: ")
    assert remedy in told.why
    assert told.whole_lane is whole_lane


@pytest.mark.parametrize("attempt", [1, 500])
@pytest.mark.parametrize(
    ("status", "unsure", "whole_lane"),
    [
        (408, True, False),
        (412, False, True),
        (500, True, False),
        (502, True, False),
        (503, False, False),
        (504, True, False),
    ],
)
def test_a_fault_of_teams_is_tried_however_often(
    status: int, attempt: int, *, unsure: bool, whole_lane: bool
) -> None:
    told = outcome(failed(status, b"<html>", None), attempt)
    assert told == Later(f"http_{status}", unsure=unsure, whole_lane=whole_lane)


@pytest.mark.parametrize("error", [UNREACHABLE, CUT_OFF, NO_LOGIN, NOT_TEAMS])
def test_what_the_network_does_is_waited_for(error: str) -> None:
    told = outcome(CallFailed(0, error, unsure=error == CUT_OFF), 500)
    assert told == Later(error, unsure=error == CUT_OFF)


def test_who_writes_too_fast_waits_as_long_as_teams_says_with_the_whole_lane() -> None:
    assert outcome(failed(429, b"", "30"), 9) == Later("Throttled", 30.0, whole_lane=True)
    assert outcome(failed(503, b"", "12"), 9) == Later("http_503", 12.0)


@pytest.mark.parametrize("given", [None, "", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_wait_that_is_no_number_is_left_to_the_outbox(given: str | None) -> None:
    assert failed(429, b"", given).after is None


@pytest.mark.parametrize(
    "said", [refused(401, "BotNotRegistered"), failed(401, b"", None), refused(403, "Unauthorized")]
)
def test_credentials_that_teams_does_not_take_cost_no_message(said: CallFailed) -> None:
    told = outcome(said, 500)
    assert isinstance(told, Later)
    assert told.after == 300
    assert told.whole_lane
    assert told.until_mended
    assert "POLICYDESK_TEAMS_APP_PASSWORD" in told.why.replace("…", "POLICYDESK_TEAMS")


def test_what_nobody_knows_is_tried_a_few_times() -> None:
    said = refused(403, "BrandNew")
    assert [type(outcome(said, attempt)) for attempt in (1, 4, 5)] == [Later, Later, Undeliverable]


def test_an_unknown_address_is_told_with_what_to_do() -> None:
    told = outcome(CallFailed(0, NO_ADDRESS), 1)
    assert isinstance(told, Undeliverable)
    assert "write to it once" in told.why


def test_a_message_is_gone_but_a_conversation_is_not_there() -> None:
    assert gone(refused(404, "ActivityNotFoundInConversation"))
    assert not gone(refused(404, "ConversationNotFound"))
    assert not gone(refused(403, "MessageNotOwnedByBot"))


@given(st.integers(300, 599), st.binary(max_size=60) | st.text().map(str.encode))
def test_whatever_answers_in_teams_place_has_an_outcome_without_its_words(
    status: int, body: bytes
) -> None:
    assert outcome(failed(status, body, None), 500) == outcome(failed(status, b"", None), 500)


@given(st.recursive(st.none() | st.text(), lambda inner: st.dictionaries(st.text(), inner)))
def test_only_a_name_of_an_error_is_told_of(code: object) -> None:
    error = failed(400, json.dumps({"error": {"code": code}}).encode(), None).error
    assert error == "http_400" or (error == code and len(error) <= 61 and "\n" not in error)
