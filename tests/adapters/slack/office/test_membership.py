from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from adapters.slack.people.membership import KEPT, Membership, Standing
from tests.bot.conftest import Clock


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


def test_slack_is_asked_once_for_a_while(clock: Clock) -> None:
    channel = Channel("U1")
    office = Membership("C1", channel, clock)
    assert office.standing("U1") is Standing.MEMBER
    assert office.standing("U2") is Standing.OUTSIDER
    assert channel.asked == 1
    channel.members = ("U2",)
    clock.now += KEPT
    assert office.standing("U1") is Standing.OUTSIDER
    assert office.standing("U2") is Standing.MEMBER


def test_when_slack_cant_say_everybody_is_unknown_also_who_was_known(clock: Clock) -> None:
    channel = Channel("U1")
    office = Membership("C1", channel, clock)
    office.standing("U1")
    channel.fault = OSError("away")
    clock.now += KEPT
    assert office.standing("U1") is office.standing("U2") is Standing.UNKNOWN
    assert channel.asked == 2
    channel.fault = None
    clock.now += timedelta(seconds=20)
    assert office.standing("U1") is Standing.MEMBER


def test_without_a_channel_nobody_belongs_and_slack_isnt_asked(clock: Clock) -> None:
    channel = Channel("U1")
    assert Membership("", channel, clock).standing("U1") is Standing.OUTSIDER
    assert channel.asked == 0
