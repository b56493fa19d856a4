"""What was found when a platform was asked whether it is set up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing looked at, as `doctor` tells it."""

    name: str
    state: Literal["ok", "warn", "fail"]
    what: str
    remedy: str = ""
