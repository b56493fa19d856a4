"""What the office promises: by when it answers, and when it is rung and reminded. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.office_hours import OfficeHours, after_hours, calendar
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """By when a ticket is answered: in working time, but by the clock when it is urgent."""

    hours: OfficeHours
    zone: ZoneInfo
    free: Callable[[date], bool]
    within: timedelta
    urgent_within: timedelta

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return what the settings promise."""
        return cls(
            hours=OfficeHours.read(settings.office_hours),
            zone=settings.zone,
            free=calendar(settings.holidays),
            within=timedelta(hours=settings.answer_within),
            urgent_within=timedelta(hours=settings.urgent_within),
        )

    def due(self, opened: datetime, urgent: bool) -> datetime:  # noqa: FBT001 - a ticket's own word
        """Return by when a ticket opened then is to be answered, in UTC."""
        if urgent:
            return opened + self.urgent_within
        return after_hours(opened, self.within, self.hours, self.zone, self.free)
