"""Everything that comes in and goes out, set to work and brought to rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from threading import Event as Flag
from time import monotonic

import structlog

from adapters.delivery.alarms import Alarms
from adapters.delivery.following import Following
from adapters.delivery.handling import PAUSE, Handling
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Also, Arrival, Event, Follower, Platform
from adapters.delivery.observed import Observed, Unobserved
from adapters.delivery.outbox import Outbox
from adapters.delivery.outcomes import Outcomes
from adapters.delivery.sender import Sender
from adapters.delivery.workers import Workers
from knowledge.catalog.database import Database

_log = structlog.get_logger(__name__)


class Delivery:
    """The inbox and the outbox of one process, at work between `start` and `drain`.

    `now` is an aware clock, `workers` how many events are handled at once. One process serves a
    catalog at a time.
    """

    def __init__(  # noqa: PLR0913 - the composition root names each
        self,
        database: Database,
        platforms: Collection[Platform],
        followers: Collection[Follower],
        now: Callable[[], datetime],
        observed: Observed | None = None,
        *,
        workers: int = 4,
    ) -> None:
        self.inbox = Inbox(database, now)
        self.outbox = Outbox(database, now)
        self.alarms = Alarms(database, now)
        self._observed = seen = observed or Unobserved()
        named = {platform.name: platform for platform in platforms}
        outcomes = Outcomes(database, self.outbox, self.alarms, named, seen, now)
        self._sender = Sender(self.outbox, outcomes, named, now)
        self._following = Following(followers, self.alarms, seen, self._sender.nudge)
        handling = Handling(database, self.inbox, self.outbox, named, seen, now, Flag())
        self._workers = Workers(handling, self._show, workers)
        self._running: asyncio.Task[None] | None = None

    def put(self, event: Event, also: Also | None = None) -> bool:
        """Commit an event to the inbox and have it handled; False for one that is known.

        `also` is kept in the same transaction.

        It is safe once this returns. Blocks for as long as the catalog is locked: not for an
        event loop. Thread-safe. Raises CatalogBusy, CatalogUnusable.
        """
        (new,) = self.put_all([(event, also)])
        return new

    def put_all(self, arrivals: Sequence[Arrival]) -> tuple[bool, ...]:
        """Commit events in one transaction, as `put` does; all of them or none."""
        new = self.inbox.put_all(arrivals)
        for (event, _), is_new in zip(arrivals, new, strict=True):
            (self._observed.taken_in if is_new else self._observed.duplicate)(event.platform)
        if any(new):
            self._workers.nudge()
        return new

    def start(self) -> None:
        """Set everything to work, on the running event loop; first what was cut off last time."""
        self._running = asyncio.create_task(self._run())

    def nudge(self) -> None:
        """Look at once for what is to be handled, shown and sent. Thread-safe."""
        self._workers.nudge()
        self._show()

    def dead(self) -> tuple[str, ...]:
        """Return what has ended that was started, by name; before `drain` that is a fault."""
        sender = ("sender",) if self._running and self._running.done() else ()
        return self._workers.dead() + self._following.dead() + sender

    async def drain(self, seconds: float) -> None:
        """Finish within the time what is in hand and can be sent; the rest waits in the catalog.

        A Delivery isn't started again after that.
        """
        until = monotonic() + seconds
        at_rest = await asyncio.to_thread(self._stop, until)
        emptied = False
        if self._running is not None:
            emptied = await self._sender.empty(max(0.0, until - monotonic()))
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
        await self._sender.close()
        _log.info("drained", at_rest=at_rest, emptied=emptied)

    def _show(self) -> None:
        self._following.nudge()
        self._sender.nudge()

    def _stop(self, until: float) -> bool:
        worked = self._workers.stop(until - monotonic())
        return self._following.stop(until - monotonic()) and worked

    async def _run(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self._resume)
            except Exception as error:  # noqa: BLE001 - the catalog may be back in a moment
                _log.warning("can't resume yet", fault=type(error).__name__)
                await asyncio.sleep(PAUSE)
            else:
                break
        self._workers.start()
        self._following.start()
        await self._sender.run()

    def _resume(self) -> None:
        events, messages = self.inbox.resume(), self.outbox.resume()
        if events or messages:
            _log.info("resumed", events=events, messages=messages)
