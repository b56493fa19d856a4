from __future__ import annotations

from tests.adapters.slack.office.conftest import Rooms
from tests.adapters.slack.office.room import OFFICE, ON_CALL, SECOND, Room


def test_people_on_call_hear_once_that_the_channel_fails_and_once_that_it_works(
    room: Room,
) -> None:
    room.slack.refuse(OFFICE, "not_in_channel")
    room.opened()
    room.later(minutes=5)
    room.start()
    room.later(minutes=5)
    for user in (ON_CALL, SECOND):
        (said,) = room.directly(user)
        assert said.startswith("Tickets can't be shown in the office's channel. They are safe")
        assert "invite the app there with /invite" in said
    room.slack.refuse(OFFICE, "")
    room.later(minutes=5)
    room.later(minutes=5)
    assert len(room.cards()) == 1
    assert [said[:32] for said in room.directly(ON_CALL)[1:]] == [
        "The office's channel works again"
    ]


def test_an_alarm_that_ended_long_ago_is_no_news(room: Room) -> None:
    about = f"slack {OFFICE}"
    room.alarms.raise_(about, "gone")
    room.alarms.end(about)
    room.later(days=2)
    assert room.directly(ON_CALL) == []


def test_what_fails_elsewhere_calls_nobody(room: Room) -> None:
    room.alarms.raise_("slack C7", "gone")
    room.settle()
    assert room.directly(ON_CALL) == []


def test_without_people_on_call_the_alarm_stands_all_the_same(rooms: Rooms) -> None:
    room = rooms(slack_on_call=(), slack_on_call_second=())
    room.slack.refuse(OFFICE, "not_in_channel")
    room.opened()
    assert [alarm.about for alarm in room.alarms.standing()] == [f"slack {OFFICE}"]
