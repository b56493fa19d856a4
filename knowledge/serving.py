"""What a data folder serves: passages for questions, from the indexes of its revisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from knowledge.catalog.content import VectorStore
from knowledge.catalog.database import Database
from knowledge.errors import IndexMissing
from knowledge.holding import Holding
from knowledge.model import SearchResult, Viewer
from knowledge.report import Progress
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


class Serving(Holding):
    """Reads a data folder; it implements `knowledge.retrieval.search.ClauseSource`. Thread-safe."""

    def __init__(
        self, data: Path, database: Database, embedder: Embedder, today: Callable[[], date]
    ) -> None:
        """Take an open catalog; `today` is the agency's."""
        super().__init__(data, database, today)
        self._embedder = embedder
        self._folders = Folders(
            data / "indexes", lambda: recipe(embedder.digest), self._history.born
        )

    def close(self) -> None:
        """Let go of all files and connections."""
        if "_pool" in self.__dict__:
            self._pool.close()
        super().close()

    @property
    def model(self) -> str:
        """The digest of the embedding model; reading it loads the model. Raises ModelUnusable."""
        return self._embedder.digest

    @property
    def embedder(self) -> Embedder:
        """What makes vectors of texts here."""
        return self._embedder

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
