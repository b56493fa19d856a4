"""An embedder that is watched: how many texts, and how long they took."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.embedding import Chunk, Embedder

Vectors = NDArray[np.float32]


class WatchedEmbedder:
    """Passes everything on to another embedder and adds up what bulk embedding took."""

    def __init__(self, embedder: Embedder) -> None:
        """Watch this embedder."""
        self._embedder = embedder
        self.digest = embedder.digest
        self.seconds = 0.0
        self.texts: list[str] = []

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text."""
        return self._embedder.encode(texts)

    def encode_bulk(self, texts: Sequence[str]) -> Iterator[Chunk]:
        """Yield the unit rows of all texts in chunks, and remember the texts."""
        chunks = self._embedder.encode_bulk(texts)
        self.texts += texts
        begun = time.perf_counter()
        for chunk in chunks:
            self.seconds += time.perf_counter() - begun
            yield chunk
            begun = time.perf_counter()
