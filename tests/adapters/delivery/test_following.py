from __future__ import annotations

from threading import Event as Flag

import pytest
import structlog

from adapters.delivery.alarms import Alarms
from adapters.delivery.following import LASTING, Following
from knowledge.errors import CatalogBusy
from tests.adapters.delivery.made import Heard


class Cards:
    """A follower that counts its rounds, and raises as long as it is broken."""

    def __init__(self, *, broken: bool = False) -> None:
        self.broken = broken
        self.rounds = 0
        self.followed = Flag()

    def follow(self) -> None:
        self.rounds += 1
        self.followed.set()
        if self.broken:
            raise KeyError("words")


class Digests(Cards):
    """Another one."""


def test_one_that_fails_doesnt_stop_the_others_and_is_counted(alarms: Alarms) -> None:
    heard, other = Heard(), Digests()
    ended: list[int] = []
    following = Following([Cards(broken=True), other], alarms, heard, lambda: ended.append(1))
    following.round()
    assert (other.rounds, ended) == (1, [1])
    assert heard.said == ["follower failed: Cards"]
    assert alarms.standing() == ()


def test_a_follower_that_goes_on_failing_raises_an_alarm_until_it_follows_again(
    alarms: Alarms,
) -> None:
    cards = Cards(broken=True)
    following = Following([cards], alarms, Heard())
    with structlog.testing.capture_logs() as lines:
        for _ in range(2 * LASTING):
            following.round()
    (alarm,) = alarms.standing()
    assert alarm.about == "follower Cards"
    assert "KeyError" in alarm.text
    assert "words" not in str(lines)
    assert len([line for line in lines if line["event"] == "follower failed"]) < LASTING
    cards.broken = False
    following.round()
    assert alarms.standing() == ()


class PlatformCards(Cards):
    """A follower of one platform's."""

    def __init__(self, platform: str, *, broken: bool = False) -> None:
        super().__init__(broken=broken)
        self.platform = platform


def test_of_several_platforms_each_has_an_alarm_of_its_own(alarms: Alarms) -> None:
    slack, teams = PlatformCards("slack", broken=True), PlatformCards("teams")
    following = Following([slack, teams], alarms, Heard())
    for _ in range(LASTING):
        following.round()
    assert [alarm.about for alarm in alarms.standing()] == ["follower PlatformCards of slack"]


def test_the_alarm_of_an_earlier_process_ends_too(alarms: Alarms) -> None:
    alarms.raise_("follower Cards", "Cards fails again and again.")
    Following([Cards()], alarms, Heard()).round()
    assert alarms.standing() == ()


def test_failures_that_arent_in_a_row_raise_no_alarm(alarms: Alarms) -> None:
    cards = Cards()
    following = Following([cards], alarms, Heard())
    for number in range(4 * LASTING):
        cards.broken = number % LASTING != 0
        following.round()
    assert alarms.standing() == ()


def test_an_alarm_that_cant_be_raised_is_raised_the_next_time(
    alarms: Alarms, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = Following([Cards(broken=True)], alarms, Heard())

    def locked(*_: object) -> bool:
        raise CatalogBusy("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Alarms, "raise_", locked)
        for _ in range(LASTING):
            following.round()
    assert alarms.standing() == ()
    following.round()
    assert len(alarms.standing()) == 1


def test_rounds_are_made_when_nudged(alarms: Alarms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.delivery.following.EVERY", 600.0)
    monkeypatch.setattr("adapters.delivery.following.LEAST", 0.0)
    cards = Cards()
    following = Following([cards], alarms, Heard())
    following.start()
    assert cards.followed.wait(30)
    for _ in range(3):
        cards.followed.clear()
        following.nudge()
        assert cards.followed.wait(30)
    assert following.stop(30)
