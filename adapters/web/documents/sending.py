"""Files that are sent: one by one from a script, or all at once from a form, into a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from starlette.responses import JSONResponse, Response

from adapters.web.documents import targets
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
from knowledge.intake.uploads import Upload, Uploads
from knowledge.library import Library
from knowledge.loading import MAX_BYTES, SUFFIXES
from knowledge.model import Header
from knowledge.register import Entry

# One document of the largest size with what a form puts around it.
LONGEST: Final = MAX_BYTES + 1_000_000
_SHOWN: Final = 100  # files of a batch; more go in with them
_COMMON: Final = ("owner", "effective_from", "audience", "groups")


@dataclass(frozen=True, slots=True)
class Row:
    """A file that waits, and the document that it is taken for a new version of."""

    upload: Upload
    former: Header | None

    @property
    def offered(self) -> bool:
        """Whether that was found by its name alone, so that it may be another one."""
        return self.former is not None and not self.upload.document


@dataclass(frozen=True, slots=True)
class Sending:
    """Collects files on disk; what was collected is taken in with one press."""

    library: Library
    uploads: Uploads
    jobs: Jobs

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        does = "added documents"
        return (
            Page("/documents/add", get=self._batch, post=self._take_in, roles=OFFICE, does=does),
            Page("/documents/files", post=self._receive, roles=OFFICE, longest=LONGEST),
            Page("/documents/files/drop", post=self._drop, roles=OFFICE),
            Page("/documents/files/discard", post=self._discard, roles=OFFICE),
        )

    def _batch(self, visit: Visit) -> Response:
        batch = visit.query("batch")
        rows = self._rows(batch)
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
        for one in files:
            try:
                self.uploads.put(batch, one.filename or "", one.file.read())
            except UnreadableDocument as fault:
                faults[one.filename or ""] = f"{fault.reason.capitalize()}. {fault.remedy}"
        if visit.scripted:
            return JSONResponse({"batch": batch, "faults": list(faults.values())})
        return back(visit, f"/documents/add?batch={batch}", _told(len(files), faults))

    def _take_in(self, visit: Visit) -> Response:
        batch, draft = visit.said_in("batch"), targets.number(visit, "draft")
        common = _common(visit)
        apart = set(visit.all_said_in("apart"))
        known: dict[str, str] = {}
        onto = targets.onto(self.library, draft)
        rows = self._rows(batch)
        for row in rows:
            former = None if row.upload.name in apart else row.former
            self.uploads.describe(batch, row.upload.name, _header(row, former, common))
            if former is not None:
                known[former.document] = seen(self.library.held(former.document, onto))
        visit.note(files=len(rows))
        about = {
            "batch": batch,
            "draft": draft,
            "note": visit.said_in("note")[:200],
            "seen": known,
        }
        return back(visit, f"/jobs/{self.jobs.begin(ADD, about, visit.person)}")

    def _drop(self, visit: Visit) -> Response:
        batch, name = visit.said_in("batch"), visit.said_in("drop")
        self.uploads.drop(batch, name)
        return back(visit, f"/documents/add?batch={batch}", f"{name} was taken off the list.")

    def _discard(self, visit: Visit) -> Response:
        self.uploads.discard(visit.said_in("batch"))
        return back(visit, "/documents", "The files were removed; nothing else has changed.")

    def _rows(self, batch: str) -> list[Row]:
        if not batch:
            return []
        register = self.library.register(targets.newest(self.library))
        by_id = {entry.header.document: entry.header for entry in register}
        by_stem = _by_stem(register)
        return [
            Row(one, by_id.get(one.document) if one.document else by_stem.get(_stem(one.name)))
            for one in self.uploads.waiting(batch)
        ]


def _by_stem(register: Sequence[Entry]) -> dict[str, Header | None]:
    """Return documents by their file's name; None for a name that several have."""
    found: dict[str, Header | None] = {}
    for entry in register:
        stem = _stem(entry.version.path)
        found[stem] = None if stem in found else entry.header
    return found


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.casefold()


def _common(visit: Visit) -> dict[str, object]:
    """Return what the form says of all files. Raises BadForm."""
    told = given(visit)
    if told.faults:
        raise BadForm(told.faults)
    return {key: told.data[key] for key in _COMMON if told.data[key]}


def _header(row: Row, former: Header | None, common: Mapping[str, object]) -> dict[str, object]:
    """Return what is to be said of a file; what is restricted stays so until somebody says else."""
    kept: dict[str, object] = {}
    if former is not None:
        kept = {"id": former.document}
        if former.groups:
            kept["groups"] = sorted(former.groups)
    return {**kept, **common, **row.upload.header}


def _told(sent: int, faults: Mapping[str, str]) -> str:
    taken = f"{counted(sent - len(faults), 'file')} arrived."
    refused = (f"{name} didn't: {fault}" for name, fault in faults.items())
    return " ".join([taken, *refused])[:2000]
