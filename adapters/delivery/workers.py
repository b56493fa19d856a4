"""Threads that handle what is in the inbox."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from time import monotonic

import structlog

from adapters.delivery.bell import Bell
from adapters.delivery.handling import PAUSE, Handling

# Seconds: what nobody rang for, such as a second attempt, is found after LOOK at the latest.
LOOK = 2.0
_log = structlog.get_logger(__name__)


class Workers:
    """A bounded pool of `size` threads; `after` is called after each event."""

    def __init__(self, handling: Handling, after: Callable[[], None], size: int) -> None:
        self._handling = handling
        self._after = after
        self._bell = Bell()
        # A handler that hangs must not keep the process from ending.
        self._threads = [
            Thread(target=self._run, name=f"worker-{number}", daemon=True)
            for number in range(1, size + 1)
        ]

    def start(self) -> None:
        """Begin to handle events."""
        for thread in self._threads:
            thread.start()

    def nudge(self) -> None:
        """Look into the inbox at once. Thread-safe."""
        self._bell.ring()

    def stop(self, seconds: float) -> bool:
        """Take no more events, and wait so long for those in hand; False where some remain."""
        self._handling.stopping.set()
        self._bell.ring()
        until = monotonic() + seconds
        started = [thread for thread in self._threads if thread.ident]
        for thread in started:
            thread.join(max(0.0, until - monotonic()))
        return not any(thread.is_alive() for thread in started)

    def dead(self) -> tuple[str, ...]:
        """Return the names of threads that were started and have ended."""
        return tuple(t.name for t in self._threads if t.ident and not t.is_alive())

    def _run(self) -> None:
        stopping = self._handling.stopping
        while not stopping.is_set():
            heard = self._bell.rings
            try:
                worked = self._handling.work()
            except Exception as error:  # noqa: BLE001 - a worker never dies
                _log.warning("inbox can't be used", fault=type(error).__name__)
                stopping.wait(PAUSE)
                continue
            if worked:
                self._after()
            else:
                self._bell.wait(heard, LOOK)
