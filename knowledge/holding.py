"""What a data folder holds: revisions, and documents with their versions and clauses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge import register
from knowledge.browsing import Browsing
from knowledge.catalog.content import Originals
from knowledge.catalog.database import Database, open_content
from knowledge.catalog.documents import Documents
from knowledge.catalog.history import History
from knowledge.catalog.holdings import Held, Holdings
from knowledge.catalog.lookup import Lookup
from knowledge.catalog.overview import Revision, revisions
from knowledge.errors import UnknownDocument
from knowledge.model import Clause, Version, Viewer
from knowledge.register import Entry
from knowledge.report import Difference, Listing, Shown
from knowledge.revisions import Filed, since


class Holding:
    """Reads the catalog of a data folder; no index, no model. Thread-safe."""

    def __init__(self, data: Path, database: Database, today: Callable[[], date]) -> None:
        """Take an open catalog; `today` is the agency's."""
        self.database = database
        self._today = today
        self._content = open_content(data, database)
        self._documents = Documents(database)
        self._history = History(database)
        self._holdings = Holdings(database)
        self._originals = Originals(self._content)
        self._lookup = Lookup(database, self._history.finished)
        self._browsing = Browsing(self._history, self._documents)

    def close(self) -> None:
        """Let go of all files and connections."""
        self._content.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def revisions(self) -> tuple[Revision, ...]:
        """Return all revisions, newest first."""
        return revisions(self.database)

    def diff(self, old: int | None, new: int) -> tuple[Difference, ...]:
        """Return what `new` does differently from `old` (None: from nothing).

        Raises UnknownRevision.
        """
        return self._browsing.diff(old, new)

    def documents(self, revision: int | None = None, on: date | None = None) -> tuple[Listing, ...]:
        """Return what a revision (by default the live one) holds, by document and date.

        Raises UnknownRevision.
        """
        number = self.live() if revision is None else revision
        return self._browsing.listing(number, on or self._today())

    def register(self, draft: int | None = None, on: date | None = None) -> tuple[Entry, ...]:
        """Return the documents of the live revision and of a draft, by title, in one list.

        Raises UnknownRevision.
        """
        live = self.live()
        now = () if live is None else self._lookup.placements(live)
        then = None if draft is None else self._lookup.placements(draft)
        return register.entries(now, then, on or self._today())

    def withdrawn(self) -> tuple[Entry, ...]:
        """Return the documents that were live once and aren't any more, by title."""
        return register.withdrawn(place for _, place in self._holdings.withdrawn(self.live()))

    def held(self, document: str, revision: int | None = None) -> tuple[Filed, ...]:
        """Return the versions of a document (by id) in a revision, oldest first; () for none.

        By default that is the live one. Raises UnknownRevision.
        """
        number = self.live() if revision is None else revision
        places = () if number is None else self._lookup.placements(number)
        mine = (place.filed for place in places if place.filed.document == document)
        return tuple(sorted(mine, key=since))

    def versions(self, document: str) -> tuple[Held, ...]:
        """Return the versions of a document (by id) that any revision held, newest first.

        Raises UnknownDocument where none ever did.
        """
        if found := self._holdings.versions(document, self.live()):
            return found
        raise UnknownDocument(f"{document} never was in the knowledge base.")

    def show(self, document: str, revision: int | None = None, on: date | None = None) -> Shown:
        """Return a document by id or path: the version in force that day, else the newest.

        Raises UnknownDocument, UnknownRevision.
        """
        number = self.live() if revision is None else revision
        return self._browsing.show(document, number, on or self._today())

    def original(self, digest: str) -> bytes:
        """Return a version's file as it was added. Raises UnknownDocument."""
        return self._originals.read(digest)

    def live(self) -> int | None:
        """Return the live revision, None where nothing was published."""
        return self._history.live()

    def lookup(
        self, revision: int, keys: Sequence[str], viewer: Viewer, on: date
    ) -> Mapping[str, tuple[Clause, Version]]:
        """Return clauses by key, each with the version that the viewer may read that day.

        Others are left out. Raises UnknownRevision.
        """
        return self._lookup.find(revision, keys, viewer, on)

    def drifted(self, revision: int, on: date) -> frozenset[frozenset[str]]:
        """Return the groups of partitions that were built for another day than this.

        Raises UnknownRevision.
        """
        return self._lookup.drifted(revision, on)
