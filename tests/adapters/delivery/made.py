"""Parts of the delivery put together for tests, and what they heard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from threading import Event as Flag

from adapters.delivery.alarms import Alarms
from adapters.delivery.handling import Handling
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Outgoing
from adapters.delivery.observed import Unobserved
from adapters.delivery.outbox import Outbox
from adapters.delivery.outcomes import Outcomes
from adapters.delivery.sender import Sender
from knowledge.catalog.database import Database
from tests.adapters.delivery.chat import Chat
from tests.bot.conftest import Clock


class Heard(Unobserved):
    """Writes down what is heard."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def handled(self, platform: str, seconds: float, waited: float) -> None:
        self.said.append(f"handled in {seconds:.0f} after {waited:.0f} ({platform})")

    def failed(self, platform: str, fault: str) -> None:
        self.said.append(f"failed: {fault} ({platform})")

    def given_up(self, platform: str, fault: str) -> None:
        self.said.append(f"given up: {fault} ({platform})")

    def sent(self, platform: str, waited: float) -> None:
        self.said.append(f"sent after {waited:.0f} ({platform})")

    def retried(self, platform: str) -> None:
        self.said.append(f"retried ({platform})")

    def rate_limited(self, platform: str) -> None:
        self.said.append(f"rate limited ({platform})")

    def undeliverable(self, platform: str) -> None:
        self.said.append(f"undeliverable ({platform})")

    def follower_failed(self, follower: str) -> None:
        self.said.append(f"follower failed: {follower}")


def handling(
    database: Database, clock: Clock, chat: Chat, heard: Unobserved | None = None
) -> Handling:
    return Handling(
        database,
        Inbox(database, clock),
        Outbox(database, clock),
        {chat.name: chat},
        heard or Unobserved(),
        clock,
        Flag(),
    )


def put(database: Database, clock: Clock, *outgoing: Outgoing) -> None:
    with database.write() as connection:
        Outbox(database, clock).put(connection, *outgoing)


def with_sender(
    database: Database,
    clock: Clock,
    chat: Chat,
    play: Callable[[Sender], Awaitable[None]],
    heard: Unobserved | None = None,
) -> None:
    """Play with a sender on an event loop of its own, and close it."""
    outbox, platforms = Outbox(database, clock), {chat.name: chat}
    alarms = Alarms(database, clock)
    outcomes = Outcomes(database, outbox, alarms, platforms, heard or Unobserved(), clock)

    async def play_and_close() -> None:
        sender = Sender(outbox, outcomes, platforms, clock, draw=lambda: 0.0)
        try:
            await play(sender)
        finally:
            await sender.close()

    asyncio.run(play_and_close())


async def sends(sender: Sender) -> int:
    """Send what may go now, one after the other, until nothing may; returns how many attempts."""
    attempts = 0
    # A sender never gives up on a catalog that is gone; a test does.
    async with asyncio.timeout(120):
        while begun := await sender.dispatch():
            attempts += begun
            await sender.settle()
    return attempts
