from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest

from adapters.delivery.delivery import Delivery
from adapters.delivery.model import Done, Event, Later, Outcome, Waiting
from adapters.delivery.observed import Unobserved
from knowledge.catalog.database import Database, open_catalog
from tests.adapters.delivery.chat import Chat, event, message

# These run at the real pace: what they wait for comes, and how long that takes is nobody's matter.
PATIENCE = 60.0


def now() -> datetime:
    return datetime.now(UTC)


class Counting(Unobserved):
    """Counts what came in."""

    def __init__(self) -> None:
        self.new = 0
        self.known = 0

    def taken_in(self, platform: str) -> None:
        assert platform == "chat"
        self.new += 1

    def duplicate(self, platform: str) -> None:
        assert platform == "chat"
        self.known += 1


def served(delivery: Delivery, play: Callable[[], Awaitable[None]], seconds: float = 30) -> None:
    async def serve() -> None:
        delivery.start()
        async with asyncio.timeout(PATIENCE):
            await play()
        await delivery.drain(seconds)

    asyncio.run(serve())


async def come_true(condition: Callable[[], bool]) -> None:
    while not await asyncio.to_thread(condition):  # noqa: ASYNC110 - what is waited for rings no bell
        await asyncio.sleep(0.02)


def test_every_event_is_answered_once_however_often_it_comes(database: Database) -> None:
    chat, counted = Chat(database), Counting()
    delivery = Delivery(database, [chat], [], now, counted)
    events = [event(f"e{number}", f"lane {number % 3}") for number in range(9)]

    async def play() -> None:
        puts = (asyncio.to_thread(delivery.put, one) for one in events * 3)
        assert sum(await asyncio.gather(*puts)) == 9
        await come_true(lambda: delivery.outbox.counts()["sent"] == 9)

    served(delivery, play)
    assert sorted(chat.posted) == sorted(f"event {one.id}" for one in events)
    assert (counted.new, counted.known) == (9, 18)


def test_what_an_earlier_process_left_is_taken_up(database: Database) -> None:
    earlier = Delivery(database, [Chat(database)], [], now)
    earlier.put(event("in hand"))
    earlier.put(event("waiting"))
    assert earlier.inbox.take(["chat"])
    with database.write() as connection:
        earlier.outbox.put(connection, message("sending", "t1", "a"), message("there", "t2", "b"))
    assert earlier.outbox.take(["chat"])
    assert earlier.outbox.take(["chat"])
    chat = Chat(database)
    chat.posted.append("there")
    delivery = Delivery(database, [chat], [], now)
    served(delivery, lambda: come_true(lambda: delivery.outbox.counts()["sent"] == 4))
    assert sorted(chat.posted) == ["event in hand", "event waiting", "sending", "there"]


def test_a_follower_puts_in_what_is_sent_at_once(database: Database) -> None:
    class Cards:
        def follow(self) -> None:
            with database.write() as connection:
                delivery.outbox.put(connection, message("card 1"))

    chat = Chat(database)
    delivery = Delivery(database, [chat], [Cards()], now)
    served(delivery, lambda: come_true(lambda: chat.posted == ["card 1"]))


def test_draining_finishes_what_is_in_hand_and_sends_it(database: Database) -> None:
    begun, go_on = Flag(), Flag()

    class Slow(Chat):
        def handle(self, event: Event, done: Done) -> None:
            begun.set()
            assert go_on.wait(PATIENCE)
            super().handle(event, done)

    chat = Slow(database)
    delivery = Delivery(database, [chat], [], now, workers=1)

    async def play() -> None:
        delivery.put(event("e1", "a"))
        delivery.put(event("e2", "b"))
        await asyncio.to_thread(begun.wait, PATIENCE)
        asyncio.get_running_loop().call_later(0.3, go_on.set)

    served(delivery, play)
    assert chat.posted == ["event e1"]
    assert delivery.inbox.counts()["waiting"] == 1


def test_what_isnt_sent_in_time_is_durable_and_sent_the_next_time(database: Database) -> None:
    asked = asyncio.Event()

    class Hanging(Chat):
        async def send(self, waiting: Waiting) -> Outcome:
            asked.set()
            await asyncio.Event().wait()
            return await super().send(waiting)

    delivery = Delivery(database, [Hanging(database)], [], now)
    delivery.put(event("e1"))

    async def until_asked() -> None:
        await asked.wait()

    served(delivery, until_asked, seconds=0.2)
    chat = Chat(database)
    again = Delivery(database, [chat], [], now)
    served(again, lambda: come_true(lambda: again.outbox.counts()["sent"] == 1))
    assert chat.posted == ["event e1"]


def test_draining_doesnt_wait_for_what_cant_go_in_time(database: Database) -> None:
    chat = Chat(database)
    chat.outcomes["event e1"].append(Later("away", after=3000))
    delivery = Delivery(database, [chat], [], now)
    delivery.put(event("e1"))
    served(
        delivery,
        lambda: come_true(lambda: delivery.outbox.counts()["waiting"] == 1),
        seconds=2000,
    )
    assert chat.posted == []


def test_a_delivery_that_never_started_drains_at_once(database: Database) -> None:
    delivery = Delivery(database, [Chat(database)], [], now)
    delivery.put(event("e1"))
    asyncio.run(delivery.drain(2000))
    assert delivery.inbox.counts()["waiting"] == 1


def test_a_catalog_locked_for_long_loses_and_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = open_catalog(tmp_path)  # this one is patient, and gets its lock
    monkeypatch.setattr("knowledge.catalog.database.WAIT", 0.05)
    for module in ("handling", "workers", "sender", "delivery"):
        monkeypatch.setattr(f"adapters.delivery.{module}.PAUSE", 0.02)
    database = open_catalog(tmp_path)
    locked, free = Flag(), Flag()

    def lock() -> None:
        with elsewhere.write():
            locked.set()
            free.wait(PATIENCE)

    class Locking(Chat):
        def handle(self, event: Event, done: Done) -> None:
            if event.id == "e2" and not locked.is_set():
                locker.start()
                locked.wait(PATIENCE)
            super().handle(event, done)

    locker = Thread(target=lock)
    chat = Locking(database)
    delivery = Delivery(database, [chat], [], now, workers=2)
    for number in range(6):
        delivery.put(event(f"e{number}", f"lane {number % 2}"))

    async def play() -> None:
        await asyncio.to_thread(locked.wait, PATIENCE)
        await asyncio.sleep(0.5)
        free.set()
        await come_true(lambda: delivery.outbox.counts()["sent"] == 6)

    served(delivery, play)
    locker.join()
    assert sorted(chat.posted) == [f"event e{number}" for number in range(6)]
    assert delivery.inbox.counts()["given up"] == 0
    for opened in (database, elsewhere):
        opened.close()
