"""The kinds of values that settings have: how each is read, and what is wrong with it. Pure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from phonenumbers import SUPPORTED_REGIONS
from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode

from bot.office_hours import OfficeHours, known_holidays, time_of_day


def _split(given: object) -> object:
    if not isinstance(given, str):
        return given
    return tuple(name.strip() for name in given.split(",") if name.strip())


def _possible_hours(hours: str) -> str:
    OfficeHours.read(hours)
    return hours


def _time_of_day(given: str) -> str:
    if given != "no":
        time_of_day(given)
    return given


def _possible_path(path: Path | None) -> Path | None:
    if "\0" in str(path):
        raise ValueError("no file or folder can have a NUL character in its name; choose another")
    return path


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ValueError(
            f"“{name}” is no time zone; use a name such as America/Chicago"
        ) from unknown
    return name


def _known_region(code: str) -> str:
    if code.upper() not in SUPPORTED_REGIONS:
        raise ValueError(f"“{code}” is no region; use a two-letter code such as US")
    return code.upper()


# Names with commas between them, or a list in the TOML file.
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Folder = Annotated[Path, AfterValidator(_possible_path)]
File = Annotated[Path | None, AfterValidator(_possible_path)]
TimeZone = Annotated[str, AfterValidator(_known_zone)]
Region = Annotated[str, AfterValidator(_known_region)]
Hours = Annotated[str, AfterValidator(_possible_hours)]
Holidays = Annotated[str, AfterValidator(known_holidays)]
TimeOrNo = Annotated[str, AfterValidator(_time_of_day)]
