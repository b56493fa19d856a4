"""What the areas of the console work with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.web.audit import Audit
from adapters.web.door import Door
from adapters.web.jobs.store import Jobs
from adapters.web.sessions import Sessions
from bot.assistant import Assistant
from bot.rulings import Rulings
from bot.settings import Settings
from knowledge.catalog.database import Database
from knowledge.publishing import Check
from knowledge.report import Progress


@dataclass(frozen=True, slots=True)
class Standing:
    """How the service stands: what misses of each part that it needs ("" where nothing does)."""

    missing: Callable[[], dict[str, str]]
    platforms: Callable[[], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Parts:
    """Made once, handed to every area.

    `checks` returns what a draft must pass before it goes live, and tells how far that is; `now` is
    an aware clock.
    """

    assistant: Assistant
    rulings: Rulings
    checks: Callable[[Progress], Sequence[Check]]
    sessions: Sessions
    audit: Audit
    jobs: Jobs
    door: Door
    standing: Standing
    now: Callable[[], datetime]

    @property
    def settings(self) -> Settings:
        """The settings of the service."""
        return self.assistant.settings

    @property
    def database(self) -> Database:
        """The catalog."""
        return self.assistant.library.database
