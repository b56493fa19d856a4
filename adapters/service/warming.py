"""Everything that answering needs is loaded before the first asker comes."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

from bot.assistant import Assistant
from knowledge.errors import CatalogBusy
from knowledge.library import Library

NOTHING_PUBLISHED = "nothing is published yet"
_STARTING = "starting"
_log = structlog.get_logger(__name__)


class WarmUp:
    """Loads the model and opens the live revision's index, after a new model a rebuilt one."""

    def __init__(self, assistant: Assistant, fill: Callable[[Library], None]) -> None:
        self._assistant = assistant
        self._fill = fill
        self._missing = _STARTING

    def missing(self) -> str:
        """Return what is missing of the index, "" where it is open. Raises CatalogUnusable."""
        if self._missing:
            return self._missing
        return "" if self._assistant.library.live() else NOTHING_PUBLISHED

    def run(self) -> bool:
        """Load everything; False where that can only be done later, when something is published.

        Raises ModelUnusable, CatalogUnusable: what no waiting mends.
        """
        library, begun = self._assistant.library, time.monotonic()
        try:
            self._fill(library)
            if library.live() is None:
                self._say(NOTHING_PUBLISHED)
                return False
            library.prepare(lambda stage, done, total: None)  # noqa: ARG005 - nobody looks on
            self._assistant.warm_up()
        except CatalogBusy:
            self._say("the knowledge base is busy")
            return False
        self._missing = ""
        _log.info("ready", revision=library.live(), seconds=round(time.monotonic() - begun, 1))
        return True

    def _say(self, what: str) -> None:
        if what != self._missing:
            _log.warning("not ready", part="index", why=what)
        self._missing = what
