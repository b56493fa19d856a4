from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.catalog.content import Originals, VectorStore
from knowledge.catalog.database import Database, open_catalog, open_content
from knowledge.errors import UnknownDocument
from knowledge.retrieval.embedding import text_digest


@pytest.fixture
def content(tmp_path: Path, url: str) -> Database:
    return open_content(tmp_path, open_catalog(tmp_path, url))


def rows(count: int) -> dict[str, NDArray[np.float32]]:
    dealer = np.random.default_rng(7)
    return {
        text_digest(f"text {n}"): dealer.standard_normal(8).astype(np.float32) for n in range(count)
    }


def test_vectors_come_back_in_half_precision(content: Database) -> None:
    vectors = rows(1201)
    store = VectorStore(content)
    store.put("model", vectors)

    found = VectorStore(content).get("model", list(vectors))

    assert found.keys() == vectors.keys()
    for digest, row in vectors.items():
        assert np.array_equal(found[digest], row.astype(np.float16).astype(np.float32))


def test_vectors_of_another_model_are_other_vectors(content: Database) -> None:
    vectors = rows(2)
    store = VectorStore(content)
    store.put("model", vectors)

    assert store.get("other", list(vectors)) == {}
    assert store.missing("other", vectors) == set(vectors)
    assert store.missing("model", [*vectors, text_digest("new")]) == {text_digest("new")}


def test_putting_a_vector_again_keeps_the_first(content: Database) -> None:
    store = VectorStore(content)
    digest = text_digest("text")
    store.put("model", {digest: np.ones(4, np.float32)})
    store.put("model", {digest: np.zeros(4, np.float32)})

    assert store.get("model", [digest])[digest].tolist() == [1, 1, 1, 1]


def test_originals_are_kept_once_by_their_digest(content: Database) -> None:
    originals = Originals(content)
    data = bytes(range(256)) * 10

    assert originals.keep(data) == originals.keep(data)
    assert originals.read(originals.keep(data)) == data
    with pytest.raises(UnknownDocument):
        originals.read("00" * 32)
