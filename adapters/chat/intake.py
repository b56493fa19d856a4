"""The way into the inbox, and what has to be known at once: database work, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from adapters.delivery.model import Also, Event

_LOOKING_UP = 8
T = TypeVar("T")


class Intake:
    """Commits events, and looks things up beside it, in threads of its own.

    Questions that are being answered fill other threads; they never hold up an acknowledgement.
    """

    def __init__(
        self, put: Callable[[Event, Also | None], bool], nudge: Callable[[], None]
    ) -> None:
        self._put = put
        self._nudge = nudge
        # Commits wait for one another in the database anyway; here they keep their order.
        self._committing = ThreadPoolExecutor(1, "chat-inbox")
        self._looking_up = ThreadPoolExecutor(_LOOKING_UP, "chat-lookup")

    async def commit(self, event: Event, also: Also | None = None) -> bool:
        """Put an event into the inbox with what is `also` to be kept; False if it is there.

        Both take one turn at the database: who waits for an acknowledgement waits for every turn.
        Who stops waiting doesn't undo it: sent again, it is there already.
        """
        return await _run(self._committing, lambda: self._keep(event, also))

    async def look_up(self, question: Callable[[], T]) -> T:
        """Return the answer to a question that may take a while."""
        return await _run(self._looking_up, question)

    def _keep(self, event: Event, also: Also | None) -> bool:
        new = self._put(event, also)
        self._nudge()
        return new


async def _run(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, work)
