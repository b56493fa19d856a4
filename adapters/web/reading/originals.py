"""The original beside its clauses: a page of a PDF, any other document whole, or the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup
from starlette.responses import Response

from adapters.web.errors import NotHere
from adapters.web.page import Page
from adapters.web.reading.readings import Readings, cited
from adapters.web.rendering import render
from adapters.web.visit import Visit
from knowledge.errors import UnreadableDocument
from knowledge.opening import Opened
from knowledge.rendering.model import Document, PageImage, Sought, sought
from knowledge.rendering.renderer import Renderer

# What somebody else wrote runs nothing and sends nothing, even if something were left in it.
_CAGE: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self';"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
)
# A picture is fetched with the reader's cookie, which a page without an origin doesn't get.
_WITH_PICTURES: Final = f"{_CAGE} allow-same-origin"
_SEALED: Final = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Originals:
    """Shows what is on file to whom it is for; `original` returns the bytes of a digest."""

    readings: Readings
    renderer: Renderer
    original: Callable[[str], bytes]

    def pages(self) -> Sequence[Page]:
        """Return the pages, which guests may open as well."""
        return (
            Page("/read/{version}/original", get=self.show, guests=True),
            Page("/read/{version}/pages/{number:int}", get=self.picture, guests=True),
            Page("/read/{version}/file", get=self.download, guests=True),
        )

    def show(self, visit: Visit) -> Response:
        """Show the original, by itself or in the frame beside its clauses."""
        opened = self.readings.opened(visit)
        clause = cited(opened, visit)
        first = clause.page if clause and clause.page else 1
        try:
            found = self._made(opened, visit, visit.count("page", first))
            shown, fault = _context(found), ""
        except UnreadableDocument as error:
            shown, fault = {"image": None, "html": None, "marked": False}, str(error)
        response = render(
            visit,
            "reading/original.html",
            version=opened.version,
            clause=clause,
            fault=fault,
            **shown,
        )
        cage = _WITH_PICTURES if shown["image"] else _CAGE
        response.headers["Content-Security-Policy"] = cage
        return response

    def picture(self, visit: Visit) -> Response:
        """Return a page of a PDF as a PNG."""
        number = visit.number("number")
        made = self._made(self.readings.opened(visit), visit, number)
        if not isinstance(made, PageImage) or made.number != number:
            raise NotHere("The original has no such page.")
        return Response(made.png, media_type="image/png")

    def download(self, visit: Visit) -> Response:
        """Return the file as it was added, for the reader's own programs, not for the browser."""
        version = self.readings.opened(visit).version
        name = quote(PurePosixPath(version.path).name, safe="")
        return Response(
            self.original(version.digest),
            media_type="application/octet-stream",
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "Content-Security-Policy": _SEALED,
            },
        )

    def _made(self, opened: Opened, visit: Visit, number: int) -> PageImage | Document:
        clause = cited(opened, visit)
        words = sought(clause, len(opened.clauses)) if clause else Sought("")
        return self.renderer.show(opened.version, number, words)


def _context(made: PageImage | Document) -> dict[str, Any]:
    if isinstance(made, PageImage):
        return {"image": made, "html": None, "marked": made.marked}
    return {"image": None, "html": Markup(made.html), "marked": made.marked}  # noqa: S704 - by nh3
