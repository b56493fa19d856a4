from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.failures import failure, refuses
from bot.writing import Outcome

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


class KitError(Exception):
    """Carries what a kit's error carries."""

    def __init__(self, message: str = "", **carried: Any) -> None:
        super().__init__(message)
        self.__dict__.update(carried)


class ReadTimeout(Exception):
    pass


class ConnectTimeout(ReadTimeout):
    pass


def answered(status: int, **headers: str) -> KitError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return KitError(status_code=status, response=SimpleNamespace(headers=named))


@given(st.integers(400, 599), st.text())
def test_any_status_has_an_outcome_and_no_text_of_the_kits_is_shown(status: int, text: str) -> None:
    marked = f"secret {text}"
    body = {"error": {"type": marked, "message": marked}}
    failed = failure(KitError(marked, status_code=status, body=body), NOW)
    assert failed.outcome in (Outcome.REFUSED, Outcome.BUSY, Outcome.SLOW, Outcome.UNREACHABLE)
    assert "secret" not in str(failed)
    assert failed.passing == (failed.outcome is not Outcome.REFUSED and status != 402)


@given(st.text())
def test_an_error_that_nobody_knows_is_garbled_and_isnt_quoted(text: str) -> None:
    failed = failure(KeyError(f"secret {text}"), NOW)
    assert failed.outcome is Outcome.GARBLED
    assert "secret" not in str(failed)
    assert "KeyError" in str(failed)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ReadTimeout(), Outcome.SLOW),
        (ConnectTimeout(), Outcome.UNREACHABLE),
        (ConnectionRefusedError(), Outcome.UNREACHABLE),
        (TimeoutError(), Outcome.SLOW),
        (KitError(body={"type": "overloaded_error"}, status_code=200), Outcome.BUSY),
        (KitError(body={"error": {"type": "api_error"}}), Outcome.UNREACHABLE),
        (KitError(response={"Error": {"Code": "modelStreamErrorException"}}), Outcome.UNREACHABLE),
        (KitError(response={"Error": {"Code": "ThrottlingException"}}), Outcome.BUSY),
        (KitError(status_code=400, reason="API_KEY_INVALID"), Outcome.REFUSED),
        (KitError(code=503), Outcome.BUSY),
    ],
)
def test_what_an_error_is_called_and_carries_tells_what_it_is(
    error: Exception, outcome: Outcome
) -> None:
    assert failure(error, NOW).outcome is outcome


def test_what_an_error_was_made_of_counts_too() -> None:
    outer = ValueError("wrapped")
    outer.__cause__ = answered(429, retry_after="3")
    failed = failure(outer, NOW)
    assert (failed.outcome, failed.wait) == (Outcome.BUSY, 3)


def test_the_innermost_error_is_named_as_it_tells_most() -> None:
    outer = ConnectionError()
    outer.__cause__ = ConnectionRefusedError()
    assert "ConnectionRefusedError" in str(failure(outer, NOW))


@pytest.mark.parametrize(
    ("named", "seconds"),
    [
        ("12", 12),
        ("0.5", 0.5),
        ("-3", 0),
        ("Mon, 04 May 2026 12:01:30 GMT", 90),
        ("Mon, 04 May 2026 11:00:00 GMT", 0),
        ("soon", 0),
        ("", 0),
    ],
)
def test_how_long_to_wait_is_read_in_seconds_or_as_a_date(named: str, seconds: float) -> None:
    assert failure(answered(429, retry_after=named), NOW).wait == seconds


def test_an_account_that_is_used_up_isnt_asked_again() -> None:
    error = KitError(status_code=429, body={"code": "insufficient_quota"})
    failed = failure(error, NOW)
    assert (failed.outcome, failed.passing) == (Outcome.BUSY, False)


def test_a_filter_on_what_was_asked_is_no_fault_of_the_form() -> None:
    failed = failure(KitError(status_code=400, body={"code": "content_filter"}), NOW)
    assert failed.outcome is Outcome.DECLINED
    assert "filter" in str(failed)


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (KitError("'temperature' isn't supported", status_code=400), "temperature"),
        (KitError("`temperature` is not supported for this model"), "temperature"),
        (KitError("'temperature' isn't supported", status_code=401), ""),
        (KitError("no such model", status_code=400), ""),
    ],
)
def test_a_parameter_that_is_refused_is_known_by_its_name(error: Exception, refused: str) -> None:
    assert refuses(error, ("temperature", "stream_options"), "May I post?") == refused


def test_a_question_that_an_error_quotes_refuses_no_parameter() -> None:
    question = "What temperature must the server room have?"
    quoted = KitError(f"can't parse: {question}", status_code=400)
    assert refuses(quoted, ("temperature",), question) == ""
    for body in ({"param": "temperature"}, {"error": {"param": "temperature"}}):
        own = KitError(f"can't parse: {question}", status_code=400, body=body)
        assert refuses(own, ("temperature",), question) == "temperature"
