"""A document's header data in a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from starlette.responses import Response

from adapters.web.documents import targets
from adapters.web.documents.fields import Given, given, typed
from adapters.web.documents.known import Known, known, seen
from adapters.web.documents.taking import ADD
from adapters.web.jobs import Jobs
from adapters.web.links import document_link
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from knowledge.intake.sidecar import header_data
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from knowledge.model import Version

_CONFLICT, _WRONG = 409, 422


@dataclass(frozen=True, slots=True)
class Details:
    """Changes what is known of a document beside its text; that makes a version of it."""

    library: Library
    uploads: Uploads
    jobs: Jobs
    today: Callable[[], date]

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        does = "changed a document's details"
        page = Page("/documents/details", get=self._form, post=self._save, roles=OFFICE, does=does)
        return (page,)

    def _form(self, visit: Visit) -> Response:
        one = known(self.library, visit.query("document"), self.today)
        version = one.version(visit.query("version"))
        return self._shown(visit, one, version, typed(header_data(version.header)))

    def _save(self, visit: Visit) -> Response:
        one = known(self.library, visit.said_in("document"), self.today)
        visit.note(document=one.entry.header.document)
        told = given(visit)
        if visit.said_in("seen") != one.seen:
            # What was typed stays; pressing again is done knowing what the other one did.
            changes = one.changes_since(visit.said_in("seen"))
            version = one.version("")
            return self._shown(visit, one, version, told.typed, changes=changes, status=_CONFLICT)
        version = one.version(visit.said_in("of"))
        if told.faults:
            return self._shown(visit, one, version, told.typed, faults=told.faults, status=_WRONG)
        return self._begun(visit, one, version, told)

    def _begun(self, visit: Visit, one: Known, version: Version, told: Given) -> Response:
        document = one.entry.header.document
        data = {"id": document, **told.data}
        if typed(data) == typed(header_data(version.header)):
            return back(visit, document_link(document), "Nothing was changed.")
        draft = targets.number(visit, "draft")
        onto = targets.onto(self.library, draft)
        batch = self.uploads.begin()
        name = f"document{PurePosixPath(version.path).suffix.lower()}"
        self.uploads.put(batch, name, self.library.original(version.digest))
        self.uploads.describe(batch, name, data)
        about = {
            "batch": batch,
            "draft": draft,
            "document": document,
            "note": f"Details of {one.entry.header.title}",
            "seen": {document: seen(self.library.held(document, onto))},
        }
        return back(visit, f"/jobs/{self.jobs.begin(ADD, about, visit.person)}")

    def _shown(  # noqa: PLR0913, PLR0917 - what a form shows
        self,
        visit: Visit,
        one: Known,
        version: Version,
        fields: Mapping[str, str],
        changes: list[str] | None = None,
        faults: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> Response:
        context: dict[str, Any] = {"changes": changes or [], "faults": faults or {}}
        return render(
            visit,
            "documents/details.html",
            status,
            one=one,
            version=version,
            fields=fields,
            drafts=targets.options(self.library),
            used=used(self.library, one.draft),
            **context,
        )


def used(library: Library, draft: int | None) -> dict[str, list[str]]:
    """Return the owners, audiences and groups that documents name, to choose the same again."""
    headers = [entry.header for entry in library.register(draft)]
    return {
        "owner": sorted({header.owner for header in headers if header.owner}),
        "audience": sorted({name for header in headers for name in header.audience}),
        "groups": sorted({name for header in headers for name in header.groups}),
    }
