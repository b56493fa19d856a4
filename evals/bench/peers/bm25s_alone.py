"""bm25s alone, with its stemmer and stop words: keyword search in ten lines."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import Stemmer


class Bm25sAlone:
    """Texts searched by keyword alone."""

    name = "bm25s alone"

    def __init__(self, texts: Sequence[str]) -> None:
        """Index the texts in memory."""
        self._texts = tuple(texts)
        self._stemmer = Stemmer.Stemmer("english")
        self._index = bm25s.BM25()
        self._index.index(self._tokens(self._texts), show_progress=False)
        self.size = len(self._texts)

    def search(self, question: str, k: int) -> tuple[str, ...]:
        """Return the `k` best texts, best first."""
        return tuple(self._texts[place] for place in self.places(question, k))

    def places(self, question: str, k: int) -> tuple[int, ...]:
        """Return the places of the `k` best texts in the order they were given, best first."""
        found, _ = self._index.retrieve(
            self._tokens([question]), k=min(k, self.size), show_progress=False
        )
        return tuple(int(place) for place in found[0])

    def _tokens(self, texts: Sequence[str]) -> object:
        return bm25s.tokenize(
            list(texts), stopwords="en", stemmer=self._stemmer, show_progress=False
        )
