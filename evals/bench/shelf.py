"""A library that is made of passages instead of documents, for data that comes cut up."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.bench.places import Places
from knowledge.catalog.content import VectorStore
from knowledge.catalog.database import open_catalog, open_content
from knowledge.model import Clause, Entry, Header, Partition, SearchResult, Version, Viewer
from knowledge.retrieval.embedding import SentenceEmbedder, cached_vectors
from knowledge.retrieval.entries import entries
from knowledge.retrieval.index import Changes, build
from knowledge.retrieval.pool import IndexPool
from knowledge.retrieval.search import Search, Texts

_EVERYBODY = Partition(frozenset(), current=True)
_ANY_DAY = date(2026, 1, 1)
# As many passages as the bot looks at.
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a data set; document and name together are its key there."""

    document: str
    name: str
    text: str


class Shelf:
    """Pieces that are searched with the shipped default. Vectors are kept between runs."""

    def __init__(self, places: Places, name: str, pieces: Iterable[Piece]) -> None:
        self._embedder = SentenceEmbedder()
        self._found = {clause.key: (clause, version) for clause, version in map(_read, pieces)}
        self._folder = places.work / "shelves" / name
        self._pool = IndexPool()
        self._search = Search(self, self._pool, self._embedder)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._build(places)

    def search(self, texts: Texts) -> SearchResult:
        """Return the ten best pieces, as the product would."""
        return self._search.search(texts, Viewer(), _ANY_DAY, _DEPTH)

    def close(self) -> None:
        """Release the index."""
        self._pool.close()

    def live(self) -> int:
        """Return the only revision."""
        return 1

    def folder(self, revision: int) -> Path:
        """Return the index folder."""
        return self._folder / str(revision)

    def lookup(
        self, revision: int, keys: Sequence[str], viewer: Viewer, on: date
    ) -> Mapping[str, tuple[Clause, Version]]:
        """Return the pieces as clauses; everybody may read all of them on any day."""
        del revision, viewer, on
        return {key: self._found[key] for key in keys}

    def drifted(self, revision: int, on: date) -> frozenset[frozenset[str]]:
        """Return nothing: pieces have no dates."""
        del revision, on
        return frozenset()

    def _build(self, places: Places) -> None:
        # The library of the ObliQA benchmark, for it has most of the vectors.
        data = places.library("obliqa")
        catalog = open_catalog(data, "")
        store = VectorStore(open_content(data, catalog))
        made: list[Entry] = []
        for clause, version in self._found.values():
            made += entries(version, [clause])
        build(
            self.folder(1),
            {_EVERYBODY: Changes(added=tuple(made))},
            parent=None,
            vectors=lambda texts: cached_vectors(texts, self._embedder, store, lambda *_: None),
        )
        catalog.close()


def key(document: str, name: str) -> str:
    """Return the key by which a piece is found."""
    return hashlib.sha256(f"{document}\n{name}".encode()).hexdigest()[:16]


def _read(piece: Piece) -> tuple[Clause, Version]:
    version = Version(piece.document, piece.document, "", Header(piece.document, ""))
    id_ = key(piece.document, piece.name)
    clause = Clause(id_, id_, piece.document, 0, piece.name, (), "", None, "", piece.text)
    return clause, version
