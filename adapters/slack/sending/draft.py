"""One answer while it is written: a message that grows until its answer takes its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, wait
from threading import Event, Lock

import structlog

from bot.writing import Sentence

# Sentences that pass sooner than after so many seconds come together.
GAP = 1.5
# Writes what has passed into the message of that reference ("": posts it); returns its reference.
Write = Callable[[str, Sequence[Sentence]], str]
_log = structlog.get_logger(__name__)


class Draft:
    """Shows sentences in the background, without keeping anybody waiting. Thread-safe.

    `allowed` tells whether Slack may be called now. What fails is only missing: the rest isn't
    shown before the answer either. `ref` is where an earlier attempt at the answer shows already,
    `gap` the seconds from one change to the next.
    """

    def __init__(
        self,
        write: Write,
        allowed: Callable[[], bool],
        threads: Executor,
        ref: str = "",
        gap: float = GAP,
    ) -> None:
        self._write = write
        self._allowed = allowed
        self._threads = threads
        self._ref = ref
        self._gap = gap
        self._begun = bool(ref)
        self._lock = Lock()
        self._passed: list[Sentence] = []
        self._shown = 0
        self._busy = False
        self._work: Future[None] | None = None
        self._over = Event()

    def say(self, sentence: Sentence) -> None:
        """Show one more sentence as soon as that may be done."""
        with self._lock:
            self._passed.append(sentence)
            if not self._busy and not self._over.is_set():
                self._busy = True
                self._work = self._threads.submit(self._show)

    def close(self) -> bool:
        """Begin to show nothing more; returns whether something may stand there."""
        with self._lock:
            self._over.set()
            return self._begun

    def end(self) -> str:
        """Return the message's reference once nothing is written into it any more.

        "" where there is none, or nobody knows.
        """
        self.close()
        if self._work is not None and not self._work.cancel():
            wait([self._work])
        return self._ref

    def _show(self) -> None:
        while passed := self._next():
            try:
                self._ref = self._write(self._ref, passed)
            except Exception as error:  # noqa: BLE001 - the answer comes all the same
                _log.info("a draft isn't shown", fault=type(error).__name__)
                self.close()
            self._over.wait(self._gap)

    def _next(self) -> Sequence[Sentence]:
        """Return all that has passed if more of it is to be shown now; else the work is done."""
        with self._lock:
            more = len(self._passed) > self._shown and not self._over.is_set()
            if not more or not self._allowed():
                self._busy = False
                return ()
            self._begun = True
            self._shown = len(self._passed)
            return tuple(self._passed)
