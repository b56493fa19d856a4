"""Drafts: which there are, and what each changes, document by document, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from adapters.web.drafts.desk import Desk, sliced
from adapters.web.drafts.titles import TITLES
from adapters.web.drafts.words import STATUSES, clause_view, header_lines, status, tally
from adapters.web.errors import NotHere
from adapters.web.page import Page
from adapters.web.rendering import render
from adapters.web.roles import EVALUATION, OFFICE
from adapters.web.visit import Visit
from adapters.web.went_wrong import went_wrong
from knowledge.report import Status
from knowledge.reviewing import Made
from knowledge.version_changes import VersionChange

READERS: Final = OFFICE | EVALUATION
_DRAFTS, _DOCUMENTS, _CLAUSES = 10, 15, 50  # shown at once


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document of a list: what became of it, its header's changes, its clauses counted."""

    change: VersionChange
    status: tuple[str, str]
    header: tuple[object, ...]
    clauses: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of the list: its documents counted by what becomes of them, and what is in its way.

    `shared` names the documents that another draft changes, too.
    """

    draft: Made
    counts: Mapping[str, int]
    clashes: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Showing:
    """Shows drafts, and what is in them."""

    desk: Desk

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/drafts", get=self._list, roles=READERS),
            Page("/drafts/{draft:int}", get=self._draft, roles=READERS),
            Page("/drafts/{draft:int}/discard", get=self._discarding, roles=OFFICE),
            Page("/drafts/{draft:int}/documents/{version}", get=self._document, roles=READERS),
        )

    def _list(self, visit: Visit) -> Response:
        drafts, part = sliced(visit, self.desk.reviewing.drafts(), _DRAFTS)
        changed = {one.id: self.desk.changes(visit, one.parent, one.id) for one in drafts}
        rows = [
            DraftRow(
                one,
                _counts(changed[one.id]),
                self.desk.clashes(visit, one.id),
                _shared(one.id, changed),
            )
            for one in drafts
        ]
        live = self.desk.library.live()
        parts = self.desk.parts
        wrong = went_wrong(parts.jobs, TITLES, parts.now()) if visit.has(*OFFICE) else ()
        return render(visit, "drafts/list.html", rows=rows, part=part, live=live, went_wrong=wrong)

    def _draft(self, visit: Visit) -> Response:
        draft = self.desk.draft(visit)
        shown, part = sliced(visit, self.desk.changes(visit, draft.parent, draft.id), _DOCUMENTS)
        return render(
            visit,
            "drafts/draft.html",
            draft=draft,
            live=self.desk.library.live(),
            clashes=self.desk.clashes(visit, draft.id),
            rows=rows(self.desk, shown),
            part=part,
        )

    def _discarding(self, visit: Visit) -> Response:
        """Ask first, as nothing brings it back."""
        draft = self.desk.draft(visit)
        changes = self.desk.reviewing.changes(draft.parent, draft.id)
        return render(visit, "drafts/discard.html", draft=draft, changes=len(changes))

    def _document(self, visit: Visit) -> Response:
        draft = self.desk.draft(visit)
        changes = self.desk.changes(visit, draft.parent, draft.id)
        return document_page(visit, self.desk, changes, f"/drafts/{draft.id}", f"Draft {draft.id}")


def _counts(changes: Iterable[VersionChange]) -> dict[str, int]:
    found = Counter(status(one)[0] for one in changes)
    return {word: found[word] for word in STATUSES if found[word]}


def _shared(draft: int, changed: Mapping[int, Iterable[VersionChange]]) -> tuple[str, ...]:
    others = {
        one.version.header.document
        for other, changes in changed.items()
        for one in changes
        if other != draft
    }
    mine = (one.version.header for one in changed[draft])
    return tuple(dict.fromkeys(one.title for one in mine if one.document in others))


def rows(desk: Desk, changes: Iterable[VersionChange]) -> list[DocumentRow]:
    """Return documents as a list shows them."""
    return [
        DocumentRow(
            one,
            status(one),
            header_lines(one.header) if one.status is Status.CHANGED else (),
            tally(desk.reviewing.clauses(one)),
        )
        for one in changes
    ]


def document_page(
    visit: Visit, desk: Desk, changes: tuple[VersionChange, ...], to: str, of: str
) -> Response:
    """Return what became of one document, by the id of its version. Raises NotHere."""
    wanted = visit.path("version")
    change = next((one for one in changes if one.version.id == wanted), None)
    if change is None:
        raise NotHere("Nothing of that document changes here.")
    clauses, part = sliced(visit, desk.reviewing.clauses(change), _CLAUSES)
    return render(
        visit,
        "drafts/document.html",
        change=change,
        badge=status(change),
        header=header_lines(change.header),
        clauses=[clause_view(one) for one in clauses],
        part=part,
        to=to,
        of=of,
    )
