"""ObliQA: regulatory questions whose gold passages are known. Recall@10 and MAP@10.

Each passage is one clause, as the set's authors cut it; averages are over questions, every
listed passage counts as relevant (as trec_eval does).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from evals.bench.figures import Figure, at_least, plain
from evals.bench.peers.bm25s_alone import Bm25sAlone
from evals.bench.places import Places
from knowledge.catalog.content import VectorStore
from knowledge.catalog.database import open_catalog, open_content
from knowledge.model import Clause, Entry, Header, Partition, SearchResult, Version, Viewer
from knowledge.retrieval.embedding import Embedder, SentenceEmbedder, cached_vectors
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
    peer = Bm25sAlone(texts)
    ids = [clause.id for clause, _ in regulations.clauses.values()]
    theirs = [[ids[place] for place in peer.places(case.question, DEPTH)] for case in asked]
    return [
        plain("ObliQA: clauses", len(texts)),
        plain("ObliQA test: questions", len(asked)),
        at_least("ObliQA test: Recall@10", mean(recall, asked, ours), 0.79),
        at_least("ObliQA test: MAP@10", mean(average_precision, asked, ours), 0.68),
        plain("bm25s alone: Recall@10", mean(recall, asked, theirs)),
        plain("bm25s alone: MAP@10", mean(average_precision, asked, theirs)),
    ]


def recall(gold: frozenset[str], found: Sequence[str]) -> float:
    """Return the share of the gold that is among the found."""
    return len(gold & set(found)) / len(gold)


def average_precision(gold: frozenset[str], found: Sequence[str]) -> float:
    """Return the mean of the precisions at each gold hit, the missed ones counting zero."""
    hits = np.cumsum([id_ in gold for id_ in found])
    precisions = [hits[n] / (n + 1) for n, id_ in enumerate(found) if id_ in gold]
    return float(np.sum(precisions)) / len(gold)


def mean(
    measure: Callable[[frozenset[str], Sequence[str]], float],
    asked: Sequence[Case],
    found: Sequence[Sequence[str]],
) -> float:
    """Return the mean of a measure over all questions."""
    return float(np.mean([measure(c.gold, ids) for c, ids in zip(asked, found, strict=True)]))


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
    catalog = open_catalog(data, "")
    store = VectorStore(open_content(data, catalog))

    def silent(_done: int, _total: int) -> None:
        """Report to nobody."""

    build(
        place,
        {_PUBLIC: Changes(added=tuple(made))},
        parent=None,
        vectors=lambda texts: cached_vectors(texts, embedder, store, silent),
    )
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
