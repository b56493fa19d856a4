"""Files that are sent: one by one from a script, or all at once from a form, into a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import JSONResponse, Response

from adapters.web.documents import targets
from adapters.web.documents.becoming import Becoming, header
from adapters.web.documents.details import used
from adapters.web.documents.fields import given
from adapters.web.documents.known import seen
from adapters.web.documents.taking import ADD
from adapters.web.errors import BadForm
from adapters.web.jobs import Jobs
from adapters.web.page import Page
from adapters.web.rendering import back, counted, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from knowledge.errors import UnreadableDocument
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from knowledge.loading import MAX_BYTES, SUFFIXES

# One document of the largest size with what a form puts around it.
LONGEST: Final = MAX_BYTES + 1_000_000
_SHOWN: Final = 100  # files of a batch; more go in with them
_COMMON: Final = ("owner", "effective_from", "audience", "groups")


@dataclass(frozen=True, slots=True)
class Sending:
    """Collects files on disk; what was collected is taken in with one press."""

    library: Library
    uploads: Uploads
    jobs: Jobs

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        does, removed = "added documents", "removed files that waited"
        return (
            Page("/documents/add", get=self._batch, post=self._take_in, roles=OFFICE, does=does),
            Page("/documents/files", post=self._receive, roles=OFFICE, longest=LONGEST),
            Page("/documents/files/drop", post=self._drop, roles=OFFICE, does=removed),
            Page("/documents/files/discard", post=self._discard, roles=OFFICE, does=removed),
        )

    def _batch(self, visit: Visit) -> Response:
        batch = visit.query("batch")
        rows = self._becoming.rows(batch) if batch else []
        return render(
            visit,
            "documents/add.html",
            batch=batch,
            rows=rows[:_SHOWN],
            count=len(rows),
            others=[one for one in self.uploads.batches() if one != batch][:5],
            suffixes=sorted(SUFFIXES),
            largest=MAX_BYTES // 1_000_000,
            drafts=targets.options(self.library),
            used=used(self.library, targets.newest(self.library)),
        )

    def _receive(self, visit: Visit) -> Response:
        batch = visit.said_in("batch") or self.uploads.begin()
        faults: dict[str, str] = {}
        files = visit.files("file")
        names: set[str] = set()
        for one in files:
            try:
                names.add(self.uploads.put(batch, one.filename or "", one.file.read()))
            except UnreadableDocument as fault:
                faults[one.filename or ""] = f"{fault.reason.capitalize()}. {fault.remedy}"
        # What can't be read says so when it is taken in: its details may mend it until then.
        self.uploads.look(batch, names)
        if visit.scripted:
            return JSONResponse({"batch": batch, "faults": list(faults.values())})
        return back(visit, f"/documents/add?batch={batch}", _told(len(files), faults))

    def _take_in(self, visit: Visit) -> Response:
        batch, draft = visit.said_in("batch"), targets.number(visit, "draft")
        common, apart = _common(visit), set(visit.all_said_in("apart"))
        kept: dict[str, tuple[str, ...]] = {}
        known: dict[str, str] = {}
        onto = targets.onto(self.library, draft)
        rows = self._becoming.rows(batch)
        for row in rows:
            name = row.upload.name
            if name in apart and row.offered:
                said = {"id": self._becoming.another(name), **common, **row.upload.header}
            else:
                said = header(row, common)
                if row.kept and "groups" not in common:
                    kept[name] = row.kept
            self.uploads.describe(batch, name, said)
            if id_ := str(said.get("id", "")) or row.id:
                known[id_] = seen(self.library.held(id_, onto))
        visit.note(files=len(rows))
        about = {
            "batch": batch,
            "draft": draft,
            "note": visit.said_in("note")[:200],
            "seen": known,
            "kept": kept,
        }
        return back(visit, f"/jobs/{self.jobs.begin(ADD, about, visit.person)}")

    def _drop(self, visit: Visit) -> Response:
        batch, name = visit.said_in("batch"), visit.said_in("drop")
        self.uploads.drop(batch, name)
        visit.note(files=1)
        return back(visit, f"/documents/add?batch={batch}", f"{name} was taken off the list.")

    def _discard(self, visit: Visit) -> Response:
        visit.note(files=self.uploads.discard(visit.said_in("batch")))
        return back(visit, "/documents", "The files were removed; nothing else has changed.")

    @property
    def _becoming(self) -> Becoming:
        return Becoming(self.library, self.uploads)


def _common(visit: Visit) -> dict[str, object]:
    """Return what the form says of all files. Raises BadForm."""
    told = given(visit)
    if told.faults:
        raise BadForm(told.faults)
    return {key: told.data[key] for key in _COMMON if told.data[key]}


def _told(sent: int, faults: Mapping[str, str]) -> str:
    taken = f"{counted(sent - len(faults), 'file')} arrived."
    refused = (f"{name} didn't: {fault}" for name, fault in faults.items())
    return " ".join([taken, *refused])[:2000]
