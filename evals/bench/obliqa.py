"""ObliQA: regulatory questions whose gold passages are known. Recall@10 and MAP@10.

Each passage is one clause, as the set's authors cut it; averages are over questions, every
listed passage counts as relevant (as trec_eval does).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from ir_measures import AP, R, calc_aggregate

from evals.bench.figures import Figure, at_least, plain
from evals.bench.peers.bm25s_alone import Bm25sAlone
from evals.bench.peers.haystack_hybrid import HaystackHybrid
from evals.bench.peers.langchain_stack import LangChainStack
from evals.bench.places import Places
from knowledge.catalog.content import VectorStore
from knowledge.catalog.database import open_catalog, open_content
from knowledge.model import Clause, Entry, Header, Partition, SearchResult, Version, Viewer
from knowledge.retrieval.embedding import Embedder, SentenceEmbedder, Vectors, cached_vectors
from knowledge.retrieval.entries import entries
from knowledge.retrieval.index import Changes, build
from knowledge.retrieval.pool import IndexPool
from knowledge.retrieval.search import Search

_DAY = date(2026, 1, 1)
_PUBLIC = Partition(frozenset(), current=True)
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the ids of the passages that answer it."""

    question: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Regulations:
    """The passages as clauses, and a search over them; it is the search's clause source."""

    clauses: Mapping[str, tuple[Clause, Version]]
    place: Path

    def live(self) -> int | None:
        """There is one revision."""
        return 1

    def folder(self, revision: int) -> Path:  # noqa: ARG002 - there is one
        """Return the index folder."""
        return self.place

    def lookup(
        self,
        revision: int,  # noqa: ARG002 - there is one
        keys: Sequence[str],
        viewer: Viewer,  # noqa: ARG002 - all is public
        on: date,  # noqa: ARG002 - nothing is dated
    ) -> Mapping[str, tuple[Clause, Version]]:
        """Return clauses by key."""
        return {key: self.clauses[key] for key in keys if key in self.clauses}

    def drifted(
        self,
        revision: int,  # noqa: ARG002 - there is one
        on: date,  # noqa: ARG002 - nothing is dated
    ) -> frozenset[frozenset[str]]:
        """Return nothing: nothing is dated."""
        return frozenset()


def run(places: Places) -> list[Figure]:
    """Measure the shipped default on the test split, beside bm25s alone."""
    regulations, search = opened(places)
    asked = cases(places, "test")
    ours = [_ids(result(search, case.question)) for case in asked]
    texts = [clause.text for clause, _ in regulations.clauses.values()]
    recall, precision = measured(asked, ours)
    return [
        plain("ObliQA: clauses", len(texts)),
        plain("ObliQA test: questions", len(asked)),
        at_least("ObliQA test: Recall@10", recall, 0.79),
        at_least("ObliQA test: MAP@10", precision, 0.68),
        *_peers(places, regulations, asked, texts),
    ]


def _peers(
    places: Places, regulations: Regulations, asked: Sequence[Case], texts: Sequence[str]
) -> Iterator[Figure]:
    """Yield the peers' figures; each gets the passages as they were cut, and the same model."""
    ids = [clause.id for clause, _ in regulations.clauses.values()]
    vectors = _vectors(places.library("obliqa"), texts, SentenceEmbedder())
    for peer in (
        LangChainStack(texts, vectors),
        HaystackHybrid(texts, vectors),
        Bm25sAlone(texts),
    ):
        found = [[ids[place] for place in peer.places(case.question, DEPTH)] for case in asked]
        recall, precision = measured(asked, found)
        yield plain(f"{peer.name}: Recall@10", recall)
        yield plain(f"{peer.name}: MAP@10", precision)


def measured(asked: Sequence[Case], found: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Return Recall@10 and MAP@10, averaged over the questions, as trec_eval computes them."""
    qrels = {str(n): dict.fromkeys(case.gold, 1) for n, case in enumerate(asked)}
    run = {
        str(n): {id_: float(-place) for place, id_ in enumerate(ids)} for n, ids in enumerate(found)
    }
    values = calc_aggregate([R @ DEPTH, AP @ DEPTH], qrels, run)
    return values[R @ DEPTH], values[AP @ DEPTH]


def result(search: Search, question: str) -> SearchResult:
    """Return what is found for a question."""
    return search.search([(question, 1.0)], Viewer(), _DAY, DEPTH)


def cases(places: Places, split: str) -> list[Case]:
    """Return the questions of a split ("dev", "test") that have a passage."""
    file = places.data / f"data/obliqa/ObliQA_{split}.json"
    listed = json.loads(file.read_text(encoding="utf-8"))
    return [Case(one["Question"], frozenset(map(_id, one["Passages"]))) for one in listed]


@cache
def opened(places: Places) -> tuple[Regulations, Search]:
    """Return the regulations and a search over all of them; vectors are kept between runs."""
    embedder = SentenceEmbedder()
    data = places.library("obliqa")
    held = list(_regulations(places))
    clauses = {clause.key: (clause, version) for version, found in held for clause in found}
    regulations = Regulations(clauses, data / "index")
    shutil.rmtree(regulations.place, ignore_errors=True)
    made = [entry for version, found in held for entry in entries(version, found)]
    _build(data, regulations.place, made, embedder)
    return regulations, Search(regulations, IndexPool(), embedder)


def _build(data: Path, place: Path, made: Sequence[Entry], embedder: Embedder) -> None:
    build(
        place,
        {_PUBLIC: Changes(added=tuple(made))},
        parent=None,
        vectors=lambda texts: _vectors(data, texts, embedder),
    )


def _vectors(data: Path, texts: Sequence[str], embedder: Embedder) -> Vectors:
    """Return a row for each text; they are kept in the data folder between runs."""
    catalog = open_catalog(data, "")
    try:
        store = VectorStore(open_content(data, catalog))
        return cached_vectors(texts, embedder, store, lambda *_: None)
    finally:
        catalog.close()


def _regulations(places: Places) -> Iterator[tuple[Version, list[Clause]]]:
    folder = places.data / "data/obliqa/StructuredRegulatoryDocuments"
    for file in sorted(folder.glob("*.json"), key=lambda file: int(file.stem)):
        version = Version(file.stem, file.name, "", Header(file.stem, ""))
        passages = json.loads(file.read_text(encoding="utf-8"))
        yield version, [_clause(file.stem, n, p) for n, p in enumerate(passages) if p["Passage"]]


def _clause(document: str, ordinal: int, passage: Mapping[str, str]) -> Clause:
    id_ = _id(passage)
    number = passage["PassageID"]
    key = sha256(f"{id_} {ordinal}".encode()).hexdigest()
    return Clause(id_, key, document, ordinal, number, (), "", None, "", passage["Passage"])


def _id(passage: Mapping[str, str]) -> str:
    """Name a passage; its own id alone is in several documents."""
    return f"{passage['DocumentID']} {passage['PassageID']}"


def _ids(found: SearchResult) -> list[str]:
    return [passage.clause.id for passage in found.passages]
