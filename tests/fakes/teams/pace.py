"""How much Teams takes: per conversation, and from an app in all."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

# Messages to one conversation: so many in so many seconds. Members may be asked for twice as often
# (learn.microsoft.com, "Optimize your bot with rate limiting": per bot per thread).
_WINDOWS = ((8, 2.0), (60, 30.0), (1800, 3600.0))
BURST = 7
# Requests of one app in a tenant in a second.
_APP = 50


@dataclass
class Pace:
    """`burst` is what a conversation takes in a second; 0 takes everything."""

    burst: int = 0
    _recent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, kind: str, conversation: str, now: float) -> float:
        """Return 0 and count the call, or the seconds until there is room for it."""
        if not self.burst:
            return 0.0
        twice = 2 if kind.startswith("members") else 1
        counted = self._recent[f"{kind.partition('.')[0]} {conversation}"]
        windows = ((self.burst, 1.0), *_WINDOWS)
        waits = [_wait(counted, most * twice, seconds, now) for most, seconds in windows]
        waits.append(_wait(self._recent[""], _APP, 1.0, now))
        if not max(waits):
            counted.append(now)
            self._recent[""].append(now)
        return max(waits)


def _wait(recent: deque[float], most: int, seconds: float, now: float) -> float:
    if len(recent) < most or recent[-most] <= now - seconds:
        return 0.0
    return recent[-most] + seconds - now
