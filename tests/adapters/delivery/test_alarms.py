from __future__ import annotations

from datetime import timedelta

from adapters.delivery.alarms import Alarm, Alarms
from knowledge.catalog.database import Database
from tests.bot.conftest import Clock


def test_an_alarm_stands_once_until_it_ends(alarms: Alarms, clock: Clock) -> None:
    since = clock.now
    assert alarms.raise_("chat C1", "C1 can't be reached.")
    clock.now += timedelta(minutes=1)
    assert not alarms.raise_("chat C1", "C1 can't be reached, still.")
    assert alarms.standing() == (Alarm("chat C1", "C1 can't be reached.", since),)
    assert alarms.end("chat C1")
    assert not alarms.end("chat C1")
    assert alarms.standing() == ()


def test_an_alarm_that_ended_can_be_raised_again(alarms: Alarms) -> None:
    alarms.raise_("chat C1", "once")
    alarms.end("chat C1")
    assert alarms.raise_("chat C1", "twice")
    assert [alarm.text for alarm in alarms.standing()] == ["twice"]


def test_alarms_about_different_things_stand_side_by_side(
    alarms: Alarms, database: Database
) -> None:
    with database.write() as connection:
        assert alarms.keep_raised(connection, "chat C1", "one")
        assert not alarms.keep_raised(connection, "chat C1", "one again")
        assert alarms.keep_raised(connection, "chat C2", "two")
        assert alarms.keep_ended(connection, "chat C1")
    assert [alarm.about for alarm in alarms.standing()] == ["chat C2"]
