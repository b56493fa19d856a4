"""Looking at what revisions did: drafts, the difference of any two, what was live from when on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from knowledge.catalog.database import Database
from knowledge.catalog.documents import Documents
from knowledge.catalog.history import History
from knowledge.catalog.publications import Publication, publications
from knowledge.clause_changes import ClauseChange, clause_changes
from knowledge.model import Clause, RevisionState
from knowledge.revisions import Filed, Placement, rebase
from knowledge.version_changes import VersionChange, version_changes


@dataclass(frozen=True, slots=True)
class Made:
    """A revision: what it was made from, where in its life it is, who made it when and why."""

    id: int
    parent: int | None
    state: RevisionState
    who: str
    note: str
    at: datetime


# Whoever looks at a draft looks at one document of it after the other.
_REVISIONS, _COMPARED = 6, 64


class Reviewing:
    """Reads revisions for whoever decides what goes live. Thread-safe.

    What a finished revision holds never changes, nor does a version: what was read and compared
    lately is remembered.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._history = History(database)
        self._documents = Documents(database)
        self._placed = lru_cache(_REVISIONS)(self._history.placements)
        self._compared = lru_cache(_COMPARED)(self._compare)

    def made(self, revision: int) -> Made:
        """Return how a revision came about. Raises UnknownRevision."""
        signed = self._history.signature(revision)
        parent, state = self._history.parent(revision), self._history.state(revision)
        return Made(revision, parent, state, signed.who, signed.note, signed.at)

    def drafts(self) -> tuple[Made, ...]:
        """Return the drafts, newest first."""
        return tuple(self.made(draft) for draft in sorted(self._history.drafts(), reverse=True))

    def changes(self, old: int | None, new: int) -> tuple[VersionChange, ...]:
        """Return what a revision does otherwise than another (None: than nothing), by title.

        No clause is read for it. Raises UnknownRevision.
        """
        return version_changes(self._placements(old), self._placements(new))

    def clauses(self, change: VersionChange) -> tuple[ClauseChange, ...]:
        """Return what became of the clauses, in reading order."""
        if change.same_text:
            return ()
        sides = (change.before, change.after)
        return self._compared(*(place.filed.serial if place else None for place in sides))

    def between(self, old: Filed, new: Filed) -> tuple[ClauseChange, ...]:
        """Return what became of the clauses from one version on file to another."""
        return self._compared(old.serial, new.serial)

    def clashes(self, draft: int) -> tuple[str, ...]:
        """Return the documents (ids) that a draft and what went live since it was made both change.

        Where there are any, the draft can't be published. Raises UnknownRevision.
        """
        parent, live = self._history.parent(draft), self._history.live()
        if parent == live:
            return ()
        sides = (self._members(revision) for revision in (parent, draft, live))
        _, clashes = rebase(*sides)
        return clashes

    def publications(self, before: int = 0, most: int = 50) -> tuple[Publication, ...]:
        """Return what was live, newest first; `before` is the number of the first left out."""
        return publications(self._database, before, most)

    def publications_of(self, revision: int) -> tuple[Publication, ...]:
        """Return when a revision went live, the newest first; a draft never did."""
        return publications(self._database, revision=revision)

    def _compare(self, old: int | None, new: int | None) -> tuple[ClauseChange, ...]:
        return clause_changes(self._clauses(old), self._clauses(new))

    def _clauses(self, serial: int | None) -> tuple[Clause, ...]:
        return () if serial is None else self._documents.clauses(serial)

    def _members(self, revision: int | None) -> tuple[Filed, ...]:
        return tuple(place.filed for place in self._placements(revision))

    def _placements(self, revision: int | None) -> tuple[Placement, ...]:
        if revision is None:
            return ()
        self._history.parent(revision)
        return self._placed(revision)
