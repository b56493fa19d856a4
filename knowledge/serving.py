"""What a data folder serves: revisions, documents, and passages for questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import structlog

from knowledge import register
from knowledge.browsing import Browsing
from knowledge.catalog.content import Originals, VectorStore
from knowledge.catalog.database import Database, open_content
from knowledge.catalog.documents import Documents
from knowledge.catalog.history import History
from knowledge.catalog.holdings import Held, Holdings
from knowledge.catalog.lookup import Lookup
from knowledge.catalog.overview import Revision, revisions
from knowledge.errors import IndexMissing, UnknownDocument
from knowledge.model import Clause, SearchResult, Version, Viewer
from knowledge.register import Entry
from knowledge.report import Difference, Listing, Progress, Shown
from knowledge.retrieval import contents
from knowledge.retrieval.folders import Folders, recipe

if TYPE_CHECKING:
    # With Chroma and tantivy behind them these take seconds to import; whoever lists documents
    # must not wait for them.
    from knowledge.retrieval.embedding import Embedder
    from knowledge.retrieval.indexing import Indexing
    from knowledge.retrieval.pool import IndexPool
    from knowledge.retrieval.search import Search, Texts

_log = structlog.get_logger(__name__)


class Serving:
    """Reads a data folder; it implements `knowledge.retrieval.search.ClauseSource`. Thread-safe."""

    def __init__(
        self, data: Path, database: Database, embedder: Embedder, today: Callable[[], date]
    ) -> None:
        """Take an open catalog; `today` is the agency's."""
        self.database = database
        self._embedder = embedder
        self._today = today
        self._content = open_content(data, database)
        self._documents = Documents(database)
        self._history = History(database)
        self._holdings = Holdings(database)
        self._originals = Originals(self._content)
        self._folders = Folders(
            data / "indexes", lambda: recipe(embedder.digest), self._history.born
        )
        self._lookup = Lookup(database, self._history.finished)
        self._browsing = Browsing(self._history, self._documents)

    def close(self) -> None:
        """Let go of all files and connections."""
        if "_pool" in self.__dict__:
            self._pool.close()
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

    @property
    def model(self) -> str:
        """The digest of the embedding model; reading it loads the model. Raises ModelUnusable."""
        return self._embedder.digest

    @property
    def embedder(self) -> Embedder:
        """What makes vectors of texts here."""
        return self._embedder

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

    def show(self, document: str, revision: int | None = None, on: date | None = None) -> Shown:
        """Return a document by id or path: the version in force that day, else the newest.

        Raises UnknownDocument, UnknownRevision.
        """
        number = self.live() if revision is None else revision
        return self._browsing.show(document, number, on or self._today())

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

    def versions(self, document: str) -> tuple[Held, ...]:
        """Return the versions of a document (by id) that any revision held, newest first.

        Raises UnknownDocument where none ever did.
        """
        if found := self._holdings.versions(document, self.live()):
            return found
        raise UnknownDocument(f"{document} never was in the knowledge base.")

    def original(self, digest: str) -> bytes:
        """Return a version's file as it was added. Raises UnknownDocument."""
        return self._originals.read(digest)

    def search(
        self, texts: Texts, viewer: Viewer, on: date, k: int, revision: int | None = None
    ) -> SearchResult:
        """Search as `knowledge.retrieval.search.Search` does; a damaged index is built anew first.

        Raises UnknownRevision, ModelUnusable.
        """
        try:
            return self._search.search(texts, viewer, on, k, revision)
        except IndexMissing as error:
            damaged = self.live() if revision is None else revision
            if damaged is None:
                raise
            _log.warning("index rebuilt", revision=damaged, reason=str(error))
            self._folders.drop(damaged)
            return self._search.search(texts, viewer, on, k, revision)

    def live(self) -> int | None:
        """Return the live revision, None where nothing was published."""
        return self._history.live()

    def folder(self, revision: int) -> Path:
        """Return the revision's index folder, built from the catalog if it is missing.

        Raises UnknownRevision.
        """
        folder = self._folders.of(revision)
        if not folder.is_dir():
            self._indexing.build(revision, self._history.finished(revision))
        return folder

    def prepare(self, progress: Progress) -> None:
        """Build the live revision's index if it is missing or damaged, or the model another one.

        Call it at start, or the first question waits for it; where nothing is to do it takes
        milliseconds and reports nothing. Until the index is complete, processes that run with
        another model go on answering from theirs.

        Raises ModelUnusable, CatalogUnusable.
        """
        live = self.live()
        if live is None or contents.usable(self._folders.of(live)):
            return
        placements = self._history.finished(live)
        self._indexing.embed([placement.filed for placement in placements], progress)
        progress("indexing", 0, 1)
        self._indexing.build(live, placements)
        progress("indexing", 1, 1)

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

    @cached_property
    def _indexing(self) -> Indexing:
        from knowledge.retrieval.indexing import Indexing  # noqa: PLC0415 - see above

        vectors = VectorStore(self._content)
        return Indexing(self._documents, vectors, self._folders, self._embedder)

    @cached_property
    def _pool(self) -> IndexPool:
        from knowledge.retrieval.pool import IndexPool  # noqa: PLC0415 - see above

        return IndexPool()

    @cached_property
    def _search(self) -> Search:
        from knowledge.retrieval.search import Search  # noqa: PLC0415 - see above

        return Search(self, self._pool, self._embedder)
