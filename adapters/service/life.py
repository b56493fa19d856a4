"""The life of the service: connect, warm up, deliver, and in the end finish what was begun."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

import structlog

from adapters.delivery.delivery import Delivery
from adapters.service.warming import WarmUp

_AGAIN: Final = 5.0  # seconds until something is looked for anew that was missing
_log = structlog.get_logger(__name__)


class Connection(Protocol):
    """The way that a chat platform's events come in."""

    async def open(self) -> None:
        """Begin to take events in; goes on trying by itself where the platform is away."""
        ...

    async def close(self) -> None:
        """Take in no more."""
        ...


class Life:
    """Runs what was put together. All methods belong to one event loop."""

    def __init__(
        self, warm_up: WarmUp, delivery: Delivery, connections: Sequence[Connection]
    ) -> None:
        self._warm_up = warm_up
        self._delivery = delivery
        self._connections = connections
        self._delivers = False

    async def run(self) -> None:
        """Run until cancelled. Raises ModelUnusable, CatalogUnusable: what no waiting mends.

        What comes in before everything is loaded is kept and waits. Where nothing is published
        it doesn't: whoever asks is to hear that something is wrong.
        """
        for connection in self._connections:
            await connection.open()
        warm = await asyncio.to_thread(self._warm_up.run)
        self._delivery.start()
        self._delivers = True
        while not warm:
            await asyncio.sleep(_AGAIN)
            warm = await asyncio.to_thread(self._warm_up.run)
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Take in no more."""
        for connection in self._connections:
            await connection.close()

    async def finish(self, seconds: float) -> None:
        """Finish what is under way, in so many seconds at most; the rest is done the next time."""
        if self._delivers:
            await self._delivery.drain(seconds)
        _log.info("stopped")
