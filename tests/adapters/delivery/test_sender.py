from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import Connection

from adapters.delivery.alarms import Alarms
from adapters.delivery.model import Later, Outcome, Outgoing, Sent, Undeliverable, Waiting
from adapters.delivery.outbox import Outbox
from adapters.delivery.sender import PARALLEL, Sender
from knowledge.catalog.database import Database
from knowledge.errors import CatalogBusy
from tests.adapters.delivery.chat import Chat, message
from tests.adapters.delivery.made import Heard, put, sends, with_sender
from tests.bot.conftest import Clock

AWAY = Later("away")
TOKEN = Later("invalid_auth", 300.0, whole_lane=True, until_mended=True)


class ByItself(Chat):
    """A chat that shows later what couldn't be sent; its outcomes are those of another one."""

    def __init__(self, database: Database, laid_down: Chat) -> None:
        super().__init__(database)
        self.outcomes = laid_down.outcomes

    def undeliverable(self, outgoing: Outgoing, why: str) -> None:  # noqa: ARG002 - the seam's
        return None


def after(clock: Clock, seconds: float) -> None:
    clock.now += timedelta(seconds=seconds)


def test_a_message_gets_there_and_its_platform_keeps_what_it_is_called(
    database: Database, clock: Clock, chat: Chat
) -> None:
    heard = Heard()
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        after(clock, 4)
        assert await sends(sender) == 1

    with_sender(database, clock, chat, play, heard)
    assert chat.posted == ["k1"]
    assert chat.bodies == {"k1": "words of k1"}
    assert chat.refs == {"k1": "ref k1"}
    assert heard.said == ["sent after 4 (chat)"]


def test_a_lane_has_its_pace_and_others_go_on(database: Database, clock: Clock, chat: Chat) -> None:
    put(database, clock, *(message(f"a{n}", f"t{n}", "a") for n in range(5)))
    put(database, clock, message("b1", "tb", "b"))

    async def play(sender: Sender) -> None:
        await sends(sender)
        assert sorted(chat.posted) == ["a0", "a1", "a2", "b1"]
        assert await sends(sender) == 0
        after(clock, 1)
        await sends(sender)
        assert chat.posted[4:] == ["a3"]
        after(clock, 1)
        await sends(sender)
        assert chat.posted[5:] == ["a4"]

    with_sender(database, clock, chat, play)


def test_no_more_are_on_their_way_than_may_be(database: Database, clock: Clock) -> None:
    put(database, clock, *(message(f"k{n}", f"t{n}", f"lane {n}") for n in range(PARALLEL + 3)))

    class Slow(Chat):
        async def send(self, waiting: Waiting) -> Outcome:
            await answers.wait()
            return await super().send(waiting)

    chat, answers = Slow(database), asyncio.Event()

    async def play(sender: Sender) -> None:
        assert await sender.dispatch() == PARALLEL
        assert await sender.dispatch() == 0
        answers.set()
        await sender.settle()
        assert await sender.dispatch() == 3
        await sender.settle()

    with_sender(database, clock, chat, play)
    assert len(set(chat.posted)) == len(chat.posted) == PARALLEL + 3


def test_a_platform_that_asks_to_wait_stops_the_lane(
    database: Database, clock: Clock, chat: Chat
) -> None:
    heard = Heard()
    chat.outcomes["k1"] += [Later("ratelimited", after=30), Sent()]
    put(database, clock, message("k1", "t1"), message("k2", "t2"), message("b1", "t3", "b"))

    async def play(sender: Sender) -> None:
        await sends(sender)
        assert chat.posted == ["b1"]
        after(clock, 29)
        assert await sends(sender) == 0
        after(clock, 1)
        await sends(sender)
        assert chat.posted == ["b1", "k1"]
        after(clock, 1)
        await sends(sender)
        assert chat.posted == ["b1", "k1", "k2"]

    with_sender(database, clock, chat, play, heard)
    assert {"retried (chat)", "rate limited (chat)"} < set(heard.said)


def test_a_whole_lane_waits_where_the_platform_says_so(
    database: Database, clock: Clock, chat: Chat
) -> None:
    chat.outcomes["k1"] += [Later("channel is moving", whole_lane=True), Sent()]
    put(database, clock, message("k1", "t1"), message("k2", "t2"))

    async def play(sender: Sender) -> None:
        assert await sends(sender) == 1
        after(clock, 1)
        await sends(sender)
        assert chat.posted == ["k1"]

    with_sender(database, clock, chat, play)


def test_a_thread_keeps_its_order_while_its_first_message_waits(
    database: Database, clock: Clock, chat: Chat
) -> None:
    chat.outcomes["k1"] += [AWAY, AWAY, AWAY, Sent()]
    put(database, clock, message("k1", "t1"), message("k2", "t1"), message("other", "t2"))

    async def play(sender: Sender) -> None:
        for seconds in (0, 1, 2, 4):
            after(clock, seconds)
            await sends(sender)
        after(clock, 1)
        await sends(sender)

    with_sender(database, clock, chat, play)
    assert chat.posted == ["other", "k1", "k2"]


