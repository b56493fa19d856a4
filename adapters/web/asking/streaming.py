"""An answer that is watched while it comes about."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import structlog
from starlette.responses import StreamingResponse

from adapters.delivery.errors import place
from adapters.web.asking.progress import Began, Ended, Event, Failed, Passed, line
from adapters.web.asking.words import FAILED
from adapters.web.errors import WebError
from bot.errors import BotError
from bot.language.model import Says
from knowledge.errors import KnowledgeError

# Questions answered at once; most of a longer wait is for a language model.
_AT_ONCE = 16
# Proxies give up on a connection that is silent for a minute; many phones sooner.
_SILENT = 15.0  # seconds
_JSON_LINES = "application/x-ndjson"
_HEADERS = {"X-Accel-Buffering": "no"}
# Asks, telling of each sentence, and returns the address that has the answer.
Ask = Callable[[Says], str]
_log = structlog.get_logger(__name__)


class Streaming:
    """Answers in threads of its own: an answer is kept also when nobody watches any more."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="answering")

    def response(self, ask: Ask) -> StreamingResponse:
        """Return what tells, in the lines of `progress`, how the answer comes about."""
        return StreamingResponse(
            self._lines(ask), media_type="application/x-ndjson", headers=_HEADERS
        )

    async def _lines(self, ask: Ask) -> AsyncIterator[str]:
        loop, events = asyncio.get_running_loop(), asyncio.Queue[Event]()

        def tell(event: Event) -> None:
            with suppress(RuntimeError):  # the server, and who watched, have gone meanwhile
                loop.call_soon_threadsafe(events.put_nowait, event)

        self._threads.submit(_answer, ask, tell)
        yield line(Began())
        while True:
            try:
                event = await asyncio.wait_for(events.get(), _SILENT)
            except TimeoutError:
                yield "\n"
                continue
            yield line(event)
            if isinstance(event, (Ended, Failed)):
                return


def _answer(ask: Ask, tell: Callable[[Event], None]) -> None:
    try:
        tell(Ended(ask(lambda sentence: tell(Passed(sentence)))))
    except (WebError, BotError, KnowledgeError) as fault:
        tell(Failed(str(fault)))
    except Exception as fault:  # noqa: BLE001 - whoever watches must hear of it, whatever it is
        _log.error("answering failed", fault=type(fault).__name__, at=place(fault))
        tell(Failed(FAILED))
