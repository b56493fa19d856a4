from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Lock

import pytest
import structlog

from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Done, Event
from adapters.delivery.outbox import Outbox
from knowledge.catalog.database import Database
from knowledge.errors import CatalogBusy, CatalogUnusable
from tests.adapters.delivery.chat import Chat, Killed, event, fails
from tests.adapters.delivery.made import Heard, handling
from tests.bot.conftest import Clock

CHAT = ("chat",)


def keys(outbox: Outbox, database: Database) -> list[str]:
    """Return what waits in the outbox, taking it out."""
    found = []
    while taken := outbox.take(CHAT):
        (waiting,) = taken
        found.append(waiting.outgoing.key)
        with database.write() as connection:
            outbox.sent(connection, waiting.number, "")
    return found


def test_an_event_is_handled_and_its_messages_go_out(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox, chat: Chat
) -> None:
    heard = Heard()
    inbox.put(event("e1"))
    clock.now += timedelta(seconds=3)

    def takes_two_seconds() -> None:
        clock.now += timedelta(seconds=2)

    chat.before["e1"].append(takes_two_seconds)
    worker = handling(database, clock, chat, heard)
    assert worker.work()
    assert not worker.work()
    assert keys(outbox, database) == ["event e1"]
    assert heard.said == ["handled in 2 after 3 (chat)"]


def test_an_event_that_nothing_is_written_for_is_put_away(
    database: Database, clock: Clock, inbox: Inbox
) -> None:
    class Silent(Chat):
        def handle(self, event: Event, done: Done) -> None:
            """Leave it alone."""

    inbox.put(event("e1"))
    handling(database, clock, Silent(database)).work()
    assert inbox.counts()["handled"] == 1


def test_a_failure_is_tried_again_later_and_later(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox, chat: Chat
) -> None:
    heard = Heard()
    chat.before["e1"] += [fails(KeyError("a secret")), fails(ValueError("a secret"))]
    worker = handling(database, clock, chat, heard)
    inbox.put(event("e1"))
    assert worker.work()
    assert not worker.work()
    clock.now += timedelta(seconds=2)
    assert worker.work()
    clock.now += timedelta(seconds=2)
    assert not worker.work()
    clock.now += timedelta(seconds=8)
    assert worker.work()
    assert keys(outbox, database) == ["event e1"]
    assert heard.said[:2] == ["failed: KeyError (chat)", "failed: ValueError (chat)"]


def test_after_three_failures_the_asker_reads_an_apology(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox, chat: Chat
) -> None:
    heard = Heard()
    chat.before["e1"] += [fails(KeyError("a secret"))] * 3
    worker = handling(database, clock, chat, heard)
    inbox.put(event("e1"))
    inbox.put(event("e2"))
    with structlog.testing.capture_logs() as lines:
        for _ in range(3):
            assert worker.work()
            clock.now += timedelta(minutes=1)
    assert keys(outbox, database) == ["sorry e1"]
    assert [failure.name for failure in inbox.failures()] == ["e1"]
    assert heard.said[-1] == "given up: KeyError (chat)"
    assert any(line["event"] == "event given up" for line in lines)
    assert "secret" not in str(lines)
    assert "words" not in str(lines)
    assert worker.work()
    assert keys(outbox, database) == ["event e2"]


def test_an_event_is_given_up_even_where_the_apology_fails(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox
) -> None:
    class Rude(Chat):
        def apologise(self, event: Event) -> tuple[()]:
            raise KeyError(event.id)

    chat = Rude(database)
    chat.before["e1"] += [fails(KeyError())] * 3
    inbox.put(event("e1"))
    worker = handling(database, clock, chat)
    for _ in range(3):
        worker.work()
        clock.now += timedelta(minutes=1)
    assert inbox.counts()["given up"] == 1
    assert keys(outbox, database) == []


def test_what_fails_after_its_commit_is_done_all_the_same(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox, chat: Chat
) -> None:
    chat.after["e1"].append(fails(KeyError()))
    inbox.put(event("e1"))
    worker = handling(database, clock, chat)
    worker.work()
    clock.now += timedelta(minutes=1)
    assert not worker.work()
    assert keys(outbox, database) == ["event e1"]


