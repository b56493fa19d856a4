"""The versions of one document, and the difference of any two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from adapters.web.drafts.desk import Desk, sees_all, sliced
from adapters.web.drafts.showing import READERS
from adapters.web.drafts.words import clause_view, header_lines
from adapters.web.errors import NotHere
from adapters.web.page import Page
from adapters.web.rendering import render
from adapters.web.visit import Visit
from knowledge.access import open_to
from knowledge.catalog.holdings import Held
from knowledge.comparison import compare_headers
from knowledge.errors import UnknownDocument

_SHOWN: Final = 50  # versions offered, and clauses at once


@dataclass(frozen=True, slots=True)
class Histories:
    """Shows documents through time."""

    desk: Desk

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (Page("/history/{document:path}", get=self._show, roles=READERS),)

    def _show(self, visit: Visit) -> Response:
        document = visit.path("document")
        versions = self._versions(visit, document)
        chosen = _chosen(visit, versions)
        compared = self._compared(visit, *chosen) if chosen else {}
        return render(
            visit,
            "drafts/history.html",
            document=document,
            versions=versions[:_SHOWN],
            chosen=chosen,
            options=[(one.filed.version.id, label(one)) for one in versions[:_SHOWN]],
            label=label,
            **{"header": (), "clauses": (), "part": None} | compared,
        )

    def _versions(self, visit: Visit, document: str) -> list[Held]:
        try:
            found = self.desk.library.versions(document)
        except UnknownDocument:
            found = ()
        seen = [one for one in found if sees_all(visit) or open_to(_groups(one), visit.viewer)]
        if not seen:
            raise NotHere("There never was such a document, or you may not read it.")
        return seen

    def _compared(self, visit: Visit, old: Held, new: Held) -> dict[str, Any]:
        changes = self.desk.reviewing.between(old.filed, new.filed)
        clauses, part = sliced(visit, changes, _SHOWN)
        headers = (side.filed.version.header for side in (old, new))
        return {
            "header": header_lines(compare_headers(*headers)),
            "clauses": [clause_view(one) for one in clauses],
            "part": part,
        }


def label(one: Held) -> str:
    """Return what a version is called in a list of them."""
    header, filed = one.filed.version.header, one.filed
    first = f"as of revision {one.first}" if one.published else f"as of draft {one.first}"
    named = f"version {header.version}" if header.version else first
    since = f", in force from {header.effective_from}" if header.effective_from else ""
    return f"{named}{since} (taken in {filed.added})"


def _chosen(visit: Visit, versions: Sequence[Held]) -> tuple[Held, Held] | None:
    """Return the two to compare: those of the address, else the newest beside what it follows."""
    by_id = {one.filed.version.id: one for one in versions}
    before, after = by_id.get(visit.query("before")), by_id.get(visit.query("after"))
    if before and after:
        return before, after
    newest, *older = versions
    # Of two drafts neither follows the other.
    return (next((one for one in older if one.live), older[0]), newest) if older else None


def _groups(one: Held) -> frozenset[str]:
    return one.filed.version.header.groups
