"""What the options before a command say, and how commands open what they work on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """The data folder, if one was named, and whether to log what is done."""

    data: Path | None = None
    verbose: bool = False

    def settings(self, otherwise: Path | None = None) -> Settings:
        """Read the settings; a folder named on the command line wins, then `otherwise`.

        Raises BadSettings.
        """
        from bot.settings import load

        data = self.data or otherwise
        return load(data=data) if data else load()
