from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.delivery.pace import BURST, GAP, LONGEST, Pace, pause
from tests.bot.conftest import Clock

ROOM, OTHER = ("chat", "room"), ("chat", "other")


def test_after_silence_a_lane_takes_a_burst_and_then_one_each_gap() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(BURST):
        assert pace.closed() == ()
        pace.spend(ROOM)
    assert pace.closed() == (ROOM,)
    assert pace.opens() == GAP.total_seconds()
    clock.now += GAP
    assert pace.closed() == ()
    pace.spend(ROOM)
    assert pace.closed() == (ROOM,)


def test_a_lane_that_is_held_begins_again_without_a_burst() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.hold(ROOM, 30)
    pace.spend(OTHER)
    assert (pace.closed(), pace.opens()) == ((ROOM,), 30)
    clock.now += timedelta(seconds=30)
    assert (pace.closed(), pace.opens()) == ((), None)
    pace.spend(ROOM)
    assert pace.closed() == (ROOM,)


def test_a_shorter_hold_never_shortens_a_longer_one() -> None:
    pace = Pace(Clock())
    pace.hold(ROOM, 30)
    pace.hold(ROOM, 1)
    assert pace.opens() == 30


def test_a_lane_that_was_shut_opens_as_soon_as_its_platform_is_mended() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.shut(ROOM, 300)
    pace.shut(("else", "room"), 300)
    pace.hold(OTHER, 30)
    assert set(pace.closed()) == {ROOM, OTHER, ("else", "room")}
    pace.mended("chat")
    assert set(pace.closed()) == {OTHER, ("else", "room")}
    assert pace.closed(clock.now + timedelta(seconds=60)) == (("else", "room"),)
    clock.now += timedelta(seconds=300)
    assert (pace.closed(), pace.opens()) == ((), None)


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_no_stretch_of_time_sees_more_than_its_share(gaps: list[float]) -> None:
    clock = Clock()
    pace = Pace(clock)
    sent = []
    for gap in gaps:
        clock.now += timedelta(seconds=gap)
        if ROOM not in pace.closed():
            pace.spend(ROOM)
            sent.append(clock.now)
    for first, begin in enumerate(sent):
        for last, end in enumerate(sent[first:], start=first):
            assert last - first + 1 <= BURST + (end - begin) / GAP + 1e-6


@given(st.integers(1, 5000), st.floats(0, 1))
def test_attempts_come_ever_more_seldom_up_to_a_minute(attempt: int, draw: float) -> None:
    assert 0.5 <= pause(attempt, None, draw) <= LONGEST
    assert pause(attempt, None, draw) <= pause(attempt + 1, None, draw)


@given(st.integers(1, 9), st.floats(allow_nan=False), st.floats(0, 1))
def test_a_platform_that_asks_to_wait_is_obeyed_up_to_an_hour(
    attempt: int, after: float, draw: float
) -> None:
    waits = pause(attempt, after, draw)
    assert max(0, min(after, 3600)) <= waits <= 3601


def test_what_failed_together_isnt_tried_together() -> None:
    assert len({pause(5, None, draw / 10) for draw in range(10)}) == 10
