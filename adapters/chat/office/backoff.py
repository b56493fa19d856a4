"""When what failed is tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

_FIRST = timedelta(minutes=1)
_LONGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Tried:
    version: int
    times: int
    again: datetime


@dataclass(frozen=True, slots=True)
class Backoff:
    """Lets what was tried wait a minute, then twice as long each time, an hour at most.

    What changes in between is another `version` of it, and need not wait. For one thread.
    """

    now: Callable[[], datetime]
    _last: dict[int, _Tried] = field(default_factory=dict)

    def may(self, what: int, version: int = 0) -> bool:
        """Whether it may be tried now."""
        last = self._last.get(what)
        return last is None or last.version != version or self.now() >= last.again

    def tried(self, what: int, version: int = 0) -> bool:
        """Let it wait from now on; True for the first time."""
        times = self.times(what, version)
        wait = min(_FIRST * 2 ** min(times, 10), _LONGEST)
        self._last[what] = _Tried(version, times + 1, self.now() + wait)
        return times == 0

    def times(self, what: int, version: int = 0) -> int:
        """Return how often it was tried."""
        last = self._last.get(what)
        return last.times if last is not None and last.version == version else 0

    def forget(self) -> None:
        """Let nothing wait any more."""
        self._last.clear()
