"""What those who count, for metrics, get to see of the delivery."""

from __future__ import annotations

from typing import Protocol


class Observed(Protocol):
    """Hears of everything that happens; called from several threads, and never raises.

    Seconds are floats. `fault` is the class of an exception, `follower` that of a follower.
    """

    def taken_in(self, platform: str) -> None:
        """Hear that an event was committed to the inbox."""
        ...

    def duplicate(self, platform: str) -> None:
        """Hear that an event came that is known already."""
        ...

    def handled(self, platform: str, seconds: float, waited: float) -> None:
        """Hear how long an event was worked on, and how long it had waited before that."""
        ...

    def failed(self, platform: str, fault: str) -> None:
        """Hear that an event failed and will be tried again."""
        ...

    def given_up(self, platform: str, fault: str) -> None:
        """Hear that an event failed for good."""
        ...

    def sent(self, platform: str, waited: float) -> None:
        """Hear that a message is there, and how long after it was put into the outbox."""
        ...

    def retried(self, platform: str) -> None:
        """Hear that a message isn't there yet and will be tried again."""
        ...

    def rate_limited(self, platform: str) -> None:
        """Hear that the platform asked to wait; `retried` is heard as well."""
        ...

    def undeliverable(self, platform: str) -> None:
        """Hear that a message can't be delivered."""
        ...

    def follower_failed(self, follower: str) -> None:
        """Hear that a follower raised."""
        ...


class Unobserved:
    """Nobody counts."""

    def taken_in(self, platform: str) -> None:
        """Let it pass."""

    def duplicate(self, platform: str) -> None:
        """Let it pass."""

    def handled(self, platform: str, seconds: float, waited: float) -> None:
        """Let it pass."""

    def failed(self, platform: str, fault: str) -> None:
        """Let it pass."""

    def given_up(self, platform: str, fault: str) -> None:
        """Let it pass."""

    def sent(self, platform: str, waited: float) -> None:
        """Let it pass."""

    def retried(self, platform: str) -> None:
        """Let it pass."""

    def rate_limited(self, platform: str) -> None:
        """Let it pass."""

    def undeliverable(self, platform: str) -> None:
        """Let it pass."""

    def follower_failed(self, follower: str) -> None:
        """Let it pass."""
