"""How far back questions are looked at, and in which stretches they are counted. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Period:
    """So many days until today, in stretches of equal length."""

    days: int
    stretch: int
    title: str

    def begins(self, today: date) -> list[date]:
        """Return the first day of each stretch."""
        first = today - timedelta(days=self.days - 1)
        return [first + timedelta(days=n) for n in range(0, self.days, self.stretch)]

    def edges(self, today: date, zone: ZoneInfo) -> list[datetime]:
        """Return the moments between the stretches, by the agency's clock, and both ends."""
        days = (*self.begins(today), today + timedelta(days=1))
        return [datetime.combine(day, time(), zone) for day in days]


PERIODS: Final = {
    str(one.days): one
    for one in (
        Period(7, 1, "Last 7 days"),
        Period(28, 1, "Last 4 weeks"),
        Period(91, 7, "Last 13 weeks"),
        Period(364, 28, "Last 52 weeks"),
    )
}
USUAL: Final = "28"
