"""An embedder that remembers its last single texts: urgency and search read the same question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from knowledge.retrieval.embedding import Chunk, Embedder, Vectors

_REMEMBERED = 256


class Remembering:
    """Wraps an embedder; `encode` of one text that was just encoded costs nothing. Thread-safe."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._one = lru_cache(maxsize=_REMEMBERED)(lambda text: embedder.encode([text]))

    @property
    def digest(self) -> str:
        """The digest of the wrapped model."""
        return self._embedder.digest

    @property
    def dimension(self) -> int:
        """The dimension of the wrapped model."""
        return self._embedder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text; the rows must not be written to."""
        return self._one(texts[0]) if len(texts) == 1 else self._embedder.encode(texts)

    def encode_bulk(self, texts: Sequence[str]) -> Iterator[Chunk]:
        """Yield the unit rows of all texts, as the wrapped model does."""
        return self._embedder.encode_bulk(texts)