def test_attempts_are_further_and_further_apart(
    database: Database, clock: Clock, chat: Chat
) -> None:
    chat.outcomes["k1"].append(AWAY)
    put(database, clock, message("k1"))
    at: list[int] = []

    async def play(sender: Sender) -> None:
        for second in range(40):
            if await sends(sender):
                at.append(second)
            after(clock, 1)

    with_sender(database, clock, chat, play)
    assert at == [0, 1, 2, 4, 8, 16, 24, 32]


def test_what_isnt_there_after_a_day_is_told_to_people(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox, alarms: Alarms
) -> None:
    chat.outcomes["k1"].append(AWAY)
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        for _ in range(10):
            await sends(sender)
            after(clock, 3600)
        assert outbox.counts()["undeliverable"] == 0
        after(clock, 14 * 3600)
        await sends(sender)

    with_sender(database, clock, chat, play)
    assert outbox.counts()["replaced"] == 1
    assert chat.posted == ["instead k1 couldn't be sent: away"]
    assert [alarm.about for alarm in alarms.standing()] == ["chat room"]


def test_a_machine_that_was_off_for_days_still_tries(
    database: Database, clock: Clock, chat: Chat
) -> None:
    chat.outcomes["k1"] += [AWAY, Sent()]
    put(database, clock, message("k1"))
    clock.pass_days(3)

    async def play(sender: Sender) -> None:
        await sends(sender)
        after(clock, 1)
        await sends(sender)

    with_sender(database, clock, chat, play)
    assert chat.posted == ["k1"]


def test_what_cant_be_delivered_is_shown_elsewhere_and_raises_an_alarm_until_the_next_gets_there(
    database: Database, clock: Clock, chat: Chat, alarms: Alarms
) -> None:
    heard = Heard()
    chat.outcomes["k1"].append(Undeliverable("not_in_channel"))
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        assert await sender.dispatch()
        await sender.settle()
        (alarm,) = alarms.standing()
        assert alarm.about == "chat room"
        assert "room (chat)" in alarm.text
        assert "not_in_channel" in alarm.text
        put(database, clock, message("k2"))
        await sends(sender)

    with_sender(database, clock, chat, play, heard)
    assert sorted(chat.posted) == ["instead k1 couldn't be sent: not_in_channel", "k2"]
    assert alarms.standing() == ()
    assert heard.said[0] == "undeliverable (chat)"


def test_what_people_must_mend_waits_for_as_long_as_it_takes_and_an_alarm_tells(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox, alarms: Alarms
) -> None:
    chat.outcomes["k1"].extend([*[TOKEN] * 20, Sent("ref k1")])
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        for _ in range(20):
            assert await sends(sender) == 1
            after(clock, 7_200)
        (alarm,) = alarms.standing()
        assert alarm.about == "chat"
        assert "invalid_auth" in alarm.text
        await sends(sender)

    with_sender(database, clock, chat, play)
    assert chat.posted == ["k1"]
    assert outbox.counts()["undeliverable"] == 0
    assert alarms.standing() == ()


def test_as_soon_as_a_platform_is_mended_all_that_waited_goes(
    database: Database, clock: Clock, chat: Chat, alarms: Alarms
) -> None:
    for key in ("a1", "b1"):
        chat.outcomes[key] += [TOKEN, Sent()]
    put(database, clock, message("a1", "t1", "a"), message("a2", "t2", "a"))
    put(database, clock, message("b1", "t3", "b"))

    async def play(sender: Sender) -> None:
        assert await sends(sender) == 2
        after(clock, 60)
        put(database, clock, message("c1", "t4", "c"))
        await sends(sender)

    with_sender(database, clock, chat, play)
    assert chat.posted[0] == "c1"
    assert sorted(chat.posted[1:]) == ["a1", "a2", "b1"]
    assert alarms.standing() == ()


def test_emptying_doesnt_wait_for_what_people_must_mend(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox
) -> None:
    chat.outcomes["k1"].append(TOKEN)
    put(database, clock, message("k1", "t1"), message("k2", "t2"), message("k3", "t1"))

    async def play(sender: Sender) -> None:
        await sends(sender)
        async with asyncio.timeout(60):
            assert await sender.empty(120)

    with_sender(database, clock, chat, play)
    assert outbox.counts()["waiting"] == 3


def test_a_message_that_is_at_fault_itself_says_nothing_of_its_lane(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox, alarms: Alarms
) -> None:
    alarms.raise_("chat", "The token isn't taken.")
    chat.outcomes["k1"].append(Undeliverable("invalid_blocks", whole_lane=False))
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        await sends(sender)

    with_sender(database, clock, ByItself(database, chat), play)
    assert alarms.standing() == ()
    assert [one.why for one in outbox.failures()] == ["invalid_blocks"]


def test_what_a_platform_brings_later_by_itself_is_no_failure(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox, alarms: Alarms
) -> None:
    chat.outcomes["k1"].append(Undeliverable("is_archived"))
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        await sends(sender)

    with structlog.testing.capture_logs() as lines:
        with_sender(database, clock, ByItself(database, chat), play)
    assert outbox.failures() == ()
    assert outbox.counts()["replaced"] == 1
    assert [alarm.about for alarm in alarms.standing()] == ["chat room"]
    assert [one["event"] for one in lines if one["log_level"] == "error"] == ["alarm raised"]


