from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from adapters.chat.people.membership import KEPT, Membership, Standing
from tests.adapters.slack.asking.talk import Clock


class Channel:
    """Who is in it; `fault` is raised instead of an answer."""

    def __init__(self, *members: str) -> None:
        self.members, self.asked = members, 0
        self.fault: Exception | None = None

    def __call__(self, name: str) -> Collection[str]:
        assert name == "C1"
        self.asked += 1
        if self.fault:
            raise self.fault
        return self.members


def membership(channel: Channel, clock: Clock, *strangers: str) -> Membership:
    return Membership("C1", channel, clock, lambda user: user not in strangers)


def test_slack_is_asked_once_for_a_while() -> None:
    channel, clock = Channel("U1"), Clock()
    office = membership(channel, clock)
    assert office.standing("U1") is Standing.MEMBER
    clock.pass_(seconds=KEPT.total_seconds() - 1)
    assert office.standing("U1") is Standing.MEMBER
    assert channel.asked == 1
    channel.members = ("U2",)
    clock.pass_(seconds=1)
    assert office.standing("U1") is Standing.OUTSIDER
    assert office.standing("U2") is Standing.MEMBER


def test_who_was_just_invited_gets_in_without_waiting_for_all_to_be_forgotten() -> None:
    channel, clock = Channel("U1"), Clock()
    office = membership(channel, clock)
    assert office.standing("U1") is Standing.MEMBER
    channel.members = ("U1", "U2")
    assert office.standing("U2") is Standing.OUTSIDER
    clock.pass_(seconds=20)
    assert office.standing("U2") is Standing.MEMBER
    assert channel.asked == 2


def test_an_outsider_who_presses_and_presses_does_not_have_slack_asked_all_the_time() -> None:
    channel, clock = Channel("U1"), Clock()
    office = membership(channel, clock)
    for _ in range(40):
        assert office.standing("U9") is Standing.OUTSIDER
        clock.pass_(seconds=1)
    assert channel.asked == 2


def test_when_slack_cant_say_everybody_is_unknown_also_who_was_known() -> None:
    channel, clock = Channel("U1"), Clock()
    office = membership(channel, clock)
    office.standing("U1")
    channel.fault = OSError("away")
    clock.now += KEPT
    assert office.standing("U1") is office.standing("U2") is Standing.UNKNOWN
    assert channel.asked == 2
    channel.fault = None
    clock.now += timedelta(seconds=20)
    assert office.standing("U1") is Standing.MEMBER


def test_an_outsider_for_whom_slack_cant_say_locks_no_member_out() -> None:
    channel, clock = Channel("U1"), Clock()
    office = membership(channel, clock)
    office.standing("U1")
    channel.fault = OSError("away")
    clock.pass_(seconds=30)
    assert office.standing("U2") is Standing.UNKNOWN
    assert office.standing("U1") is Standing.MEMBER


def test_guests_and_strangers_in_the_channel_do_not_belong_to_the_office() -> None:
    office = membership(Channel("U1", "U2"), Clock(), "U2")
    assert office.standing("U1") is Standing.MEMBER
    assert office.standing("U2") is Standing.OUTSIDER


def test_without_a_channel_nobody_belongs_and_slack_isnt_asked() -> None:
    channel = Channel("U1")
    assert Membership("", channel, Clock(), lambda _: True).standing("U1") is Standing.OUTSIDER
    assert channel.asked == 0
