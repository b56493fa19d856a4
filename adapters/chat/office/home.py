"""Where the office is on a platform, and who is called there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """The office's channel on this platform, "" where it is elsewhere; people by their ids.

    Of the second list somebody is called when nobody of the first one comes.
    """

    channel: str = ""
    on_call: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
