from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.office_hours import OfficeHours, after_hours, calendar, is_open, known_holidays

CHICAGO = ZoneInfo("America/Chicago")
WEEK = OfficeHours.read("Mon-Fri 09:00-17:00")
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
AMOUNTS = st.timedeltas(timedelta(minutes=1), timedelta(hours=200))
HOURS = st.sampled_from(
    [WEEK, *map(OfficeHours.read, ("Sat 10:00-10:30", "Sun-Tue 00:00-23:59", "Fri-Mon 1:00-3:15"))]
)
ZONES = st.sampled_from([ZoneInfo(name) for name in ("UTC", "America/Chicago", "Asia/Kathmandu")])
DAYS_OFF = st.frozensets(st.dates(date(2025, 1, 1), date(2025, 3, 1)), max_size=20)


def never(_day: date) -> bool:
    return False


def at(text: str, zone: ZoneInfo = CHICAGO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def local(moment: datetime) -> str:
    return moment.astimezone(CHICAGO).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        # 2026-05-04 is a Monday.
        ("2026-05-04T10:00", 2, "2026-05-04 12:00"),
        ("2026-05-04T10:00", 7, "2026-05-04 17:00"),
        ("2026-05-04T10:00", 8, "2026-05-05 10:00"),
        ("2026-05-04T06:00", 1, "2026-05-04 10:00"),
        ("2026-05-04T17:00", 1, "2026-05-05 10:00"),
        ("2026-05-08T16:30", 1, "2026-05-11 09:30"),
        ("2026-05-09T12:00", 8, "2026-05-11 17:00"),
        ("2026-05-04T10:00", 0.25, "2026-05-04 10:15"),
    ],
)
def test_only_working_time_counts(moment: str, hours: float, due: str) -> None:
    found = after_hours(at(moment), timedelta(hours=hours), WEEK, CHICAGO, never)
    assert local(found) == due


@pytest.mark.parametrize(
    ("text", "moment", "due"),
    [
        # The clocks go forward on Sunday 2026-03-08 at 02:00, back on 2026-11-01 at 02:00.
        ("Sat-Sun 00:00-06:00", "2026-03-08T01:00", "2026-03-08 04:00"),
        ("Sat-Sun 00:00-06:00", "2026-11-01T00:00", "2026-11-01 01:00"),
        ("Mon-Sun 09:00-17:00", "2026-03-07T16:00", "2026-03-08 10:00"),
        ("Mon-Sun 09:00-17:00", "2026-10-31T16:00", "2026-11-01 10:00"),
    ],
)
def test_an_hour_is_an_hour_also_when_the_clocks_change(text: str, moment: str, due: str) -> None:
    hours = OfficeHours.read(text)
    assert local(after_hours(at(moment), timedelta(hours=2), hours, CHICAGO, never)) == due


def test_a_time_that_the_clocks_skip_or_repeat_begins_when_they_have_it() -> None:
    early = OfficeHours.read("Mon-Sun 02:30-06:00")
    # 02:30 doesn't exist on 2026-03-08; it is 03:30 by the clock.
    due = after_hours(at("2026-03-08T00:00"), timedelta(hours=1), early, CHICAGO, never)
    assert local(due) == "2026-03-08 04:30"


def test_nobody_works_on_a_holiday() -> None:
    free = calendar("US-TX")
    assert free(date(2026, 7, 3))
    assert not free(date(2026, 7, 6))
    due = after_hours(at("2026-07-02T16:00"), timedelta(hours=2), WEEK, CHICAGO, free)
    assert local(due) == "2026-07-06 10:00"
    assert not calendar("")(date(2026, 12, 25))


def test_without_a_single_working_day_the_time_itself_passes() -> None:
    moment = at("2026-05-04T10:00")
    due = after_hours(moment, timedelta(hours=8), WEEK, CHICAGO, lambda _: True)
    assert due == moment + timedelta(hours=8)


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-05-04T08:59", False),
        ("2026-05-04T09:00", True),
        ("2026-05-04T16:59", True),
        ("2026-05-04T17:00", False),
        ("2026-05-09T12:00", False),
        ("2026-07-03T12:00", False),
    ],
)
def test_when_the_office_is_open(moment: str, *, works: bool) -> None:
    asked = at(moment).astimezone(UTC)
    assert is_open(asked, WEEK, CHICAGO, calendar("US")) is works


@given(MOMENTS, AMOUNTS, HOURS, ZONES, DAYS_OFF)
def test_the_end_is_never_too_early_and_always_within_office_hours(
    moment: datetime, amount: timedelta, hours: OfficeHours, zone: ZoneInfo, off: frozenset[date]
) -> None:
    due = after_hours(moment, amount, hours, zone, off.__contains__)
    assert due >= moment + amount
    a_moment_before = due - timedelta(microseconds=1)
    assert is_open(a_moment_before, hours, zone, off.__contains__)


@given(MOMENTS, AMOUNTS, AMOUNTS, HOURS, ZONES, DAYS_OFF)
def test_two_stretches_of_work_end_when_their_sum_does(  # noqa: PLR0913, PLR0917 - all that counts
    moment: datetime,
    first: timedelta,
    second: timedelta,
    hours: OfficeHours,
    zone: ZoneInfo,
    off: frozenset[date],
) -> None:
    def after(since: datetime, amount: timedelta) -> datetime:
        return after_hours(since, amount, hours, zone, off.__contains__)

    assert after(after(moment, first), second) == after(moment, first + second)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("always", "write them like Mon-Fri 09:00-17:00"),
        ("Mon-Fry 09:00-17:00", "“Fry” in"),
        ("Mon-Fri 17:00-09:00", "end before they begin"),
        ("Mon-Fri 09:00-09:00", "end before they begin"),
        ("Mon-Fri 09:00-25:00", "“25:00” is no time of day"),
        ("", "are no office hours"),
    ],
)
def test_hours_that_cant_be_read_say_why(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        OfficeHours.read(text)


def test_a_week_may_go_over_its_end() -> None:
    assert OfficeHours.read("Sat-Mon 9:00-12:00").weekdays == {5, 6, 0}
    assert OfficeHours.read("Wed 9:00-12:00").weekdays == {2}


@pytest.mark.parametrize(
    "code", ["Atlantis", "US-ATLANTIS", "utils", "HolidayBase", "country_holidays", "__name__"]
)
def test_a_country_without_known_holidays_is_named(code: str) -> None:
    with pytest.raises(ValueError, match=f"“{code}” is no country"):
        known_holidays(code)


def test_many_threads_ask_for_holidays_of_a_new_year() -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - here alone

    free: Callable[[date], bool] = calendar("US")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(free, [date(2031, 12, 25)] * 64))
    assert all(found)
