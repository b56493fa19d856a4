"""What shows at once, and vanishes by itself: that something is being done, and what to ask."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Coroutine, Sequence
from threading import Lock
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chat.model import Asked
from adapters.slack.asking import first_words
from adapters.slack.sending.calling import CallFailed, answered

# Of so many messages it is remembered that they ended before anything was shown.
_REMEMBERED = 200
_log = structlog.get_logger(__name__)

_Message = tuple[str, str]


class Progress:
    """Tells Slack what to show, in the background. What fails is only missing."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._running: set[asyncio.Task[None]] = set()
        self._lock = Lock()
        self._shown: dict[_Message, asyncio.Task[None]] = {}
        self._ended: deque[_Message] = deque(maxlen=_REMEMBERED)

    def show(self, asked: Asked) -> None:
        """Show that a question is being looked up, until `end`.

        Slack takes it away by itself when something is posted there, or after two minutes.
        """
        with self._lock:
            if _name(asked) not in self._ended:
                status = self._status(asked, first_words.LOOKING_UP, first_words.MEANWHILE)
                self._shown[_name(asked)] = self._start(_tolerant(status))

    def end(self, asked: Asked, *, answered: bool) -> None:
        """Show no more that a question is being looked up; Slack does where it was answered there.

        For any thread.
        """
        with self._lock:
            shown = self._shown.pop(_name(asked), None)
            if shown is None:
                self._ended.append(_name(asked))
        if shown is not None and not answered:
            loop = shown.get_loop()
            loop.call_soon_threadsafe(lambda: self._start(self._take_away(asked, shown)))

    def suggest(self, channel: str, questions: Sequence[str]) -> None:
        """Show in a direct message what one can ask."""
        # With a thread's timestamp Slack would ignore the call without saying so.
        suggested = self._client.assistant_threads_setSuggestedPrompts(
            channel_id=channel,
            title=first_words.PROMPTS_TITLE,
            prompts=[{"title": question, "message": question} for question in questions],
        )
        self._start(_tolerant(suggested))

    async def _take_away(self, asked: Asked, shown: asyncio.Task[None]) -> None:
        await asyncio.wait([shown])
        await _tolerant(self._status(asked, "", ()))

    def _status(
        self, asked: Asked, status: str, meanwhile: Sequence[str]
    ) -> Awaitable[AsyncSlackResponse]:
        return self._client.assistant_threads_setStatus(
            channel_id=asked.place.channel,
            thread_ts=asked.place.thread or asked.ts,
            status=status,
            loading_messages=list(meanwhile) or None,
        )

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        # The loop itself holds tasks weakly.
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task


def _name(asked: Asked) -> _Message:
    return asked.place.channel, asked.ts


async def _tolerant(call: Awaitable[AsyncSlackResponse]) -> None:
    try:
        await answered(call)
    except CallFailed as fault:
        _log.debug("progress isn't shown", error=fault.error)
