"""Chroma: one collection of vectors for each partition, in a folder of its own."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import (
    CreateCollectionConfiguration,
    CreateHNSWConfiguration,
)
from chromadb.config import Settings
from numpy.typing import NDArray

from knowledge.retrieval.rows import Rows

Vectors = NDArray[np.float32]

_DATABASE = "chroma.sqlite3"
# Chroma's own limit is 5,461 rows a call; bounded by memory here.
_BATCH = 2_000
# One thread keeps the graph, and with it the ranking, the same from build to build.
_CONFIGURATION = CreateCollectionConfiguration(
    hnsw=CreateHNSWConfiguration(
        space="ip", ef_construction=128, ef_search=120, max_neighbors=16, num_threads=1
    )
)


def copy(source: Path, target: Path) -> None:
    """Copy a folder of vectors that other processes may be reading.

    Opening a folder writes a lock row, so the database is copied by SQLite itself;
    the rest never changes.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    with (
        closing(sqlite3.connect(source / _DATABASE)) as old,
        closing(sqlite3.connect(target / _DATABASE)) as new,
    ):
        old.backup(new)


class VectorIndex:
    """The vectors of one revision. Scores are inner products, the higher the nearer."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or begin a new one where there is none.

        Raises:
            IndexMissing: its files don't fit together.
        """
        settings = Settings(anonymized_telemetry=False)
        # The declared type lacks `close`.
        self._client = cast(Client, chromadb.PersistentClient(str(folder), settings=settings))
        self._collections: dict[str, chromadb.Collection] = {
            collection.name: collection for collection in self._client.list_collections()
        }
        self._folder = folder
        self._rows = {name: Rows(folder / name) for name in self._collections}

    def remove(self, name: str, ids: Sequence[str]) -> None:
        """Take vectors out of a collection."""
        for batch in _batches(ids):
            self._collections[name].delete(ids=list(batch))
        self._rows[name].remove(ids)

    def add(self, name: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Put vectors into a collection, which is made if it is new."""
        if name not in self._collections:
            self._collections[name] = self._client.create_collection(
                name, configuration=_CONFIGURATION, embedding_function=None
            )
            self._rows[name] = Rows.begin(self._folder / name)
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            self._collections[name].add(ids=list(ids[part]), embeddings=vectors[part])
        self._rows[name].add(ids, vectors)

    def nearest(self, name: str, vector: Vectors, limit: int) -> list[str]:
        """Return the ids of the nearest vectors, at most `limit`."""
        if name not in self._collections:
            return []
        found = self._collections[name].query(
            query_embeddings=vector[np.newaxis], n_results=limit, include=[]
        )
        return found["ids"][0]

    def scores(self, name: str, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Return the score of each of these ids; ids that are not there are left out.

        Chroma's own scores of a vector differ in the last digit, by what came and went before it.
        """
        return self._rows[name].scores(vector, ids) if name in self._rows else {}

    def close(self) -> None:
        """Release files and memory. A query still running would fail: see IndexPool."""
        self._client.close()


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
