"""Whatever happens in whatever order: each event once, each message once, each thread in order."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from threading import Event as Flag

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import Connection, delete, select

from adapters.delivery.alarms import Alarms
from adapters.delivery.handling import Handling
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Done, Event, Later, Outcome, Sent, Undeliverable, Waiting
from adapters.delivery.observed import Unobserved
from adapters.delivery.outbox import Outbox
from adapters.delivery.outcomes import Outcomes
from adapters.delivery.sender import Sender
from knowledge.catalog.database import Database
from knowledge.catalog.tables import alarm
from knowledge.catalog.tables import inbox as inbox_table
from knowledge.catalog.tables import outbox as outbox_table
from knowledge.errors import CatalogBusy
from tests.adapters.delivery.chat import Chat, Killed, event, message
from tests.adapters.delivery.made import sends
from tests.bot.conftest import Clock

LANES = ("a", "b")
FATES = ("well", "raises", "busy", "killed before", "killed within", "killed after")
WAYS = (
    *("there", "there unheard", "away", "limited", "no token", "refused"),
    *("killed before", "killed after"),
)


class Fated(Chat):
    """A chat whose events and messages meet with what a test says is next."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.fate = "well"
        self.way = "there"
        self.committed: list[Event] = []

    def handle(self, event: Event, done: Done) -> None:
        if self.fate == "raises":
            raise KeyError
        if self.fate == "busy":
            raise CatalogBusy("locked")
        if self.fate == "killed before":
            raise Killed
        with self._database.write() as connection:
            done(connection, *(message(f"{event.id}/{n}", event.lane, "room") for n in (1, 2)))
            if self.fate == "killed within":
                raise Killed
        self.committed.append(event)
        if self.fate == "killed after":
            raise Killed

    async def send(self, waiting: Waiting) -> Outcome:
        key, way = waiting.outgoing.key, self.way
        if way == "killed before":
            raise Killed
        if way == "away":
            return Later("away")
        if way == "limited":
            return Later("limited", after=20)
        if way == "no token":
            return Later("token_revoked", after=300, whole_lane=True, until_mended=True)
        if waiting.unsure and key in self.posted:
            return Sent(key)
        if way == "refused" and not key.startswith("sorry"):
            return Undeliverable("refused")
        self.posted.append(key)
        if way == "killed after":
            raise Killed
        return Later("cut off", unsure=True) if way == "there unheard" else Sent(key)

    def sent(self, connection: Connection, outgoing: object, ref: str) -> None:
        """Keep nothing."""


class AnyOrder(RuleBasedStateMachine):
    def __init__(self, database: Database) -> None:
        super().__init__()
        with database.write() as connection:
            for table in (inbox_table, outbox_table, alarm):
                connection.execute(delete(table))
        self.database = database
        self.clock = Clock()
        self.chat = Fated(database)
        self.came: list[Event] = []
        self.loop = asyncio.new_event_loop()
        self._begin()

    def _begin(self) -> None:
        """Begin as a new process does, with nothing but the catalog."""
        database, clock, platforms = self.database, self.clock, {"chat": self.chat}
        self.inbox, self.outbox = Inbox(database, clock), Outbox(database, clock)
        self.inbox.resume()
        self.outbox.resume()
        seen, alarms = Unobserved(), Alarms(database, clock)
        self.handling = Handling(database, self.inbox, self.outbox, platforms, seen, clock, Flag())
        outcomes = Outcomes(database, self.outbox, alarms, platforms, seen, clock)
        self.sender = Sender(self.outbox, outcomes, platforms, clock, lambda: 0.5)

    def _end(self) -> None:
        self.loop.run_until_complete(self.sender.close())

    @rule(lane=st.sampled_from(LANES))
    def an_event_comes(self, lane: str) -> None:
        self.came.append(event(f"e{len(self.came)}", lane))
        assert self.inbox.put(self.came[-1])

    @rule(data=st.data())
    def an_event_comes_again(self, data: st.DataObject) -> None:
        if self.came:
            assert not self.inbox.put(data.draw(st.sampled_from(self.came)))

    @rule(fate=st.sampled_from(FATES))
    def a_worker_works(self, fate: str) -> None:
        self.chat.fate = fate
        try:
            self.handling.work()
        except Killed:
            self.the_process_is_killed()

    @rule(way=st.sampled_from(WAYS))
    def the_sender_sends(self, way: str) -> None:
        self.chat.way = way
        self.loop.run_until_complete(sends(self.sender))
        if way.startswith("killed"):
            self.the_process_is_killed()

    @rule(seconds=st.sampled_from([1, 5, 60, 3600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.now += timedelta(seconds=seconds)

    @rule()
    def the_process_is_killed(self) -> None:
        self._end()
        self._begin()

    def teardown(self) -> None:
        self.chat.fate = "well"
        self.chat.way = "there"
        for _ in range(4 * len(self.came) + 10):
            while self.handling.work():
                pass
            self.loop.run_until_complete(sends(self.sender))
            self.time_passes(60)
        self._end()
        self.loop.close()
        self._check()

    def _check(self) -> None:
        done = [one.id for one in self.chat.committed]
        given_up = {failure.name for failure in self.inbox.failures(1000)}
        assert sorted([*done, *given_up]) == sorted(one.id for one in self.came)
        refused = self._refused()
        expected = {f"{one}/{n}" for one in done for n in (1, 2)} | {f"sorry {x}" for x in given_up}
        posted = [key for key in self.chat.posted if not key.startswith("instead")]
        assert len(set(posted)) == len(posted)
        assert expected <= set(posted) | refused
        assert set(posted) <= expected
        for lane in LANES:
            in_lane = [one.id for one in self.came if one.lane == lane]
            assert [one for one in in_lane if one in done] == [
                one.id for one in self.chat.committed if one.lane == lane
            ]
            in_order = [
                key
                for one in in_lane
                for key in (f"{one}/1", f"{one}/2", f"sorry {one}")
                if key in posted
            ]
            assert [key for key in posted if key in in_order] == in_order
        counts = self.outbox.counts()
        assert counts["waiting"] == counts["unsure"] == counts["sending"] == 0

    def _refused(self) -> set[str]:
        ended = outbox_table.c.state.in_(("undeliverable", "replaced"))
        with self.database.read() as connection:
            return set(connection.execute(select(outbox_table.c.key).where(ended)).scalars())


def test_whatever_happens_nothing_is_lost_or_done_twice_and_the_order_is_kept(
    database: Database,
) -> None:
    run_state_machine_as_test(
        lambda: AnyOrder(database),
        settings=settings(max_examples=40, stateful_step_count=30),
    )
