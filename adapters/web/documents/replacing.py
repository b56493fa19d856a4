"""Another file for a document that stays the same one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from adapters.web.documents import targets
from adapters.web.documents.details import used
from adapters.web.documents.document import refuse_overtaken
from adapters.web.documents.fields import Given, given, typed
from adapters.web.documents.known import Known, known, seen
from adapters.web.documents.sending import LONGEST
from adapters.web.documents.taking import ADD
from adapters.web.jobs import Jobs
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from knowledge.errors import UnreadableDocument
from knowledge.intake.sidecar import header_data
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from knowledge.loading import MAX_BYTES

_WRONG = 422
# What the new file says itself where the form says nothing; all else of the form counts.
_FROM_FILE = ("title", "version", "effective_from", "effective_to", "next_review", "supersedes")
_KEPT = ("owner", "audience", "groups", "source")


@dataclass(frozen=True, slots=True)
class Replacing:
    """Takes in another file as a version of a document, which keeps its id and its readers."""

    library: Library
    uploads: Uploads
    jobs: Jobs
    today: Callable[[], date]

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (
            Page(
                "/documents/replace",
                get=self._form,
                post=self._replace,
                roles=OFFICE,
                does="replaced a document's file",
                longest=LONGEST,
            ),
        )

    def _form(self, visit: Visit) -> Response:
        one = known(self.library, visit.query("document"), self.today)
        now = typed(header_data(one.version("").header))
        fields = dict.fromkeys(now, "") | {key: now[key] for key in _KEPT}
        return self._shown(visit, one, fields, {})

    def _replace(self, visit: Visit) -> Response:
        one = known(self.library, visit.said_in("document"), self.today)
        visit.note(document=one.entry.header.document)
        refuse_overtaken(one, visit.said_in("seen"))
        told, files = given(visit), visit.files("file")
        faults = dict(told.faults)
        if not files:
            faults["file"] = "Choose the new file."
        if faults:
            return self._shown(visit, one, told.typed, faults, _WRONG)
        batch = self.uploads.begin()
        try:
            name = self.uploads.put(batch, files[0].filename or "", files[0].file.read())
        except UnreadableDocument as fault:
            self.uploads.discard(batch)
            return self._shown(visit, one, told.typed, {"file": str(fault)}, _WRONG)
        self.uploads.describe(batch, name, _said(one, told))
        return self._begun(visit, one, batch)

    def _begun(self, visit: Visit, one: Known, batch: str) -> Response:
        document, draft = one.entry.header.document, targets.number(visit, "draft")
        onto = targets.onto(self.library, draft)
        about = {
            "batch": batch,
            "draft": draft,
            "document": document,
            "note": f"Another file for {one.entry.header.title}",
            "seen": {document: seen(self.library.held(document, onto))},
        }
        return back(visit, f"/jobs/{self.jobs.begin(ADD, about, visit.person)}")

    def _shown(
        self,
        visit: Visit,
        one: Known,
        fields: Mapping[str, str],
        faults: Mapping[str, str],
        status: int = 200,
    ) -> Response:
        return render(
            visit,
            "documents/replace.html",
            status,
            one=one,
            version=one.version(""),
            fields=fields,
            faults=faults,
            drafts=targets.options(self.library),
            used=used(self.library, one.draft),
            largest=MAX_BYTES // 1_000_000,
        )


def _said(one: Known, told: Given) -> dict[str, object]:
    """Return what the new file's header is to say: what is empty here may take a reader away."""
    kept = {key: told.data[key] for key in _KEPT}
    found = {key: told.data[key] for key in _FROM_FILE if told.data[key]}
    return {"id": one.entry.header.document, **kept, **found}
