from __future__ import annotations

from datetime import timedelta

from adapters.chat.office.backoff import Backoff
from tests.bot.conftest import Clock, clock

__all__ = ["clock"]  # pytest finds fixtures by their names in this module


def waits(backoff: Backoff, clock: Clock, version: int = 0) -> int:
    """Try it; return after how many minutes it may be tried again."""
    backoff.tried(7, version)
    for minutes in range(1, 100):
        clock.now += timedelta(minutes=1)
        if backoff.may(7, version):
            return minutes
    raise AssertionError("it may never be tried again")


def test_what_fails_waits_twice_as_long_each_time_and_an_hour_at_most(clock: Clock) -> None:
    backoff = Backoff(clock)
    assert backoff.may(7)
    assert [waits(backoff, clock) for _ in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_what_has_changed_and_what_is_another_thing_need_not_wait(clock: Clock) -> None:
    backoff = Backoff(clock)
    assert backoff.tried(7, 1)
    assert not backoff.tried(7, 1)
    assert (backoff.may(7, 1), backoff.may(7, 2), backoff.may(8, 1)) == (False, True, True)
    assert (backoff.times(7, 1), backoff.times(7, 2)) == (2, 0)
    backoff.forget()
    assert backoff.may(7, 1)
