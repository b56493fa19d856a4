"""A circuit breaker: what failed again and again is left alone for a while, and then tried once.

Ours, as pybreaker makes askings wait for one another and circuitbreaker lets all of them try at
once; both read a clock of their own. The states are Nygard's, "Release It!", 2018, chapter 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

import structlog

from bot.errors import ModelFailed
from bot.writing import Outcome

FAILURES: Final = 5  # in a row
REST: Final = 30.0  # seconds
_log = structlog.get_logger(__name__)


class Breaker:
    """Turns askings away for REST seconds after FAILURES in a row; then one tries for all.

    Only what `blames` calls the endpoint's making counts. `now` counts seconds from anywhere.
    Thread-safe.
    """

    def __init__(
        self, name: str, blames: Callable[[ModelFailed], bool], now: Callable[[], float]
    ) -> None:
        self._name = name
        self._blames = blames
        self._now = now
        self._lock = Lock()
        self._row = 0
        self._until: float | None = None
        self._tries = False

    @property
    def open(self) -> bool:
        """Whether askings are turned away, but for the one that tries."""
        return self._until is not None

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Watch an asking. Raises ModelFailed (RESTING) where it mustn't begin."""
        tries = self._enter()
        try:
            yield
        except ModelFailed as failure:
            if self._blames(failure):
                self._failed(tries=tries)
            raise
        else:
            self._worked()
        finally:
            if tries:
                self._tries = False

    def _enter(self) -> bool:
        with self._lock:
            if self._until is None:
                return False
            if self._tries or self._now() < self._until:
                raise ModelFailed(
                    f"The model has failed {FAILURES} times in a row and rests; it is asked again"
                    f" after {REST:.0f} seconds.",
                    Outcome.RESTING,
                )
            self._tries = True
            return True

    def _failed(self, *, tries: bool) -> None:
        with self._lock:
            self._row += 1
            opens = self._until is None and self._row >= FAILURES
            # What began before it opened says nothing of how things are now.
            if opens or tries:
                self._until = self._now() + REST
        if opens:
            _log.warning("model rests", model=self._name, failures=FAILURES, seconds=REST)

    def _worked(self) -> None:
        with self._lock:
            closes = self._until is not None
            self._row, self._until = 0, None
        if closes:
            _log.info("model is asked again", model=self._name)
