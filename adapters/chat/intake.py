"""The way into the inbox, and what has to be known at once: database work, off the event loop."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from adapters.delivery.model import Also, Arrival, Event
from knowledge.errors import KnowledgeError

_LOOKING_UP = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What is to be committed, and who waits for it: True for what is new."""

    arrival: Arrival
    kept: Future[bool] = field(default_factory=Future)


class Intake:
    """Commits events, and looks things up beside it, in threads of its own.

    Questions that are being answered fill other threads; they never hold up an acknowledgement.
    `put` commits events in one transaction and tells which of them are new.
    """

    def __init__(
        self, put: Callable[[Sequence[Arrival]], Sequence[bool]], nudge: Callable[[], None]
    ) -> None:
        self._put = put
        self._nudge = nudge
        self._waiting: deque[_Waiting] = deque()
        # One thread, so that they keep their order.
        self._committing = ThreadPoolExecutor(1, "chat-inbox")
        self._looking_up = ThreadPoolExecutor(_LOOKING_UP, "chat-lookup")

    async def commit(self, event: Event, also: Also | None = None) -> bool:
        """Put an event into the inbox with what is `also` to be kept; False if it is there.

        All that came while others were committed takes one turn at the database, for whoever waits
        for an acknowledgement waits for every turn. Who stops waiting doesn't undo it: sent again,
        it is there already.
        """
        one = _Waiting((event, also))
        # From now on nobody who stops waiting takes it back.
        one.kept.set_running_or_notify_cancel()
        self._waiting.append(one)
        self._committing.submit(self._commit)
        return await asyncio.wrap_future(one.kept)

    async def look_up(self, question: Callable[[], T]) -> T:
        """Return the answer to a question that may take a while."""
        return await asyncio.get_running_loop().run_in_executor(self._looking_up, question)

    def _commit(self) -> None:
        """Commit all that waits."""
        together = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if together:
            self._keep(together)
            self._nudge()

    def _keep(self, together: Sequence[_Waiting]) -> None:
        try:
            new = self._put([one.arrival for one in together])
        except Exception as error:  # noqa: BLE001 - whoever waits for it is told
            self._failed(together, error)
        else:
            for one, is_new in zip(together, new, strict=True):
                one.kept.set_result(is_new)

    def _failed(self, together: Sequence[_Waiting], error: Exception) -> None:
        """Tell those who wait; what isn't the catalog's fault is one event's, not the others'."""
        if len(together) > 1 and not isinstance(error, KnowledgeError):
            for one in together:
                self._keep([one])
            return
        for one in together:
            one.kept.set_exception(error)
