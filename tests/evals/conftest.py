"""A library of known clauses, indexed once, and a browser for tests that look at pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from evals.corpus import Corpus
from knowledge.library import Library
from tests.browser import browser, page
from tests.evals import shelf
from tests.fakes.embedder import WordEmbedder

__all__ = ["browser", "corpus", "library", "page"]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("shelf")
    data = folder / "data"
    with Library.open(data, embedder=WordEmbedder(), today=lambda: shelf.TODAY) as opened:
        shelf.fill(opened, folder / "documents")
        yield opened


@pytest.fixture(scope="session")
def corpus(library: Library) -> Corpus:
    live = library.live()
    assert live is not None
    return Corpus(library, live)
