"""The page that opens a document at a clause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from starlette.responses import Response

from adapters.chat.showing.source import source
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.reading.layout import contents, part
from adapters.web.reading.validity import standing
from adapters.web.rendering import render
from adapters.web.roles import Role
from adapters.web.visit import Visit
from knowledge.model import Clause
from knowledge.opening import Opened, Opening


@dataclass(frozen=True, slots=True)
class Readings:
    """Shows versions, each to whom it is for; officers and administrators read everything."""

    opening: Opening
    today: Callable[[], date]

    @classmethod
    def of(cls, parts: Parts) -> Self:
        """Return the readings of the assistant's library."""
        library = parts.assistant.library
        return cls(Opening(library.database, library.live), parts.assistant.today)

    def pages(self) -> Sequence[Page]:
        """Return the page, which guests may open as well."""
        return (Page("/read/{version}", get=self.show, guests=True),)

    def opened(self, visit: Visit) -> Opened:
        """Return the version that the address names. Raises UnknownDocument."""
        version, today = visit.path("version"), self.today()
        if visit.has(Role.OFFICER, Role.ADMINISTRATOR):
            return self.opening.open(version, today)
        return self.opening.read(version, visit.viewer, today)

    def show(self, visit: Visit) -> Response:
        """Show a part of the document, with the clause asked for, and the original beside it."""
        opened = self.opened(visit)
        asked = visit.query("clause")
        shown = part(opened.version, opened.clauses, asked, visit.count("part", 1))
        cited = shown.cited
        return render(
            visit,
            "reading/document.html",
            version=opened.version,
            standing=standing(opened, cited, self._there(opened)),
            part=shown,
            contents=contents(opened.version, opened.clauses),
            missed=asked and cited is None,
            source=_source(opened, cited),
            paged=opened.version.path.lower().endswith(".pdf"),
        )

    def _there(self, opened: Opened) -> tuple[Clause, ...]:
        """Return the clauses of the document's current version."""
        if opened.current is None:
            return ()
        return self.opening.open(opened.current.id, self.today()).clauses


def cited(opened: Opened, visit: Visit) -> Clause | None:
    """Return the clause that the address names, None where the version has none of that id."""
    asked = visit.query("clause")
    return next((one for one in opened.clauses if one.id == asked), None)


def _source(opened: Opened, clause: Clause | None) -> str:
    """Return the document's address on the web, at the clause if it can be; "" for none."""
    shown = clause or next(iter(opened.clauses), None)
    return "" if shown is None else source(shown, opened.version)
