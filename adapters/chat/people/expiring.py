"""What was looked up, kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

EXPIRY = timedelta(minutes=10)
_MOST = 5_000


class Expiring(Generic[K, V]):
    """Values by key; each is forgotten after `EXPIRY`, the oldest where there are too many.

    `now` is an aware clock. Thread-safe.
    """

    def __init__(self, now: Callable[[], datetime], most: int = _MOST) -> None:
        self._now = now
        self._most = most
        self._kept: OrderedDict[K, tuple[datetime, V]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K, look_up: Callable[[], V]) -> V:
        """Return the value, looked up anew where it isn't known any more; raises what that does.

        Two threads may look the same thing up at once; what failed is asked for again next time.
        """
        with self._lock:
            found = self._kept.get(key)
        if found and self._now() - found[0] < EXPIRY:
            return found[1]
        # The time before the look-up: what it says may be as old as that.
        asked, value = self._now(), look_up()
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (asked, value)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