def test_a_busy_catalog_is_no_fault_of_the_event(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox, chat: Chat
) -> None:
    chat.before["e1"] += [fails(CatalogBusy("locked"))] * 9
    inbox.put(event("e1"))
    worker = handling(database, clock, chat)
    for _ in range(10):
        assert worker.work()
    assert keys(outbox, database) == ["event e1"]
    assert chat.tried == ["e1"] * 10


@pytest.mark.parametrize("fault", [CatalogBusy("locked"), CatalogUnusable("away")])
def test_what_became_of_an_event_waits_for_the_catalog(
    database: Database, clock: Clock, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.delivery.handling.PAUSE", 0.0)
    inbox, chat = Inbox(database, clock), Chat(database)
    chat.before["e1"].append(fails(KeyError()))
    inbox.put(event("e1"))
    worker = handling(database, clock, chat)
    times = iter([fault, fault])
    put_off = Inbox.put_off

    def at_first_not(self: Inbox, number: int, why: str, wait: timedelta) -> None:
        if error := next(times, None):
            raise error
        put_off(self, number, why, wait)

    monkeypatch.setattr(Inbox, "put_off", at_first_not)
    worker.work()
    assert inbox.counts()["waiting"] == 1
    clock.now += timedelta(seconds=2)
    assert worker.work()
    assert inbox.counts()["handled"] == 1


def test_a_stop_leaves_what_cant_be_written_to_the_next_start(
    database: Database, clock: Clock, inbox: Inbox, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.before["e1"].append(fails(KeyError()))
    inbox.put(event("e1"))
    worker = handling(database, clock, chat)
    worker.stopping.set()
    monkeypatch.setattr(Inbox, "put_off", lambda *_: fails(CatalogBusy("locked"))())
    worker.work()
    assert inbox.counts()["handling"] == 1
    inbox.resume()
    assert worker.work()
    assert inbox.counts()["handled"] == 1


def test_an_event_that_processes_die_of_is_given_up_in_the_end(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox, chat: Chat
) -> None:
    chat.before["e1"] += [fails(Killed())] * 9
    inbox.put(event("e1"))
    for _ in range(3):
        with suppress(Killed):
            handling(database, clock, chat).work()
        assert inbox.resume() == 1
    handling(database, clock, chat).work()
    assert keys(outbox, database) == ["sorry e1"]
    assert [failure.why for failure in inbox.failures()] == ["CutOff"]


def test_what_another_process_has_handled_is_undone_here(
    database: Database, clock: Clock, inbox: Inbox, outbox: Outbox, chat: Chat
) -> None:
    def elsewhere() -> None:
        inbox.resume()
        assert handling(database, clock, Chat(database)).work()

    chat.before["e1"].append(elsewhere)
    inbox.put(event("e1"))
    handling(database, clock, chat).work()
    assert chat.handled == []
    assert inbox.counts()["handled"] == 1
    assert keys(outbox, database) == ["event e1"]


def test_many_threads_handle_each_event_once_and_each_lane_in_order(
    database: Database, clock: Clock, inbox: Inbox
) -> None:
    order: defaultdict[str, list[int]] = defaultdict(list)
    in_hand: set[str] = set()
    together: list[str] = []
    lock = Lock()

    class Watching(Chat):
        def handle(self, event: Event, done: Done) -> None:
            with lock:
                if event.lane in in_hand:
                    together.append(event.lane)
                in_hand.add(event.lane)
            with database.write() as connection:
                done(connection)
                with lock:
                    order[event.lane].append(int(event.id))
                    in_hand.discard(event.lane)

    for number in range(60):
        inbox.put(event(str(number), f"lane {number % 4}"))
    worker = handling(database, clock, Watching(database))

    def work(_: int) -> None:
        while inbox.counts()["waiting"]:
            worker.work()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert together == []
    assert order == {f"lane {lane}": list(range(lane, 60, 4)) for lane in range(4)}
