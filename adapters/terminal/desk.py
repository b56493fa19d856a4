"""What the options before a command say, and how commands open what they work on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from getpass import getuser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from adapters.terminal.progress import progress, waiting
from knowledge.errors import CatalogUnusable, UnknownRevision

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.model import Person
    from bot.settings import Settings
    from bot.switch import Switch
    from bot.tickets import Tickets
    from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Desk:
    """The data folder, if one was named, and whether to log what is done."""

    data: Path | None = None
    verbose: bool = False

    def settings(self) -> Settings:
        """Read the settings; a folder named on the command line wins. Raises BadSettings."""
        from bot.settings import load

        return load(data=self.data) if self.data else load()

    def otherwise(self, data: Path) -> Desk:
        """Return this desk; on `data` where no command, environment or file names a folder.

        Raises BadSettings.
        """
        named = self.data or "data" in self.settings().model_fields_set
        return self if named else replace(self, data=data)

    @contextmanager
    def open(self, *, new: bool = False) -> Iterator[Assistant]:
        """Open the assistant and its knowledge base; `new` makes one where there is none.

        Raises BadSettings, CatalogUnusable.
        """
        from bot.wiring import build

        settings = self.settings()
        if not new:
            expect(settings)
        assistant = build(settings)
        with assistant.library:
            yield assistant

    @contextmanager
    def library(self, *, new: bool = False) -> Iterator[Library]:
        """Open the knowledge base, as `open` does."""
        with self.open(new=new) as assistant:
            yield assistant.library

    @contextmanager
    def library_if_any(self) -> Iterator[Library]:
        """Open the knowledge base; where there is none, an empty one that nothing is kept of."""
        with TemporaryDirectory() as scratch:
            settings = self.settings()
            there = settings.database_url.get_secret_value() or _filled(settings.data)
            desk = self if there else replace(self, data=Path(scratch))
            with desk.library(new=True) as library:
                yield library

    @contextmanager
    def assistant(self) -> Iterator[Assistant]:
        """Open the assistant with everything loaded.

        Raises BadSettings, CatalogUnusable, ModelUnusable, and UnknownRevision where nothing is
        published yet.
        """
        with self.open() as opened:
            ready(opened)
            yield opened

    @contextmanager
    def tickets(self) -> Iterator[Tickets]:
        """Open the tickets. Raises BadSettings, CatalogUnusable."""
        from bot.wiring import tickets

        settings = self.settings()
        expect(settings)
        with tickets(settings) as opened:
            yield opened

    @contextmanager
    def switch(self) -> Iterator[Switch]:
        """Open the switch that everybody's next question obeys. Raises as `tickets` does."""
        from bot.wiring import switch

        settings = self.settings()
        expect(settings)
        with switch(settings) as opened:
            yield opened


def ready(assistant: Assistant) -> None:
    """Make everything ready that answering needs. Raises ModelUnusable, UnknownRevision."""
    if assistant.library.live() is None:
        raise UnknownRevision(
            "Nothing is published here yet. `policydesk knowledge add PATH --publish` adds"
            " documents and publishes them; `policydesk knowledge publish` publishes a draft."
        )
    with progress() as report:
        # After a change of the model everything is embedded anew; that takes its time.
        assistant.library.prepare(report)
    with waiting("Loading the search model"):
        assistant.warm_up()


def person() -> str:
    """Return who sits at the terminal, as the operating system knows them."""
    try:
        return getuser()
    except (KeyError, OSError):
        # A container may run under a number that no account has.
        return f"user {os.getuid()}"


def officer() -> Person:
    """Return who sits at the terminal, as somebody who does something to a ticket."""
    from bot.model import Person

    return Person(f"terminal:{person()}", person())


def thread() -> str:
    """Return the name of this person's conversation; it is the same from one day to the next."""
    return f"terminal:{person()}"


def _filled(data: Path) -> bool:
    return data.is_dir() and any(data.iterdir())


def expect(settings: Settings) -> None:
    """Raise CatalogUnusable where the data folder isn't there: a mistyped one must not be made."""
    if not settings.database_url.get_secret_value() and not settings.data.is_dir():
        raise CatalogUnusable(
            f"There is no data folder {settings.data}. Name another one with --data or"
            " POLICYDESK_DATA, or make it: `policydesk knowledge add PATH --publish`."
        )
