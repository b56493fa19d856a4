"""How fast each lane is sent to, and how long a message waits for its next attempt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

# Slack takes about one message a second in a channel, and lets short bursts pass.
GAP = timedelta(seconds=1)
BURST = 3
# From one second, twice as long each time; what was asked while a platform was away is to be
# answered soon after its return.
LONGEST = 15.0
# However long a platform asks to wait, it is asked again after an hour.
_PATIENCE = 3600.0

Lane = tuple[str, str]


class Pace:
    """The lanes that were sent to lately, each a platform and a lane. `now` is an aware clock.

    After silence a lane takes BURST messages at once, then one every GAP. For one thread.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        # When each lane will have recovered all of its burst.
        self._rested: dict[Lane, datetime] = {}
        # Until when each lane waits for people to mend something.
        self._shut: dict[Lane, datetime] = {}

    def spend(self, lane: Lane) -> None:
        """Count a message that is sent now."""
        now = self._now()
        self._rested[lane] = max(self._rested.get(lane, now), now) + GAP

    def hold(self, lane: Lane, seconds: float) -> None:
        """Close a lane for a while; it begins again without a burst."""
        opens = self._now() + timedelta(seconds=seconds)
        rested = opens + GAP * (BURST - 1)
        self._rested[lane] = max(self._rested.get(lane, rested), rested)

    def shut(self, lane: Lane, seconds: float) -> None:
        """Close a lane for a while, unless its platform is mended before."""
        self._shut[lane] = self._now() + timedelta(seconds=seconds)

    def mended(self, platform: str) -> None:
        """Open the lanes of a platform that were shut."""
        self._shut = {lane: opens for lane, opens in self._shut.items() if lane[0] != platform}

    def closed(self, at: datetime | None = None) -> tuple[Lane, ...]:
        """Return the lanes that must wait until after then; None is now."""
        now = self._now()
        self._rested = {lane: rested for lane, rested in self._rested.items() if rested > now}
        self._shut = {lane: opens for lane, opens in self._shut.items() if opens > now}
        return tuple(dict.fromkeys(lane for lane, opens in self._opening() if opens > (at or now)))

    def opens(self) -> float | None:
        """Return in how many seconds the next lane opens; None where none is closed."""
        now = self._now()
        opening = [opens for _, opens in self._opening() if opens > now]
        return (min(opening) - now).total_seconds() if opening else None

    def _opening(self) -> Iterator[tuple[Lane, datetime]]:
        yield from ((lane, _opens(rested)) for lane, rested in self._rested.items())
        yield from self._shut.items()


def pause(attempt: int, after: float | None, draw: float) -> float:
    """Return how many seconds a message waits that isn't there after its attempt (from 1).

    `after` is what the platform asked for, which holds; `draw` (0–1) spreads those that failed
    together.
    """
    if after is not None:
        return min(max(after, 0.0), _PATIENCE) + draw
    return min(2.0 ** min(attempt - 1, 10), LONGEST) * (1 + draw) / 2


def _opens(rested: datetime) -> datetime:
    return rested - GAP * (BURST - 1)
