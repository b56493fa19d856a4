"""What every page shows of the agency."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """The agency's name, its office's, and its clock; `strangers` may ask without signing in."""

    agency: str = "the agency"
    office: str = "the communications office"
    contact: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    strangers: bool = False

    @classmethod
    def of(cls, settings: Settings) -> Site:
        """Return what the settings say."""
        return cls(
            settings.agency,
            settings.office,
            settings.office_contact,
            settings.zone,
            settings.web_strangers == "public",
        )
