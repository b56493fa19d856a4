from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Event, Received
from knowledge.catalog.database import Database
from knowledge.catalog.tables import inbox as table
from tests.adapters.delivery.chat import Killed, event
from tests.bot.conftest import Clock

CHAT = ("chat",)


def taken(inbox: Inbox) -> Received:
    received = inbox.take(CHAT)
    assert received is not None
    return received


def done(inbox: Inbox, database: Database, number: int) -> bool:
    with database.write() as connection:
        return inbox.done(connection, number)


def given_up(inbox: Inbox, database: Database, number: int) -> None:
    with database.write() as connection:
        assert inbox.give_up(connection, number, "KeyError")


def test_an_event_comes_out_as_it_went_in(inbox: Inbox, clock: Clock) -> None:
    asked = Event("chat", "e1", "C1:17.1", {"kind": "asked", "who": {"user": "U1"}, "n": [1, None]})
    assert inbox.put(asked)
    assert taken(inbox) == Received(1, asked, 1, clock.now)


def test_an_event_that_comes_again_is_known_whatever_became_of_it(
    inbox: Inbox, database: Database
) -> None:
    assert inbox.put(event("e1"))
    assert not inbox.put(event("e1"))
    number = taken(inbox).number
    assert not inbox.put(event("e1"))
    done(inbox, database, number)
    assert not inbox.put(event("e1"))
    assert inbox.take(CHAT) is None


def test_what_is_also_kept_is_kept_with_the_event_or_not_at_all(inbox: Inbox) -> None:
    inbox.put(event("e1"))
    first = taken(inbox).number

    def ends(connection: Connection) -> None:
        inbox.done(connection, first)

    def breaks_off(connection: Connection) -> None:
        ends(connection)
        raise Killed

    with suppress(Killed):
        inbox.put(event("e2"), breaks_off)
    assert inbox.counts()["handled"] == 0
    assert inbox.put(event("e2"), ends)
    assert inbox.counts()["handled"] == 1


def test_two_platforms_may_call_their_events_alike(inbox: Inbox) -> None:
    assert inbox.put(event("e1"))
    assert inbox.put(Event("other", "e1", "lane", {}))


def test_events_of_a_platform_that_isnt_served_wait(inbox: Inbox) -> None:
    inbox.put(Event("other", "e1", "lane", {}))
    inbox.put(event("e2"))
    assert taken(inbox).event.id == "e2"
    assert inbox.take(CHAT) is None
    assert inbox.counts()["waiting"] == 1


def test_a_lane_is_in_one_hand_and_others_go_on(inbox: Inbox, database: Database) -> None:
    for name, lane in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        inbox.put(event(name, lane))
    first = taken(inbox)
    assert (first.event.id, taken(inbox).event.id) == ("a1", "b1")
    assert inbox.take(CHAT) is None
    done(inbox, database, first.number)
    assert taken(inbox).event.id == "a2"


def test_a_lane_waits_with_its_first_event(inbox: Inbox, clock: Clock) -> None:
    inbox.put(event("a1"))
    inbox.put(event("a2"))
    inbox.put_off(taken(inbox).number, "ValueError", timedelta(seconds=2))
    assert inbox.take(CHAT) is None
    clock.now += timedelta(seconds=2)
    again = taken(inbox)
    assert (again.event.id, again.attempt) == ("a1", 2)


def test_an_event_that_was_put_back_was_never_tried(inbox: Inbox) -> None:
    inbox.put(event("a1"))
    inbox.put_back(taken(inbox).number)
    assert taken(inbox).attempt == 1


def test_an_event_is_put_away_once(inbox: Inbox, database: Database) -> None:
    inbox.put(event("a1"))
    number = taken(inbox).number
    assert done(inbox, database, number)
    assert not done(inbox, database, number)
    inbox.put_off(number, "late", timedelta())
    assert inbox.counts() == {"waiting": 0, "handling": 0, "handled": 1, "given up": 0}


def test_what_wasnt_committed_isnt_done(inbox: Inbox, database: Database) -> None:
    inbox.put(event("a1"))
    number = taken(inbox).number
    with suppress(Killed), database.write() as connection:
        inbox.done(connection, number)
        raise Killed
    assert inbox.counts()["handling"] == 1


def test_a_killed_process_leaves_its_events_to_the_next(
    inbox: Inbox, database: Database, clock: Clock
) -> None:
    for name in ("a1", "a2"):
        inbox.put(event(name))
    taken(inbox)
    restarted = Inbox(database, clock)
    assert restarted.resume() == 1
    again = taken(restarted)
    assert (again.event.id, again.attempt) == ("a1", 2)
    assert again.event.body == {"text": "words of a1"}


def test_words_go_when_an_event_has_ended(inbox: Inbox, database: Database, clock: Clock) -> None:
    for name in ("a1", "a2"):
        inbox.put(event(name, name))
    done(inbox, database, taken(inbox).number)
    given_up(inbox, database, taken(inbox).number)
    with database.read() as connection:
        assert connection.execute(select(table.c.body)).scalars().all() == [None, None]
    (failure,) = inbox.failures()
    assert (failure.platform, failure.name, failure.why) == ("chat", "a2", "KeyError")
    assert failure.at == clock.now


def test_failures_are_told_latest_first_and_not_without_end(
    inbox: Inbox, database: Database
) -> None:
    for number in range(5):
        inbox.put(event(f"e{number}"))
        given_up(inbox, database, taken(inbox).number)
    assert [failure.name for failure in inbox.failures(2)] == ["e4", "e3"]


def test_only_what_ended_long_ago_is_swept(inbox: Inbox, database: Database, clock: Clock) -> None:
    for name in ("old", "young", "waiting"):
        inbox.put(event(name, name))
    done(inbox, database, taken(inbox).number)
    clock.pass_days(2)
    done(inbox, database, taken(inbox).number)
    assert inbox.sweep(clock.now - timedelta(days=1)) == 1
    assert inbox.counts() == {"waiting": 1, "handling": 0, "handled": 1, "given up": 0}
    assert inbox.put(event("old"))


def test_half_a_character_doesnt_stop_the_inbox(inbox: Inbox) -> None:
    inbox.put(Event("chat", "e1", "lane", {"text": "a\ud800b\x00"}))
    assert taken(inbox).event.body == {"text": "a?b\x00"}


def test_what_isnt_json_is_refused_before_it_is_kept(inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="JSON"):
        inbox.put(Event("chat", "e1", "lane", {"n": float("nan")}))
    assert inbox.take(CHAT) is None
