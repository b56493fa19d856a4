"""The agency's today, to be moved by a test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass
class Calendar:
    """Call it for today; set `today` to move on."""

    today: date = date(2026, 5, 4)

    def __call__(self) -> date:
        return self.today
