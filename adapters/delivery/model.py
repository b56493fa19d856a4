"""Events in and messages out, as frozen values, and what a platform must be able to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection

# How often an event is tried before its asker is told that it failed.
TRIES = 3


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a platform.

    `id` is the platform's own name of it: it is taken in once. Events of one `lane` (a
    conversation, a ticket) are handled one after the other, in the order they came. `body` is
    JSON that only its platform looks into.
    """

    platform: str
    id: str
    lane: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Received:
    """An event as it stands in the inbox; `attempt` counts from 1, `came` is when it came."""

    number: int
    event: Event
    attempt: int
    came: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent, or changed, on a platform.

    `key` says what it is for: the same key is sent once. A `lane` (a channel) has its pace;
    messages of one `thread` go out in the order they were put in, those without ("") in any.
    """

    platform: str
    key: str
    lane: str
    thread: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message as it stands in the outbox.

    `attempt` counts from 1. `unsure` tells that an earlier attempt may have gone through without
    our hearing of it: the platform looks for the message before it sends it again. `since` is
    when it was put in.
    """

    number: int
    outgoing: Outgoing
    attempt: int
    unsure: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What has ended badly: an event by its id, a message by its key; `why` holds no words."""

    platform: str
    name: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there; `ref` is what the platform calls it, "" where it has no name."""

    ref: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """It isn't there yet and will go later.

    `after` is in seconds as the platform asked, and then holds for the whole lane; None where it
    didn't ask. `why` goes to the log, so it holds no words of anybody. `unsure` as in Waiting;
    with `whole_lane` all of the lane waits, without, its other threads go on. With `until_mended`
    it waits for as long as people take to mend what `why` names, and an alarm tells them.
    """

    why: str
    after: float | None = None
    unsure: bool = False
    whole_lane: bool = False
    until_mended: bool = False


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """It never will be there, for a reason that a person can mend; `why` names no words.

    With `whole_lane` nothing gets to its lane, and an alarm stands until something does; without,
    the message itself is at fault, or whom it is for.
    """

    why: str
    whole_lane: bool = True


Outcome = Sent | Later | Undeliverable


class Platform(Protocol):
    """A chat platform, behind the inbox and the outbox.

    All but `send` run in worker threads. `handle` may be called again for the same event after a
    crash: whatever it does is done once, by the event's own id.
    """

    @property
    def name(self) -> str:
        """What the platform is called in the inbox, the outbox and the records."""
        ...

    def handle(self, event: Event, done: Done) -> None:
        """Do what the event asks for.

        Whoever writes something that must not be written twice calls `done` in the same
        transaction. After an exception it is called again, TRIES times in all; CatalogBusy
        isn't the event's fault and doesn't count.
        """
        ...

    def apologise(self, event: Event) -> tuple[Outgoing, ...]:
        """Return what its asker reads when an event has failed for good; never raises."""
        ...

    async def send(self, waiting: Waiting) -> Outcome:
        """Send a message, and say what came of it; never raises for what a platform may answer."""
        ...

    def sent(self, connection: Connection, outgoing: Outgoing, ref: str) -> None:
        """Keep what must be known of a message that is there, in the transaction that says so."""
        ...

    def undeliverable(self, outgoing: Outgoing, why: str) -> tuple[Outgoing, ...] | None:
        """Return what people are to read instead, elsewhere, of a message that can't be sent.

        None where the platform brings what it says by itself, once its lane can be reached. Not
        asked for what stands in for another message itself.
        """
        ...


# What is kept within a transaction of somebody else's.
Also = Callable[[Connection], None]
# An event with what is to be kept with it.
Arrival = tuple[Event, Also | None]


class Done(Protocol):
    """Marks an event as handled within the caller's transaction, with what goes out for it."""

    def __call__(self, connection: Connection, *outgoing: Outgoing) -> None:
        """Put the messages into the outbox and the event away.

        Raises AlreadyHandled when another process has handled it; nothing may be kept then.
        """
        ...


class Follower(Protocol):
    """Makes a platform show what the catalog says: cards, replies, reminders, digests."""

    def follow(self) -> None:
        """Put into the outbox what isn't shown yet. Runs every few seconds in a worker thread."""
        ...
