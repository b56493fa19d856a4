"""What a scenario needs of a chat platform, and what it can tell afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evals.bench.chat.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """A question to the bot alone: whose, and below which message ("" begins a conversation)."""

    person: int
    text: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """An attempt of the service to post a message: where, when, and with what HTTP status."""

    channel: str
    at: float
    status: int


class Platform(Protocol):
    """A fake platform in a process of its own."""

    @property
    def name(self) -> str:
        """What figures call it."""
        ...

    @property
    def patient(self) -> bool:
        """Whether it delivers again until a service that was killed is back."""
        ...

    @property
    def settings(self) -> Mapping[str, str]:
        """What the service must be told, without the prefix of its settings."""
        ...

    @property
    def environment(self) -> Mapping[str, str]:
        """What else the service's process needs."""
        ...

    def deliver(self, url: str) -> None:
        """Deliver to the service at this address."""
        ...

    def says(self, line: Line) -> None:
        """Have a question asked, without waiting for what comes of it."""
        ...

    def begins(self, line: Line) -> str:
        """Have a question asked; return what a follow-up names as its thread, "" for nothing."""
        ...

    def away(self, seconds: float) -> None:
        """Take no call for so long."""
        ...

    def limit(self, posts: int, after: float) -> None:
        """Answer so many posts with 429 and this Retry-After, in seconds."""
        ...

    def pace(self, posts: int) -> None:
        """Take no more posts in a conversation in any second."""
        ...

    def calls(self) -> Sequence[Call]:
        """Return every attempt to post, in order."""
        ...

    def seen(self, data: Path) -> Outcome:
        """Return what came so far of a service with this data folder."""
        ...


Start = Callable[[], AbstractContextManager[Platform]]
