"""Calls of the Bot Connector, whose ways of saying no become one error of ours. Pure."""

from __future__ import annotations

import json
import re
from contextlib import suppress

# Seconds after which a call counts as cut off; Teams itself gives up after 15.
TIMEOUT = 15.0
UNREACHABLE, CUT_OFF, NO_LOGIN = "unreachable", "cut_off", "no_login"
# Something answered in Teams's place, such as a proxy.
NOT_TEAMS = "not_teams"
# Where a conversation is reached isn't known.
NO_ADDRESS = "no_address"
TOO_LARGE, TOO_MANY = 413, 429
_TIMED_OUT, _FAULT, _UNAVAILABLE = 408, 500, 503
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_. ]{0,60}")


class CallFailed(Exception):
    """The connector said no, or nothing.

    `status` is of HTTP, 0 where there was no answer; `error` the connector's name for it, or one
    of ours. `after` is in seconds as it asked, None where it didn't. With `unsure` the call may
    have gone through all the same.
    """

    def __init__(
        self, status: int, error: str, *, after: float | None = None, unsure: bool = False
    ) -> None:
        super().__init__(f"{status} {error}")
        self.status = status
        self.error = error
        self.after = after
        self.unsure = unsure


def failed(status: int, body: bytes, retry_after: str | None) -> CallFailed:
    """Return what an answer by HTTP comes to that isn't a yes."""
    error = _code(body)
    if status == TOO_MANY:
        return CallFailed(status, error or "Throttled", after=_seconds(retry_after))
    if status == _UNAVAILABLE:
        return CallFailed(status, error or f"http_{status}", after=_seconds(retry_after))
    if status >= _FAULT or status == _TIMED_OUT:
        return CallFailed(status, error or f"http_{status}", unsure=True)
    return CallFailed(status, error or f"http_{status}")


def _code(body: bytes) -> str:
    """Return the error's name, "" where the answer has none; its message may quote what was sent.

    https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
    """
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    error = said.get("error") if isinstance(said, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def _seconds(given: str | None) -> float | None:
    with suppress(TypeError, ValueError):
        return max(float(given or ""), 0.0)
    return None
