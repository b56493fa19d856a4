"""How fast documents come in: against the embedder's own speed, and for one changed clause."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from evals.bench.figures import Figure, at_least, at_most, plain
from evals.bench.material import TEN_THOUSAND, copy_of
from evals.bench.places import Places
from evals.bench.stopwatch import WatchedEmbedder
from knowledge.library import Library
from knowledge.retrieval.embedding import SentenceEmbedder

# How often one clause is changed and published.
_CHANGES = 5


def run(places: Places) -> list[Figure]:
    """Index 10,000 clauses from nothing, then change one clause at a time."""
    return [*_first(places), *_changes(places)]


def ten_thousand(places: Places) -> tuple[Path, Path]:
    """Return the data folder and the documents of a library of some 10,000 clauses."""
    documents = copy_of(places, TEN_THOUSAND, places.work / "documents/ten-thousand")
    data = places.library("ten-thousand")
    with _opened(data, WatchedEmbedder(SentenceEmbedder())) as library:
        library.add([documents], publish=True)
    return data, documents


def _first(places: Places) -> Iterator[Figure]:
    documents = copy_of(places, TEN_THOUSAND, places.work / "documents/ten-thousand")
    data = places.library("first")
    shutil.rmtree(data, ignore_errors=True)
    embedder = WatchedEmbedder(SentenceEmbedder())
    embedder.encode(["warm"])
    with _opened(data, embedder) as library:
        begun = time.perf_counter()
        report = library.add([documents], publish=True)
        whole = time.perf_counter() - begun
    begun = time.perf_counter()
    for _ in SentenceEmbedder().encode_bulk(embedder.texts):
        pass
    alone = time.perf_counter() - begun
    clauses = sum(document.clauses for document in report.documents)
    yield plain("indexing: clauses", clauses)
    yield plain("indexing: texts embedded", len(embedder.texts))
    yield plain("indexing: clauses a second", clauses / whole)
    yield at_least("indexing: speed per text against the embedder alone", alone / whole, 0.9)
    yield at_most(
        "indexing: share of the time that isn't embedding", 1 - embedder.seconds / whole, 0.1
    )


def _changes(places: Places) -> Iterator[Figure]:
    data, documents = ten_thousand(places)
    page = documents / "cfr-ethics/5cfr-part-735.md"
    original = page.read_text(encoding="utf-8")
    taken: list[float] = []
    texts: list[int] = []
    embedder = WatchedEmbedder(SentenceEmbedder())
    embedder.encode(["warm"])
    try:
        with _opened(data, embedder) as library:
            for turn in range(_CHANGES):
                embedder.texts.clear()
                page.write_text(_changed(original, turn), encoding="utf-8")
                begun = time.perf_counter()
                library.add([documents / "cfr-ethics"], publish=True)
                taken.append(time.perf_counter() - begun)
                texts.append(len(embedder.texts))
    finally:
        page.write_text(original, encoding="utf-8")
    yield at_most(
        "publishing one changed clause in 10,000: median", float(np.median(taken)), 2, "s"
    )
    yield plain("publishing one changed clause: texts embedded", float(np.median(texts)))


def _changed(text: str, turn: int) -> str:
    """Change the words of one clause, differently each time."""
    place = text.index("gambling")
    stamp = datetime.now(UTC).isoformat()
    return f"{text[:place]}wagering ({stamp}, {turn}) {text[place:]}"


def _opened(data: Path, embedder: WatchedEmbedder) -> Library:
    return Library.open(data, embedder=embedder, today=lambda: datetime.now(UTC).date())
