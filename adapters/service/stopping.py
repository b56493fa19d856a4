"""How the service ends: the first signal asks it to, the second one doesn't ask."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import Final

import structlog

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
# Whoever supervises the service kills it after half a minute, as a rule.
DRAIN: Final = 20.0  # seconds that what is under way may take
_HANGING: Final = DRAIN + 5
_log = structlog.get_logger(__name__)


def while_starting() -> None:
    """Let a signal end the process with exit code 0 until a `Stopping` takes over.

    In a container nobody else would: there the first process has no default. What was raised
    instead could be swallowed by whatever is being loaded; nothing is begun that must be finished.
    """
    for number in _SIGNALS:
        signal.signal(number, lambda *_: os._exit(0))


class Stopping:
    """The wish that the service end. Belongs to a running loop in the main thread."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            self._loop.add_signal_handler(number, self._heard, number)

    async def asked(self) -> None:
        """Wait until somebody wishes it."""
        await self._asked.wait()

    def _heard(self, number: int) -> None:
        _log.info("stopping", signal=signal.Signals(number).name, at_most=DRAIN)
        for each in _SIGNALS:
            self._loop.remove_signal_handler(each)
            # The second one ends the process at once, also the first one of a container, which
            # no default would; everything is committed.
            signal.signal(each, lambda again, _frame: os._exit(128 + again))
        # What hangs is left behind, and taken up again by the next start.
        last = threading.Timer(_HANGING, os._exit, (0,))
        last.daemon = True
        last.start()
        self._asked.set()
