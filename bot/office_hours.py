"""When the office works, and by when it has so many working hours behind it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count
from threading import Lock
from typing import Self

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"(\w{3})(?:-(\w{3}))? (\d\d?:\d\d)-(\d\d?:\d\d)", re.ASCII)
# A year without a single working day is a mistake in the settings, not a long holiday.
_LONGEST = 366


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """On which weekdays (0 is Monday) the office works, from when to when."""

    weekdays: frozenset[int]
    begins: time
    ends: time

    @classmethod
    def read(cls, text: str) -> Self:
        """Read "Mon-Fri 09:00-17:00". Raises ValueError with what is wrong and a remedy."""
        found = _HOURS.fullmatch(text.strip())
        remedy = "write them like Mon-Fri 09:00-17:00"
        if found is None:
            raise ValueError(f"“{text}” are no office hours; {remedy}")
        first, last, begins, ends = found.groups()
        days = [_weekday(name, text) for name in (first, last or first)]
        opens, closes = time_of_day(begins), time_of_day(ends)
        if opens >= closes:
            raise ValueError(f"“{text}” end before they begin; {remedy}")
        span = (days[1] - days[0]) % 7 + 1
        return cls(frozenset((days[0] + step) % 7 for step in range(span)), opens, closes)


def time_of_day(text: str) -> time:
    """Read a time of day such as 09:00. Raises ValueError."""
    hour, _, minute = text.strip().partition(":")
    try:
        return time(int(hour), int(minute))
    except ValueError as wrong:
        raise ValueError(f"“{text}” is no time of day; write it like 09:00") from wrong


def known_holidays(code: str) -> str:
    """Return the code of a country ("US") or its part ("US-TX") whose holidays are known.

    Raises ValueError.
    """
    if code:
        calendar(code)
    return code


def calendar(code: str) -> Callable[[date], bool]:
    """Return which days are public holidays there; none for "".

    Raises ValueError for a country or part that python-holidays doesn't know.
    """
    if not code:
        return lambda _: False
    import holidays  # noqa: PLC0415 - it takes its time, and few commands need it

    # A year is worked out when it is first asked for; nobody else may look into it half done.
    turn = Lock()
    country, _, part = code.partition("-")
    # Asked for by name, python-holidays would hand out whatever else of its own is called so.
    known = holidays.list_supported_countries()
    if country not in known or (part and part not in known[country]):
        raise ValueError(
            f"“{code}” is no country whose holidays are known; write a code such as US or US-TX"
        )
    found = holidays.country_holidays(country, subdiv=part or None)

    def free(day: date) -> bool:
        with turn:
            return day in found

    return free


def working_days(hours: OfficeHours, free: Callable[[date], bool], begin: date) -> Iterator[date]:
    """Yield the days on which the office works, from `begin` on."""
    silent = 0
    for step in count():
        day = begin + timedelta(days=step)
        silent = silent + 1 if day.weekday() not in hours.weekdays or free(day) else 0
        if silent > _LONGEST:
            return
        if not silent:
            yield day


def is_open(
    moment: datetime, hours: OfficeHours, zone: tzinfo, free: Callable[[date], bool]
) -> bool:
    """Whether the office works at that moment."""
    there = moment.astimezone(zone)
    works = there.weekday() in hours.weekdays and not free(there.date())
    return works and hours.begins <= there.time() < hours.ends


def after_hours(
    moment: datetime,
    amount: timedelta,
    hours: OfficeHours,
    zone: tzinfo,
    free: Callable[[date], bool],
) -> datetime:
    """Return when so much working time has passed since a moment, in UTC.

    What falls outside the office's hours doesn't count; days are the zone's, and an hour is an
    hour also on the day that the clocks change. Without any working day the amount itself passes.
    """
    left = amount
    for day in working_days(hours, free, moment.astimezone(zone).date()):
        opens, closes = (
            datetime.combine(day, at, zone).astimezone(UTC) for at in (hours.begins, hours.ends)
        )
        since = max(opens, moment.astimezone(UTC))
        if since >= closes:
            continue
        if since + left <= closes:
            return since + left
        left -= closes - since
    return moment.astimezone(UTC) + amount


def _weekday(name: str, text: str) -> int:
    try:
        return _DAYS.index(name.lower())
    except ValueError as unknown:
        raise ValueError(
            f"“{name}” in “{text}” is no day; write Mon, Tue, Wed, Thu, Fri, Sat or Sun"
        ) from unknown