def test_nothing_stands_in_for_what_stands_in_itself(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox, alarms: Alarms
) -> None:
    gone = Undeliverable("is_archived")
    chat.outcomes["k1"].append(gone)
    chat.outcomes["instead k1 couldn't be sent: is_archived"].append(gone)
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        assert await sends(sender) == 2

    with_sender(database, clock, chat, play)
    assert [(one.name[:10], one.why) for one in outbox.failures()] == [
        ("instead k1", "is_archived")
    ]
    assert outbox.counts()["replaced"] == 1
    assert {alarm.about for alarm in alarms.standing()} == {"chat room", "chat office"}


def test_what_may_have_got_there_is_looked_for_and_not_sent_twice(
    database: Database, clock: Clock, chat: Chat
) -> None:
    chat.lost.add("k1")
    put(database, clock, message("k1"), message("k2"))

    async def play(sender: Sender) -> None:
        await sends(sender)
        assert chat.refs == {}
        after(clock, 1)
        await sends(sender)

    with_sender(database, clock, chat, play)
    assert chat.posted == ["k1", "k2"]
    assert list(chat.refs) == ["k1", "k2"]


def test_what_is_unsure_stays_so_until_it_is_known(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox
) -> None:
    chat.outcomes["k1"] += [Later("cut off", unsure=True), Later("ratelimited", after=5)]
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        await sends(sender)
        after(clock, 1)
        await sends(sender)

    with_sender(database, clock, chat, play)
    assert outbox.counts()["unsure"] == 1


def test_a_platform_that_raises_is_asked_again_and_looks_first(
    database: Database, clock: Clock, outbox: Outbox
) -> None:
    class Broken(Chat):
        async def send(self, waiting: Waiting) -> Sent:
            raise KeyError(waiting.outgoing.body["text"])

    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        await sends(sender)

    with structlog.testing.capture_logs() as lines:
        with_sender(database, clock, Broken(database), play)
    assert outbox.counts()["unsure"] == 1
    assert "KeyError" in str(lines)
    assert "words" not in str(lines)


def test_a_message_that_is_there_isnt_sent_again_because_its_platform_stumbles(
    database: Database, clock: Clock, outbox: Outbox
) -> None:
    class Stumbling(Chat):
        def sent(self, *_: object) -> None:
            raise KeyError

    put(database, clock, message("k1"))
    chat = Stumbling(database)

    async def play(sender: Sender) -> None:
        assert await sends(sender) == 1

    with_sender(database, clock, chat, play)
    assert chat.posted == ["k1"]
    assert outbox.counts()["sent"] == 1


def test_an_undeliverable_message_ends_even_where_nothing_can_stand_in(
    database: Database, clock: Clock, outbox: Outbox
) -> None:
    class Speechless(Chat):
        def undeliverable(self, outgoing: Outgoing, why: str) -> tuple[()]:
            raise KeyError(outgoing.key, why)

    put(database, clock, message("k1"))
    chat = Speechless(database)
    chat.outcomes["k1"].append(Undeliverable("gone"))

    async def play(sender: Sender) -> None:
        assert await sends(sender) == 1

    with_sender(database, clock, chat, play)
    assert outbox.counts()["undeliverable"] == 1


def test_what_came_of_a_message_waits_for_the_catalog(
    database: Database, clock: Clock, chat: Chat, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.delivery.sender.PAUSE", 0.0)
    times = iter([CatalogBusy("locked")] * 3)
    kept = Outbox.sent

    def at_first_not(self: Outbox, *said: object) -> None:
        if error := next(times, None):
            raise error
        kept(self, *said)  # type: ignore[arg-type]

    monkeypatch.setattr(Outbox, "sent", at_first_not)
    put(database, clock, message("k1"))

    async def play(sender: Sender) -> None:
        assert await sends(sender) == 1

    with_sender(database, clock, chat, play)
    assert chat.posted == ["k1"]
    assert outbox.counts()["sent"] == 1


def test_what_gets_there_together_is_written_down_together_but_for_who_stumbles(
    database: Database, clock: Clock, outbox: Outbox
) -> None:
    class Stumbling(Chat):
        def sent(self, connection: Connection, outgoing: Outgoing, ref: str) -> None:
            if outgoing.key == "k2":
                raise KeyError
            super().sent(connection, outgoing, ref)

    keys = ("k1", "k2", "k3")
    put(database, clock, *(message(key, lane=key, thread=key) for key in keys))
    heard, chat = Heard(), Stumbling(database)

    async def play(sender: Sender) -> None:
        assert await sends(sender) == 3

    with_sender(database, clock, chat, play, heard)
    assert sorted(chat.posted) == ["k1", "k2", "k3"]
    assert outbox.counts()["sent"] == 3
    assert chat.refs == {"k1": "ref k1", "k3": "ref k3"}
    assert len(heard.said) == 3
