"""Whether a message is in Slack already: it carries its key as metadata."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chat.outgoing import ref
from adapters.slack.sending.calling import answered

EVENT_TYPE = "policydesk"
# How far Slack's clock and ours may differ.
_MARGIN = timedelta(minutes=10)
_PAGES, _PAGE = 10, 200
_PEOPLE = ("U", "W")


def metadata(key: str) -> dict[str, Any]:
    """Return what a message carries so that it is found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


async def posted(
    client: AsyncWebClient, key: str, channel: str, thread: str, since: datetime | None
) -> str:
    """Return the reference of the message with this key, "" where there is none.

    Looks through what was written in the channel, or in its thread, `since` the message was made
    (None: ever), 2,000 messages at most. Raises CallFailed.
    """
    oldest = {"oldest": f"{(since - _MARGIN).timestamp():.6f}"} if since else {}
    if channel.startswith(_PEOPLE):
        opened = await answered(client.conversations_open(users=channel))
        channel = opened["channel"]["id"]
    wanted: dict[str, Any] = oldest | {"channel": channel, "limit": _PAGE}
    for _ in range(_PAGES):
        page = await _page(client, thread, wanted)
        for message in page["messages"]:
            if _key(message) == key:
                return ref(channel, message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            break
        wanted["cursor"] = cursor
    return ""


async def _page(
    client: AsyncWebClient, thread: str, wanted: Mapping[str, Any]
) -> AsyncSlackResponse:
    if thread:
        call = client.conversations_replies(ts=thread, include_all_metadata=True, **wanted)
    else:
        call = client.conversations_history(include_all_metadata=True, **wanted)
    return await answered(call)


def _key(message: Mapping[str, Any]) -> str:
    carried = message.get("metadata") or {}
    ours = carried.get("event_type") == EVENT_TYPE
    return str((carried.get("event_payload") or {}).get("key", "")) if ours else ""
