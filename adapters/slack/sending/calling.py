"""Calls of Slack's API, whose ways of saying no become one error of ours."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings

# Seconds after which a call counts as cut off; Slack itself answers within three.
TIMEOUT = 15
RATE_LIMITED, UNREACHABLE, CUT_OFF = "ratelimited", "unreachable", "cut_off"
# Something answered in Slack's place, such as a proxy.
NOT_SLACK = "not_slack"
_OK, _TOO_MANY, _FAULT_OF_SLACK = 200, 429, 500


class CallFailed(Exception):
    """Slack said no, or nothing. `error` is its name for that, or one of ours.

    `after` is in seconds as Slack asked, None where it didn't. With `unsure` the call may have
    gone through all the same.
    """

    def __init__(self, error: str, *, after: float | None = None, unsure: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.after = after
        self.unsure = unsure


def web_client(settings: Settings) -> AsyncWebClient:
    """Return a client of the API at `slack_api_url`.

    It repeats nothing by itself: what was cut off may have gone through, and the outbox looks.
    """
    return AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=TIMEOUT,
        retry_handlers=[],
    )


async def answered(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Return what Slack answers to a call of its kit. Raises CallFailed."""
    try:
        with _network():
            return await call
    except SlackApiError as refused:
        raise _failure(refused.response) from refused
    # What the kit stumbles with over an answer of 200 that is no JSON object.
    except AttributeError as unreadable:
        raise CallFailed(NOT_SLACK, unsure=True) from unreadable


async def respond(
    client: AsyncWebClient, url: str, words: Mapping[str, Any], *, replaces: bool = False
) -> bool:
    """Answer a command, shortcut or button, to who used it alone; False if Slack won't any more.

    With `replaces` the message that the button is on becomes the answer. Raises CallFailed.
    """
    body = {**words, "response_type": "ephemeral", "replace_original": replaces}
    limit, checked = aiohttp.ClientTimeout(total=client.timeout), client.ssl or True
    with _network():
        async with aiohttp.ClientSession(timeout=limit) as session:
            said = await session.post(
                url, json=body, allow_redirects=False, proxy=client.proxy, ssl=checked
            )
    if said.status == _TOO_MANY or said.status >= _FAULT_OF_SLACK:
        raise failed(said.status, "", said.headers.get("Retry-After"))
    return said.status == _OK


@contextmanager
def _network() -> Iterator[None]:
    """Tell what never left from what may have arrived."""
    try:
        yield
    except aiohttp.ClientConnectorError as unreachable:
        raise CallFailed(UNREACHABLE) from unreachable
    except (aiohttp.ClientError, OSError) as cut:
        raise CallFailed(CUT_OFF, unsure=True) from cut


def failed(status: int, error: str, retry_after: str | None) -> CallFailed:
    """Return what an answer by HTTP comes to that isn't a yes; `error` is Slack's, "" without."""
    if status == _TOO_MANY:
        return CallFailed(RATE_LIMITED, after=_seconds(retry_after))
    if status >= _FAULT_OF_SLACK:
        return CallFailed(f"http_{status}", unsure=True)
    return CallFailed(error) if error else CallFailed(NOT_SLACK, unsure=True)


def _failure(response: Any) -> CallFailed:
    """Return what the kit's response says, or aiohttp's where the body could not be read."""
    if isinstance(response, aiohttp.ClientResponse):
        return failed(response.status, "", response.headers.get("Retry-After"))
    said = response.data.get("error", "") if isinstance(response.data, dict) else ""
    return failed(response.status_code, str(said), response.headers.get("Retry-After"))


def _seconds(given: str | None) -> float | None:
    with suppress(TypeError, ValueError):
        return max(float(given or ""), 0.0)
    return None
