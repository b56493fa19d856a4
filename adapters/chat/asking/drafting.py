"""What may be seen of an answer while it is written, and how the answer takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.chat.asking.threads import Threads
from adapters.chat.model import Asked, How
from adapters.chat.outgoing import Messenger
from adapters.chat.places import Spot
from adapters.delivery.model import Event, Outgoing
from bot.language.model import Says, unsaid

# What is asked in these ways is answered in a thread.
_SEEN_BY_ALL = (How.DIRECT, How.MENTION, How.THREAD)


class Drafts(Protocol):
    """Shows sentences as they pass, where an answer will be. Thread-safe; what fails is missing."""

    def begin(self, key: str, spot: Spot) -> Says:
        """Return what is to be called with each sentence of the answer of that key."""
        ...

    def close(self, key: str) -> bool:
        """Let nothing more of a draft begin to show; returns whether something may stand there."""
        ...


@dataclass(frozen=True, slots=True)
class Drafting:
    """Shows answers to messages as a language model writes them. Thread-safe.

    Whatever comes of a message, nothing of a draft stays: not after a failure, not after a crash.
    Without a model there are none (`on` is false), and nothing is looked for.
    """

    drafts: Drafts
    messenger: Messenger
    threads: Threads
    on: bool

    def says(self, event: str, spot: Spot) -> Says:
        """Return what is to be called with each sentence of the answer to a message."""
        # What an ended process has left there isn't known: a second draft might stand for good.
        if not self.on or spot.user or self.threads.tried_before(event):
            return unsaid
        return self.drafts.begin(key_of(event), spot)

    def left(self, asked: Asked, event: Event) -> bool:
        """Whether an earlier attempt at a message, in this process or another, may have left one.

        Not to be called within a transaction.
        """
        return self.on and asked.how in _SEEN_BY_ALL and self.threads.tried_before(event.id)

    def instead(
        self, asked: Asked, event: Event, outgoing: Sequence[Outgoing], *, left: bool
    ) -> tuple[Outgoing, ...]:
        """Return what goes out for a message, in its draft's place if there may be one."""
        key, place = key_of(event.id), asked.place
        if not self.drafts.close(key) and not left:
            return tuple(outgoing)
        thread = place.thread or asked.ts
        return self.messenger.in_place_of(key, place.channel, thread, outgoing)


def key_of(event: str) -> str:
    """Return what the answer to an event is called in the outbox."""
    return f"event {event}"
