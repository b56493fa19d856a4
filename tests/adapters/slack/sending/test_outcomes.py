from __future__ import annotations

import pytest

from adapters.delivery.model import Later, Undeliverable
from adapters.slack.sending.calling import CallFailed, failed
from adapters.slack.sending.outcomes import outcome


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("not_in_channel", "/invite"),
        ("is_archived", "unarchive"),
        ("missing_scope", "policydesk slack check"),
        ("cannot_dm_bot", "bots get no direct messages"),
        ("messages_tab_disabled", "Messages tab"),
        ("msg_too_long", "report it"),
    ],
)
def test_what_waiting_can_not_mend_is_told_with_its_remedy(error: str, remedy: str) -> None:
    told = outcome(CallFailed(error), 1)
    assert isinstance(told, Undeliverable)
    assert told.why.startswith(f"{error}: ")
    assert remedy in told.why


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "request_timeout", "http_503"])
@pytest.mark.parametrize("attempt", [1, 500])
def test_a_fault_of_slack_is_tried_however_often_and_may_have_gone_through(
    error: str, attempt: int
) -> None:
    told = outcome(CallFailed(error, unsure=error == "http_503"), attempt)
    assert told == Later(error, unsure=True)


def test_who_writes_too_fast_waits_as_long_as_slack_says_with_the_whole_lane() -> None:
    assert outcome(failed(429, "", "30"), 9) == Later("ratelimited", 30.0, whole_lane=True)


@pytest.mark.parametrize("given", [None, "", "soon", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_wait_that_is_no_number_is_left_to_the_outbox(given: str | None) -> None:
    assert failed(429, "", given).after is None


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
def test_a_token_that_slack_does_not_take_costs_no_message(error: str) -> None:
    told = outcome(CallFailed(error), 500)
    assert isinstance(told, Later)
    assert told.after == 300
    assert told.whole_lane
    assert told.until_mended
    assert "set a new one" in told.why


def test_what_nobody_knows_is_tried_a_few_times() -> None:
    said = CallFailed("brand_new_error")
    assert [type(outcome(said, attempt)) for attempt in (1, 4, 5)] == [Later, Later, Undeliverable]


@pytest.mark.parametrize(
    ("error", "whole_lane"),
    [
        ("is_archived", True),
        ("not_in_channel", True),
        ("messages_tab_disabled", True),
        ("invalid_blocks", False),
        ("msg_too_long", False),
        ("thread_not_found", False),
        ("user_disabled", False),
    ],
)
def test_a_message_at_fault_or_a_person_who_left_says_nothing_of_the_channel(
    error: str, *, whole_lane: bool
) -> None:
    told = outcome(CallFailed(error), 1)
    assert isinstance(told, Undeliverable)
    assert told.whole_lane is whole_lane
