"""What calling Slack may raise, and what of it may stand in a log."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

UNREACHABLE = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)


def told(fault: BaseException) -> dict[str, str]:
    """Return the kind of a fault, and Slack's code for it; its words may quote a message."""
    code = fault.response.get("error") if isinstance(fault, SlackApiError) else None
    return {"fault": type(fault).__name__} | ({"code": str(code)} if code else {})
