"""The thread that lets platforms show what the catalog says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from threading import Event as Flag
from threading import Thread

import structlog

from adapters.delivery.alarms import Alarms
from adapters.delivery.bell import Bell
from adapters.delivery.errors import place
from adapters.delivery.model import Follower
from adapters.delivery.observed import Observed

# Seconds between two rounds, and the least between two that were asked for.
EVERY = 2.0
LEAST = 0.25
# A follower that has failed so often in a row is told to people.
LASTING = 5
_log = structlog.get_logger(__name__)


class Following:
    """Runs the followers in turn, every EVERY seconds and when nudged; `after` follows each round.

    What one raises is logged and counted, and the others run all the same; where it goes on, an
    alarm stands until it has passed.
    """

    def __init__(
        self,
        followers: Collection[Follower],
        alarms: Alarms,
        observed: Observed,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        self._followers = followers
        self._alarms = alarms
        self._observed = observed
        self._after = after
        self._failures: Counter[str] = Counter()
        self._well: set[str] = set()
        self._bell = Bell()
        self._stopping = Flag()
        self._thread = Thread(target=self._run, name="followers", daemon=True)

    def start(self) -> None:
        """Begin with the rounds."""
        self._thread.start()

    def nudge(self) -> None:
        """Make a round at once. Thread-safe."""
        self._bell.ring()

    def stop(self, seconds: float) -> bool:
        """Make no more rounds, and wait so long for the present one; False where it goes on."""
        self._stopping.set()
        self._bell.ring()
        if self._thread.ident:
            self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def dead(self) -> tuple[str, ...]:
        """Return the name of the thread if it was started and has ended."""
        ended = self._thread.ident and not self._thread.is_alive()
        return (self._thread.name,) if ended else ()

    def round(self) -> None:
        """Let every follower follow once."""
        for follower in self._followers:
            name = _name(follower)
            try:
                follower.follow()
                self._went_well(name)
            except Exception as error:  # noqa: BLE001 - the others must follow all the same
                self._went_wrong(name, error)
        self._after()

    def _run(self) -> None:
        while not self._stopping.is_set():
            heard = self._bell.rings
            self.round()
            if not self._stopping.wait(LEAST):
                self._bell.wait(heard, EVERY - LEAST)

    def _went_well(self, name: str) -> None:
        if name not in self._well:  # an alarm may stand, also one of an earlier process
            self._alarms.end(_about(name))
            self._well.add(name)
        self._failures[name] = 0

    def _went_wrong(self, name: str, error: Exception) -> None:
        fault = type(error).__name__
        self._well.discard(name)
        self._failures[name] += 1
        times = self._failures[name]
        self._observed.follower_failed(name)
        if times & (times - 1) == 0:  # at 1, 2, 4, 8 …: what goes on must not fill the log
            at = place(error)
            _log.warning("follower failed", follower=name, fault=fault, at=at, times=times)
        if times >= LASTING:
            self._raise(name, fault)

    def _raise(self, name: str, fault: str) -> None:
        text = f"{name} fails again and again ({fault}): what it shows may be out of date."
        try:
            self._alarms.raise_(_about(name), text)
        except Exception as error:  # noqa: BLE001 - raised again after the next failure
            _log.warning("alarm can't be raised", fault=type(error).__name__)


def _name(follower: Follower) -> str:
    # Of several platforms each has its own.
    platform = getattr(follower, "platform", "")
    name = type(follower).__name__
    return f"{name} of {platform}" if platform else name


def _about(name: str) -> str:
    return f"follower {name}"
