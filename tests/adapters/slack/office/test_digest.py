from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.chat import actions
from adapters.chat.office.digest import Digest, digest
from adapters.slack.showing.render import render
from bot.model import Reason
from bot.rulings import Concern, Interpreted, Ruling, Why
from tests.adapters.slack.office.conftest import Rooms
from tests.adapters.slack.office.room import CHANNEL, OFFICE, Room
from tests.fakes.slack import rung, shown


def digests(room: Room) -> list[dict[str, object]]:
    posts = room.slack.messages(OFFICE)
    return [one for one in posts if "wait" in shown(one).splitlines()[0]]


def test_each_working_day_the_channel_reads_what_waits_oldest_first(rooms: Rooms) -> None:
    room = rooms(digest_at="09:00", time_zone="Europe/Berlin")  # it is noon in London, Monday
    assert len(digests(room)) == 0
    first, second = room.opened("First?"), room.opened("Second?", Reason.URGENT)
    room.presses(actions.CLAIM, first)
    room.later(days=1, hours=-6)  # 08:00 in Berlin
    before = len(digests(room))
    room.later(hours=3)
    assert len(digests(room)) == before + 1
    said = shown(digests(room)[-1])
    assert said.startswith("2 tickets wait\n")
    assert f"Ticket {first} · answer by Tuesday, 5 May 2026, 14:00 · Ann has it · First?" in said
    assert f"URGENT · Ticket {second} · OVERDUE since" in said
    assert "nobody has it · Second?" in said
    assert rung(digests(room)[-1]) == set()


def test_a_digest_comes_once_a_day_also_after_a_restart(rooms: Rooms) -> None:
    room = rooms(digest_at="12:00")
    room.settle()
    for _ in range(3):
        room.start()
        room.later(minutes=30)
    assert len(digests(room)) == 1
    assert shown(digests(room)[0]) == "No ticket waits for the office."
    room.later(days=1)
    assert len(digests(room)) == 2


@pytest.mark.parametrize(
    ("hours", "at"), [("Tue-Fri 09:00-17:00", "09:00"), ("Mon 09:00-17:00", "no")]
)
def test_there_is_none_on_free_days_and_none_where_it_is_switched_off(
    rooms: Rooms, hours: str, at: str
) -> None:
    room = rooms(digest_at=at, office_hours=hours)
    room.settle()
    assert digests(room) == []


def test_a_service_that_is_started_late_waits_for_the_next_day(rooms: Rooms) -> None:
    room = rooms(digest_at="08:00")
    room.settle()
    room.later(hours=2)
    assert digests(room) == []
    room.later(hours=18)
    assert len(digests(room)) == 1


def test_what_comes_later_by_itself_doesnt_count_as_lost(rooms: Rooms) -> None:
    room = rooms(digest_at="12:00", slack_on_call=(), slack_on_call_second=())
    room.refused.add(1)
    room.opened()
    room.later(minutes=10)
    assert len(room.outbox.failures()) > 1
    room.later(days=1, minutes=-10)
    assert "since yesterday" not in shown(digests(room)[-1])
    room.later(hours=12)
    room.slack.refuse(CHANNEL, "is_archived")
    room.posts("x", CHANNEL, "Hello")
    room.settle()
    room.later(hours=12)
    assert "1 message couldn't be handled since yesterday" in shown(digests(room)[-1])


def test_a_holiday_is_no_working_day(rooms: Rooms) -> None:
    room = rooms(digest_at="09:00", holidays="GB-ENG")  # 4 May 2026 is the early May bank holiday
    room.settle()
    assert digests(room) == []


def test_alarms_that_stand_are_told(rooms: Rooms) -> None:
    room = rooms(digest_at="12:00")
    room.alarms.raise_("slack C7", "A message to C7 can't be delivered: <!channel>.")
    room.settle()
    assert "A message to C7 can't be delivered: <!channel>." in shown(digests(room)[0])
    assert rung(digests(room)[0]) == set()


def told(digested: Digest, groups: Collection[str] = ()) -> str:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    return "\n".join(shown(posted) for posted in render(digest(digested, now, frozenset(groups))))


def test_a_doubtful_ruling_names_its_clauses_only_to_those_who_may_read_it() -> None:
    clause = Interpreted("c", "d", "10.1", "Secret Policy", "0")
    ruling = Ruling(
        number=5,
        document="ruling-5",
        text="Secret words.",
        question="A secret question?",
        who="Ann",
        since=None,
        expires=None,
        in_force=True,
        groups=frozenset({"hr"}),
        interprets=(clause,),
        flagged=(Concern(clause, Why.CHANGED),),
    )
    of = Digest((), (ruling,), (), 0, lambda _: "")
    assert "Ruling 5 may not hold any more" in told(of)
    assert "10.1" not in told(of)
    assert "ecret" not in told(of)
    assert "Ruling 5 may not hold any more, as what it rests on has changed: 10.1" in told(
        of, ["hr"]
    )


def test_what_failed_is_counted_and_a_long_list_is_cut(rooms: Rooms) -> None:
    room = rooms()
    ticket = room.ticket(room.opened("Q" * 4_000))
    many = tuple(replace(ticket, id=number) for number in range(1, 50))
    said = told(Digest(many, (), (), 1, lambda n: f"https://x.slack.com/archives/C1/p{n}"))
    assert "1 message couldn't be handled since yesterday" in said
    assert "49 tickets wait" in said
    assert "… and 19 more" in said
