"""One document: what is known of it, and out and back in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from starlette.responses import Response

from adapters.web.documents import targets
from adapters.web.documents.fields import named
from adapters.web.documents.known import Known, known, seen
from adapters.web.documents.taking import BRING_BACK, WITHDRAW
from adapters.web.errors import Overtaken
from adapters.web.jobs import Jobs
from adapters.web.links import document_link
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from knowledge.library import Library

_MOST: Final = 20  # versions shown at once; the rest stands in the history


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """Shows a document. `today` is the agency's."""

    library: Library
    jobs: Jobs
    today: Callable[[], date]

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/documents/of/{document:path}", get=self._show, roles=OFFICE),
            Page(
                "/documents/withdraw",
                post=self._withdraw,
                roles=OFFICE,
                does="withdrew a document",
            ),
            Page(
                "/documents/bring-back",
                post=self._bring_back,
                roles=OFFICE,
                does="brought a document back",
            ),
        )

    def _show(self, visit: Visit) -> Response:
        one = known(self.library, visit.path("document"), self.today)
        return render(
            visit,
            "documents/document.html",
            one=one,
            versions=one.versions[:_MOST],
            more=len(one.versions) - _MOST,
            held={filed.version.id for filed in one.held},
            due=one.entry.due(self.today()),
            drafts=targets.options(self.library),
            named=named,
        )

    def _withdraw(self, visit: Visit) -> Response:
        return self._begin(visit, WITHDRAW, {})

    def _bring_back(self, visit: Visit) -> Response:
        return self._begin(visit, BRING_BACK, {"revision": targets.number(visit, "revision")})

    def _begin(self, visit: Visit, kind: str, more: dict[str, Any]) -> Response:
        document, draft = visit.said_in("document"), targets.number(visit, "draft")
        visit.note(document=document)
        one = known(self.library, document, self.today)
        refuse_overtaken(one, visit.said_in("seen"))
        onto = targets.onto(self.library, draft)
        about = {
            "document": document,
            "draft": draft,
            "seen": {document: seen(self.library.held(document, onto))},
            **more,
        }
        return back(visit, f"/jobs/{self.jobs.begin(kind, about, visit.person)}")


def refuse_overtaken(one: Known, known_then: str) -> None:
    """Raise Overtaken where a form was made from other versions than the document has by now."""
    if known_then != one.seen:
        raise Overtaken(
            f"Somebody else changed {one.entry.header.title} meanwhile, so nothing was done.",
            one.changes_since(known_then),
            document_link(one.entry.header.document),
        )
