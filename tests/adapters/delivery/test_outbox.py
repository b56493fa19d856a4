from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from sqlalchemy import select

from adapters.delivery.model import Outgoing, Waiting
from adapters.delivery.outbox import Outbox
from knowledge.catalog.database import Database
from knowledge.catalog.tables import outbox as table
from tests.adapters.delivery.chat import Killed, message
from tests.bot.conftest import Clock

CHAT = ("chat",)


def put(outbox: Outbox, database: Database, *outgoing: Outgoing) -> None:
    with database.write() as connection:
        outbox.put(connection, *outgoing)


def taken(outbox: Outbox) -> Waiting:
    (waiting,) = outbox.take(CHAT)
    assert waiting is not None
    return waiting


def sent(outbox: Outbox, database: Database, waiting: Waiting) -> None:
    with database.write() as connection:
        outbox.sent(connection, waiting.number, "ref")


def test_a_message_comes_out_as_it_went_in(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1"))
    assert taken(outbox) == Waiting(1, message("k1"), 1, unsure=False, since=clock.now)


def test_a_known_key_is_passed_over_and_the_others_arent(
    outbox: Outbox, database: Database
) -> None:
    put(outbox, database, message("k1"))
    put(outbox, database, Outgoing("chat", "k1", "b", "b", {}), message("k2", lane="c", thread="c"))
    assert [taken(outbox).outgoing, taken(outbox).outgoing] == [
        message("k1"),
        message("k2", lane="c", thread="c"),
    ]
    assert not outbox.take(CHAT)


def test_a_key_stays_known_after_the_message_went(outbox: Outbox, database: Database) -> None:
    put(outbox, database, message("k1"))
    sent(outbox, database, taken(outbox))
    put(outbox, database, message("k1"))
    assert not outbox.take(CHAT)


def test_nothing_goes_out_of_a_transaction_that_failed(outbox: Outbox, database: Database) -> None:
    with suppress(Killed), database.write() as connection:
        outbox.put(connection, message("k1"))
        raise Killed
    assert not outbox.take(CHAT)


def test_one_message_of_a_lane_is_on_its_way_at_a_time(outbox: Outbox, database: Database) -> None:
    put(outbox, database, message("k1", "t1"), message("k2", "t2"), message("k3", "t3", "other"))
    first = taken(outbox)
    assert (first.outgoing.key, taken(outbox).outgoing.key) == ("k1", "k3")
    assert not outbox.take(CHAT)
    sent(outbox, database, first)
    assert taken(outbox).outgoing.key == "k2"


def test_a_thread_waits_with_its_first_message_and_others_go_on(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1", "t1"), message("k2", "t1"), message("k3", "t2"))
    outbox.put_off(taken(outbox).number, "away", timedelta(seconds=5), unsure=False)
    other = taken(outbox)
    assert other.outgoing.key == "k3"
    sent(outbox, database, other)
    assert not outbox.take(CHAT)
    clock.now += timedelta(seconds=5)
    again = taken(outbox)
    assert (again.outgoing.key, again.attempt) == ("k1", 2)
    sent(outbox, database, again)
    assert taken(outbox).outgoing.key == "k2"


def test_messages_without_a_thread_dont_wait_for_each_other(
    outbox: Outbox, database: Database
) -> None:
    put(outbox, database, message("k1", ""), message("k2", ""))
    outbox.put_off(taken(outbox).number, "away", timedelta(seconds=5), unsure=False)
    assert taken(outbox).outgoing.key == "k2"


def test_threads_of_two_platforms_have_nothing_to_do_with_each_other(
    outbox: Outbox, database: Database
) -> None:
    put(outbox, database, Outgoing("other", "k1", "room", "thread", {}), message("k2"))
    assert taken(outbox).outgoing.key == "k2"


def test_closed_lanes_are_left_alone(outbox: Outbox, database: Database) -> None:
    put(outbox, database, message("k1", "t1", "a"), message("k2", "t2", "b"))
    (found,) = outbox.take(CHAT, [("chat", "a"), ("other", "b")])
    assert found is not None
    assert found.outgoing.key == "k2"
    assert not outbox.take(CHAT, [("chat", "a"), ("chat", "b")])


def test_a_killed_process_leaves_its_messages_unsure(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1", "t1", "a"), message("k2", "t2", "b"))
    taken(outbox)
    restarted = Outbox(database, clock)
    assert restarted.resume() == 1
    again = taken(restarted)
    assert (again.outgoing.key, again.unsure, again.attempt) == ("k1", True, 2)
    assert not taken(restarted).unsure


def test_an_unsure_message_is_taken_as_unsure(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1"))
    outbox.put_off(taken(outbox).number, "cut off", timedelta(seconds=1), unsure=True)
    clock.now += timedelta(seconds=1)
    assert taken(outbox).unsure


def test_words_go_when_a_message_has_ended(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1", "t1", "a"), message("k2", "t2", "b"))
    sent(outbox, database, taken(outbox))
    number = taken(outbox).number
    with database.write() as connection:
        outbox.undeliverable(connection, number, "not_in_channel")
    with database.read() as connection:
        rows = connection.execute(select(table.c.body, table.c.ref).order_by(table.c.id)).all()
    assert [tuple(row) for row in rows] == [(None, "ref"), (None, "")]
    (failure,) = outbox.failures()
    assert (failure.name, failure.why, failure.at) == ("k2", "not_in_channel", clock.now)


def test_what_is_due_is_counted_with_what_is_on_its_way(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1", "t1", "a"), message("k2", "t2", "b"))
    outbox.put_off(taken(outbox).number, "away", timedelta(seconds=30), unsure=True)
    taken(outbox)
    put(outbox, database, Outgoing("other", "k1", "room", "thread", {}))
    assert outbox.due(CHAT, clock.now + timedelta(seconds=10)) == 1
    assert outbox.due(CHAT, clock.now + timedelta(seconds=30)) == 2


def test_what_waits_behind_another_or_in_a_closed_lane_isnt_due(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1", "t1"), message("k2", "t1"), message("k3", "t2", "b"))
    soon = clock.now + timedelta(seconds=20)
    assert outbox.due(CHAT, soon) == 3
    outbox.put_off(taken(outbox).number, "away", timedelta(seconds=60), unsure=False)
    assert outbox.due(CHAT, soon) == 1
    assert outbox.due(CHAT, soon, [("chat", "b")]) == 0
    assert outbox.due(CHAT, soon, [("other", "b")]) == 1


def test_what_waited_for_later_may_go_at_once_after_a_start(
    outbox: Outbox, database: Database
) -> None:
    put(outbox, database, message("k1"))
    outbox.put_off(taken(outbox).number, "token_revoked", timedelta(seconds=300), unsure=False)
    assert not outbox.take(CHAT)
    assert outbox.resume() == 0
    assert taken(outbox).outgoing.key == "k1"


def test_only_what_ended_long_ago_is_swept(
    outbox: Outbox, database: Database, clock: Clock
) -> None:
    put(outbox, database, message("k1", "t1", "a"), message("k2", "t2", "b"))
    sent(outbox, database, taken(outbox))
    clock.pass_days(2)
    assert outbox.sweep(clock.now) == 1
    assert dict(outbox.counts()) == {
        "waiting": 1,
        "unsure": 0,
        "sending": 0,
        "sent": 0,
        "undeliverable": 0,
        "replaced": 0,
    }


def test_half_a_character_doesnt_stop_the_outbox(outbox: Outbox, database: Database) -> None:
    put(outbox, database, Outgoing("chat", "k1", "a", "t", {"text": "\udfff!"}))
    assert taken(outbox).outgoing.body == {"text": "?!"}


def test_several_are_taken_at_once_but_of_each_lane_only_the_oldest(
    outbox: Outbox, database: Database
) -> None:
    keys = ("a1", "b1", "a2", "c1", "b2")
    put(outbox, database, *(message(key, lane=key[0], thread=key) for key in keys))
    assert [one.outgoing.key for one in outbox.take(CHAT, (), 4)] == ["a1", "b1", "c1"]
    assert outbox.take(CHAT, (), 4) == ()
