"""What shows at once, and vanishes by itself: that something is being done, and what to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.asking import first_words
from adapters.slack.model import Asked
from adapters.slack.sending.calling import CallFailed, answered

_log = structlog.get_logger(__name__)


class Progress:
    """Tells Slack what to show, in the background. What fails is only missing."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._running: set[asyncio.Task[None]] = set()

    def show(self, asked: Asked) -> None:
        """Show that a question is being looked up.

        Slack takes it away when the answer is posted, or after two minutes.
        """
        self._start(
            self._client.assistant_threads_setStatus(
                channel_id=asked.place.channel,
                thread_ts=asked.place.thread or asked.ts,
                status=first_words.LOOKING_UP,
                loading_messages=list(first_words.MEANWHILE),
            )
        )

    def suggest(self, channel: str, questions: Sequence[str]) -> None:
        """Show in a direct message what one can ask."""
        # With a thread's timestamp Slack would ignore the call without saying so.
        self._start(
            self._client.assistant_threads_setSuggestedPrompts(
                channel_id=channel,
                title=first_words.PROMPTS_TITLE,
                prompts=[{"title": question, "message": question} for question in questions],
            )
        )

    def _start(self, call: Awaitable[AsyncSlackResponse]) -> None:
        task = asyncio.create_task(_tolerant(call))
        # The loop itself holds tasks weakly.
        self._running.add(task)
        task.add_done_callback(self._running.discard)


async def _tolerant(call: Awaitable[AsyncSlackResponse]) -> None:
    try:
        await answered(call)
    except CallFailed as fault:
        _log.debug("progress isn't shown", error=fault.error)
