"""From 1,000 to 100,000 clauses: how the time of a question and of a publish grows.

The text is real (regulations); the vectors are those of 5,000 real texts, perturbed, because
embedding 100,000 clauses would take most of an hour and change nothing about the search.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.bench.figures import Figure, at_most, point
from evals.bench.material import questions
from evals.bench.places import Places
from knowledge.clauses import split
from knowledge.header import read_header
from knowledge.library import Library
from knowledge.loading import load
from knowledge.model import Viewer
from knowledge.retrieval.embedding import Chunk, Embedder, SentenceEmbedder

Vectors = NDArray[np.float32]

SIZES = (1_000, 10_000, 100_000)
_EMBEDDED = 5_000
_CHUNK = 500
_CHUNK = 512
_QUESTIONS = 100
# How far a perturbed vector lies from the real one it stands for (cosine about 0.8).
_NOISE = 0.75


class PerturbedEmbedder:
    """Embeds the first 5,000 bulk texts, and gives every later one a neighbour of one of theirs."""

    def __init__(self, embedder: Embedder) -> None:
        """Embed with this embedder."""
        self._embedder = embedder
        self._real: Vectors = np.zeros((0, embedder.dimension), dtype=np.float32)
        self.digest = hashlib.sha256(f"{embedder.digest} perturbed".encode()).hexdigest()
        self.dimension = embedder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text; questions are embedded for real."""
        return self._embedder.encode(texts)

    def encode_bulk(self, texts: Sequence[str]) -> Iterator[Chunk]:
        """Yield the unit rows of all texts in chunks, real ones as long as the allowance lasts."""
        left = max(0, _EMBEDDED - len(self._real))
        for places, rows in self._embedder.encode_bulk(texts[:left]) if left else ():
            self._real = np.concatenate([self._real, rows])
            yield places, rows
        for start in range(left, len(texts), _CHUNK):
            places = range(start, min(start + _CHUNK, len(texts)))
            yield places, self._neighbours([texts[place] for place in places])

    def _neighbours(self, texts: Sequence[str]) -> Vectors:
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        for place, text in enumerate(texts):
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
            dealer = np.random.default_rng(seed)
            noise = dealer.standard_normal(self.dimension, dtype=np.float32)
            row = self._real[seed % len(self._real)] + _NOISE * noise / np.linalg.norm(noise)
            rows[place] = row / np.linalg.norm(row)
        return rows


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size; milliseconds are medians."""

    clauses: int
    question: float
    search: float
    publish: float


def run(places: Places) -> list[Figure]:
    """Measure each size, and report the growth from the smallest to the largest."""
    embedder = PerturbedEmbedder(SentenceEmbedder())
    measured = [_measure(places, wanted, embedder) for wanted in SIZES]
    return list(_figures(measured))


def _figures(measured: Sequence[Size]) -> Iterator[Figure]:
    for size in measured:
        yield point("question to passages (p50)", size.clauses, size.question, "ms")
        yield point("search alone (p50)", size.clauses, size.search, "ms")
        yield point("publish of one changed clause", size.clauses, size.publish, "s")
    first, last = measured[0], measured[-1]
    yield at_most(
        "growth of question time, 1,000 → 100,000", last.question / first.question, 2, "×"
    )
    yield at_most("growth of the search alone", last.search / first.search, 4, "×")
    yield at_most("publish of one changed clause at 100,000", last.publish, 3, "s")


def _measure(places: Places, wanted: int, embedder: PerturbedEmbedder) -> Size:
    data = places.library(f"growth-{wanted}")
    shutil.rmtree(data, ignore_errors=True)
    documents, clauses = _documents(places, wanted)
    with Library.open(data, embedder=embedder, today=_today) as library:
        library.add([documents], publish=True)
        asked = questions(places, _QUESTIONS)
        found = Timed(library, embedder)
        return Size(clauses, *found.medians(asked), _publish(library, documents))


@dataclass(frozen=True, slots=True)
class Timed:
    """Times searches with and without the encoding of the question."""

    library: Library
    embedder: Embedder

    def medians(self, asked: Sequence[str]) -> tuple[float, float]:
        """Return median milliseconds of a whole search, and of the search with a known vector."""
        for text in asked:
            self._search(text + " again")
        whole = [self._search(text) for text in asked]
        known = [self._search(text) for text in asked]
        return float(np.median(whole)), float(np.median(known))

    def _search(self, text: str) -> float:
        begun = time.perf_counter()
        self.library.search([(text, 1.0)], Viewer(), _today(), 10)
        return 1000 * (time.perf_counter() - begun)


def _documents(places: Places, wanted: int) -> tuple[Path, int]:
    """Copy regulations until they have the wanted number of clauses, by the library's own count."""
    target = places.work / f"documents/growth-{wanted}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    counted = 0
    for file, clauses in _counted(places):
        if counted >= wanted:
            break
        shutil.copy(file, target / f"{file.parent.name}-{file.name}")
        counted += clauses
    return target, counted


def _counted(places: Places) -> Iterator[tuple[Path, int]]:
    """Yield regulations with their number of clauses, small ones first."""
    files = [
        *(places.corpora / "cfr-ethics").rglob("*.md"),
        *(places.corpora / "ecfr-md").rglob("*.md"),
    ]
    for file in sorted(files, key=lambda file: file.stat().st_size):
        loaded = load(file.name, file.read_bytes())
        header, _ = read_header(file.name, loaded.properties, None, loaded.blocks)
        yield file, len(split(header, loaded.blocks)[0])


def _publish(library: Library, documents: Path) -> float:
    page = min(documents.iterdir(), key=lambda file: file.stat().st_size)
    original = page.read_text(encoding="utf-8")
    taken = []
    for turn in range(3):
        page.write_text(
            f"{original}\n\nA sentence that was not there before: {turn}.\n", encoding="utf-8"
        )
        begun = time.perf_counter()
        library.add([page], publish=True)
        taken.append(time.perf_counter() - begun)
    return float(np.median(taken))


def _today() -> date:
    return datetime.now(UTC).date()
