from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Event as Flag

import pytest

from adapters.chat.intake import Intake
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Arrival, Event
from knowledge.catalog.database import Database
from knowledge.errors import CatalogBusy
from tests.bot.conftest import Clock, database, server, url

__all__ = ["database", "server", "url"]


def event(name: str, body: float = 1) -> Event:
    return Event("chat", name, "a", {"said": body})


class Slow:
    """An inbox whose first turn takes until it is let go; `turns` are what came in each."""

    def __init__(self, database: Database) -> None:
        self.inbox = Inbox(database, Clock())
        self.begun, self.go = Flag(), Flag()
        self.turns: list[list[str]] = []

    def put(self, arrivals: Sequence[Arrival]) -> Sequence[bool]:
        self.turns.append([one.id for one, _ in arrivals])
        self.begun.set()
        assert self.go.wait(30)
        return self.inbox.put_all(arrivals)


async def crowd(intake: Intake, slow: Slow, *events: Event) -> list[bool | BaseException]:
    """Let the first event take its turn, and all others come meanwhile."""
    first = asyncio.create_task(intake.commit(events[0]))
    await asyncio.to_thread(slow.begun.wait, 30)
    others = [asyncio.create_task(intake.commit(one)) for one in events[1:]]
    await asyncio.sleep(0.05)
    slow.go.set()
    return await asyncio.gather(first, *others, return_exceptions=True)


def test_what_comes_while_others_are_committed_takes_one_turn_in_its_order(
    database: Database,
) -> None:
    slow, nudged = Slow(database), Flag()
    intake = Intake(slow.put, nudged.set)
    events = [event(name) for name in ("1", "2", "3", "2", "4")]

    assert asyncio.run(crowd(intake, slow, *events)) == [True, True, True, False, True]
    assert slow.turns == [["1"], ["2", "3", "2", "4"]]
    assert nudged.wait(30)
    taken = slow.inbox.take(["chat"])
    assert taken is not None
    assert taken.event.id == "1"


def test_what_cant_be_kept_keeps_none_of_the_others_out(database: Database) -> None:
    slow = Slow(database)
    intake = Intake(slow.put, lambda: None)
    unkeepable = event("2", float("nan"))

    _, bad, good = asyncio.run(crowd(intake, slow, event("1"), unkeepable, event("3")))
    assert isinstance(bad, ValueError)
    assert good is True


def test_while_the_catalog_is_busy_everybody_hears_it() -> None:
    def busy(_: Sequence[Arrival]) -> Sequence[bool]:
        raise CatalogBusy("locked")

    with pytest.raises(CatalogBusy):
        asyncio.run(Intake(busy, lambda: None).commit(event("1")))


def test_who_stops_waiting_takes_nothing_back(database: Database) -> None:
    slow = Slow(database)
    intake = Intake(slow.put, lambda: None)

    async def impatient() -> bool:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await intake.commit(event("1"))
        slow.go.set()
        return await intake.commit(event("1"))

    assert asyncio.run(impatient()) is False
