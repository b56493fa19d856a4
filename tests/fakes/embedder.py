"""An embedder that needs no model: texts with words in common lie near each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.words import stems, words

Vectors = NDArray[np.float32]


class WordEmbedder:
    """Unit vectors of hashed word counts; `embedded` lists every text it was given."""

    digest = "words-64"
    dimension = 64

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return np.stack([self._row(text) for text in texts])

    def encode_bulk(self, texts: Sequence[str]) -> Iterator[tuple[Sequence[int], Vectors]]:
        for start in range(0, len(texts), 512):
            part = texts[start : start + 512]
            yield range(start, start + len(part)), self.encode(part)

    def _row(self, text: str) -> Vectors:
        row = np.zeros(self.dimension, dtype=np.float32)
        for stem in stems(words(text)) or ("",):
            digest = hashlib.sha256(stem.encode()).digest()
            row[digest[0] % self.dimension] += 1.0
            row[digest[2] % self.dimension] += 0.5
        return row / max(float(np.linalg.norm(row)), 1e-6)
