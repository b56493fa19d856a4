"""How often something may be done that Slack limits and that nobody needs."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from threading import Lock


class Allowance:
    """At most so many times within so many seconds, for each name. Thread-safe.

    `now` is a clock in seconds that never goes back.
    """

    def __init__(self, most: int, seconds: float, now: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._now = now
        self._lock = Lock()
        self._taken: defaultdict[str, deque[float]] = defaultdict(deque)

    def take(self, name: str = "") -> bool:
        """Whether it may be done now; then it counts."""
        with self._lock:
            now = self._now()
            taken = self._taken[name]
            while taken and taken[0] <= now - self._seconds:
                taken.popleft()
            if len(taken) >= self._most:
                return False
            taken.append(now)
            return True
