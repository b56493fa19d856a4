"""That the bot has begun to look something up: it types."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import structlog

from adapters.chat.model import Asked
from adapters.teams.addresses import Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.sending.calling import CallFailed
from adapters.teams.sending.reaching import Reaching
from knowledge.errors import KnowledgeError

_AT_ONCE = 4
# Of so many messages it is remembered that they were shown, or ended before.
_REMEMBERED = 200
_log = structlog.get_logger(__name__)


class Typing:
    """Shows that the bot types, in the background. What fails is only missing. Thread-safe.

    Teams takes it away when something is posted there, or after some seconds.
    """

    def __init__(self, connector: Connector, addresses: Addresses) -> None:
        self._connector = connector
        self._reaching = Reaching(connector, addresses)
        self._lock = Lock()
        self._shown: dict[Asked, Future[None]] = {}
        self._ended: deque[Asked] = deque(maxlen=_REMEMBERED)
        self._threads = ThreadPoolExecutor(_AT_ONCE, "teams-typing")

    def show(self, asked: Asked) -> None:
        """Show that a question is being looked up."""
        with self._lock:
            if asked in self._ended:
                self._ended.remove(asked)
                return
            self._shown[asked] = self._threads.submit(self._show, asked)
            for old in list(self._shown)[:-_REMEMBERED]:
                del self._shown[old]

    def end(self, asked: Asked, *, answered: bool) -> None:  # noqa: ARG002 - Teams ends it either way
        """Begin to show it no more."""
        with self._lock:
            shown = self._shown.pop(asked, None)
            if shown is None:
                self._ended.append(asked)
            else:
                shown.cancel()

    def _show(self, asked: Asked) -> None:
        try:
            asyncio.run(self._typed(asked))
        except (CallFailed, KnowledgeError) as fault:
            _log.debug("typing isn't shown", fault=type(fault).__name__)

    async def _typed(self, asked: Asked) -> None:
        place = asked.place
        there = await self._reaching.where(place.channel, place.thread or asked.ts)
        await self._connector.send(there.service_url, there.conversation, {"type": "typing"})
