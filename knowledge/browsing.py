"""Looking around in a revision: its documents, one of them, the difference to another one."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from knowledge.catalog.documents import Documents
from knowledge.catalog.history import History
from knowledge.comparison import Comparison, compare
from knowledge.errors import UnknownDocument
from knowledge.model import Clause
from knowledge.report import Difference, Listing, Shown
from knowledge.revisions import Filed, Placement, since
from knowledge.version_changes import VersionChange, version_changes

_REMEMBERED: Final = 4  # the live revision, the one before it, drafts


class Browsing:
    """Reads revisions for people; nothing here is quick enough, or needed, to answer questions."""

    def __init__(self, history: History, documents: Documents) -> None:
        self._history = history
        self._documents = documents
        # What people see of a finished revision never changes, and they look at one document after
        # the other.
        self._placed = lru_cache(_REMEMBERED)(history.placements)

    def listing(self, revision: int | None, on: date) -> tuple[Listing, ...]:
        """Return the versions that a revision holds, by document and date."""
        placements = self._placements(revision)
        ordered = sorted(placements, key=lambda p: (p.filed.document, since(p.filed)))
        return tuple(_listing(placement, on) for placement in ordered)

    def show(self, document: str, revision: int | None, on: date) -> Shown:
        """Return a document, by id or path: the version in force, else the newest.

        Raises UnknownDocument.
        """
        versions = self.named(document, revision)
        in_force = [p for p in versions if p.version.in_force(on)]
        chosen = (in_force or versions)[-1]
        return Shown(chosen.version, self._documents.clauses(chosen.filed.serial))

    def named(self, document: str, revision: int | None) -> list[Placement]:
        """Return a document's versions, by id or path, oldest first.

        Raises UnknownDocument, naming the nearest.
        """
        placements = sorted(self._placements(revision), key=lambda p: since(p.filed))
        for names in ("document", "path"):
            found = [p for p in placements if _name(p, names) == document]
            if found:
                return found
        known = sorted({name for p in placements for name in (p.filed.document, p.version.path)})
        near = get_close_matches(document, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UnknownDocument(
            f"{document} isn't in the knowledge base.{hint} Look at the list of documents."
        )

    def diff(self, old: int | None, new: int) -> tuple[Difference, ...]:
        """Return what the new revision does differently, one entry per version."""
        changes = version_changes(self._placements(old), self._placements(new))
        found = (self._difference(change) for change in changes)
        return tuple(sorted(found, key=lambda d: (d.document, d.version)))

    def _difference(self, change: VersionChange) -> Difference:
        header = change.version.header
        return Difference(
            header.document,
            header.title,
            header.version,
            change.status,
            self._comparison(change),
            change.header,
            header.effective_from,
        )

    def _comparison(self, change: VersionChange) -> Comparison:
        if change.same_text:  # another version ends it now, or does no more
            return Comparison()
        old, new = (
            self._clauses(place.filed) if place else () for place in (change.before, change.after)
        )
        return compare(old, new)

    def _clauses(self, filed: Filed) -> tuple[Clause, ...]:
        return self._documents.clauses(filed.serial)

    def _placements(self, revision: int | None) -> tuple[Placement, ...]:
        if revision is None:
            return ()
        self._history.parent(revision)
        return self._placed(revision)


def _name(placement: Placement, names: str) -> str:
    return placement.filed.document if names == "document" else placement.version.path


def _listing(placement: Placement, on: date) -> Listing:
    version, header = placement.version, placement.version.header
    return Listing(
        document=header.document,
        title=header.title,
        path=version.path,
        version=header.version,
        owner=header.owner,
        effective_from=header.effective_from,
        effective_to=header.effective_to,
        in_force=version.in_force(on),
        audience=header.audience,
        groups=tuple(sorted(header.groups)),
        source=header.source,
        clauses=placement.filed.clauses,
        next_review=header.next_review,
    )
