"""Sends what is in the outbox: in order, at each lane's pace, until it is there."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import structlog

from adapters.delivery.model import Later, Outcome, Platform, Sent, Waiting
from adapters.delivery.outbox import Outbox
from adapters.delivery.outcomes import Outcomes
from adapters.delivery.pace import Lane, Pace, pause
from knowledge.errors import KnowledgeError

# Messages on their way at once, each in a lane of its own.
PARALLEL = 8
# Seconds: what nobody woke the sender for, such as another attempt, goes out after LOOK at the
# latest; PAUSE is taken where the catalog can't be used; a platform answers within ANSWER.
LOOK = 1.0
PAUSE = 1.0
ANSWER = 60.0
# How often it is looked whether everything is sent.
_TICK = 0.05
_P = ParamSpec("_P")
_T = TypeVar("_T")
_log = structlog.get_logger(__name__)


class Sender:
    """Sends messages on an event loop, with the catalog in threads of its own.

    `now` is an aware clock, `draw` gives numbers from 0 to 1 that spread repeated attempts.
    """

    def __init__(
        self,
        outbox: Outbox,
        outcomes: Outcomes,
        platforms: Mapping[str, Platform],
        now: Callable[[], datetime],
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._outbox = outbox
        self._outcomes = outcomes
        self._platforms = platforms
        self._now = now
        self._draw = draw
        self._pace = Pace(now)
        self._flying: dict[asyncio.Task[None], Lane] = {}
        self._there: list[tuple[Waiting, str]] = []
        self._keeping = asyncio.Lock()
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._desk = ThreadPoolExecutor(2, "outbox")

    def nudge(self) -> None:
        """Look into the outbox at once. Thread-safe."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and so has the sender
                self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Send until cancelled."""
        self._loop = asyncio.get_running_loop()
        while True:
            self._woken.clear()
            try:
                await self.dispatch()
            except Exception as error:  # noqa: BLE001 - the sender never dies
                _log.warning("outbox can't be used", fault=type(error).__name__)
                await asyncio.sleep(PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), min(LOOK, self._pace.opens() or LOOK))

    async def dispatch(self) -> int:
        """Begin to send what may go now; returns how many messages.

        Raises CatalogBusy, CatalogUnusable.
        """
        begun = 0
        while free := PARALLEL - len(self._flying):
            # What comes of a lane's message may close it while the next ones are being taken.
            closed = {*self._pace.closed(), *self._flying.values()}
            taken = await self._in_thread(self._outbox.take, self._platforms, closed, free)
            if not taken:
                break
            for waiting in taken:
                self._begin(waiting)
            begun += len(taken)
        return begun

    def _begin(self, waiting: Waiting) -> None:
        self._pace.spend(_lane(waiting))
        task = asyncio.create_task(self._send(waiting))
        self._flying[task] = _lane(waiting)
        task.add_done_callback(self._landed)

    async def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        while self._flying:
            await asyncio.wait(set(self._flying))

    async def empty(self, seconds: float) -> bool:
        """Wait so long until all is sent that can be; False where some of it remains."""
        until = self._now() + timedelta(seconds=seconds)
        with suppress(TimeoutError, KnowledgeError):
            async with asyncio.timeout(seconds):
                while await self._in_thread(self._due, until):  # noqa: ASYNC110 - the catalog rings no bell
                    await asyncio.sleep(_TICK)
                return True
        return False

    async def close(self) -> None:
        """Break off what is on its way; the next start looks whether it got there."""
        flying = set(self._flying)
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)
        self._desk.shutdown(wait=False, cancel_futures=True)

    def _due(self, until: datetime) -> int:
        return self._outbox.due(self._platforms, until, self._pace.closed(until))

    async def _send(self, waiting: Waiting) -> None:
        outcome = await self._outcome(waiting)
        wait = self._wait(waiting, outcome)
        if isinstance(outcome, Sent):
            await self._keep_sent((waiting, outcome.ref))
        else:
            await self._surely(self._outcomes.keep, waiting, outcome, wait)

    async def _keep_sent(self, one: tuple[Waiting, str]) -> None:
        """Write down that a message is there, with all that got there while others were written.

        Each turn at the database is waited for by everybody.
        """
        self._there.append(one)
        async with self._keeping:
            if one not in self._there:
                return
            there, self._there = self._there, []
            await self._surely(self._outcomes.keep_sent, there)

    async def _surely(self, write: Callable[_P, None], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Write as soon as the catalog can be used."""
        while True:
            try:
                await self._in_thread(write, *args, **kwargs)
            except KnowledgeError as error:
                _log.warning("outbox can't be written", fault=type(error).__name__)
                await asyncio.sleep(PAUSE)
            else:
                return

    def _wait(self, waiting: Waiting, outcome: Outcome) -> float:
        """Return the seconds until the next attempt, and let its lane wait as it must."""
        if not isinstance(outcome, Later):
            self._pace.mended(waiting.outgoing.platform)
            return 0.0
        wait = pause(waiting.attempt, outcome.after, self._draw())
        if outcome.until_mended:
            self._pace.shut(_lane(waiting), wait)
        elif outcome.whole_lane or outcome.after is not None:
            self._pace.hold(_lane(waiting), wait)
        return wait

    async def _outcome(self, waiting: Waiting) -> Outcome:
        try:
            async with asyncio.timeout(ANSWER):
                return await self._platforms[waiting.outgoing.platform].send(waiting)
        except Exception as error:  # noqa: BLE001 - it may be there, so it is looked for later
            return Later(type(error).__name__, unsure=True)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.pop(task, None)
        self._woken.set()
        if not task.cancelled() and (error := task.exception()):
            _log.error("a message's sending broke off", fault=type(error).__name__)

    async def _in_thread(self, call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._desk, lambda: call(*args, **kwargs))


def _lane(waiting: Waiting) -> Lane:
    return waiting.outgoing.platform, waiting.outgoing.lane
