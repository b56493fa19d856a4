"""The use case: a question, who asks and when → the clauses that fit best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.access import readable
from knowledge.model import Clause, Partition, Passage, SearchResult, Version, Viewer
from knowledge.retrieval.coverage import covered
from knowledge.retrieval.embedding import Embedder
from knowledge.retrieval.entries import segments
from knowledge.retrieval.fusion import Hit, Ranked, fuse
from knowledge.retrieval.index import Index
from knowledge.retrieval.keywords import Term, terms
from knowledge.retrieval.pool import IndexPool

Vectors = NDArray[np.float32]
# What was asked, and how much it counts: the question at 1, earlier turns at less.
Texts = Sequence[tuple[str, float]]

# The clause of this rank, by similarity, is seldom an answer.
_BACKGROUND = 30
# Characters: models read some 1,500, and nobody's question is longer.
_LONGEST = 4_000
# A conversation repeats its earlier questions with each turn.
_RECENT = 512


class ClauseSource(Protocol):
    """Where clauses come from: the catalog, behind the one seam that searching needs."""

    def live(self) -> int | None:
        """Return the live revision, None where nothing was published."""
        ...

    def folder(self, revision: int) -> Path:
        """Return the revision's index folder, rebuilt if it was gone."""
        ...

    def lookup(
        self, revision: int, keys: Sequence[str], viewer: Viewer, on: date
    ) -> Mapping[str, tuple[Clause, Version]]:
        """Return clauses by key, each with the version that the viewer may read that day.

        Others are left out.
        """
        ...

    def drifted(self, revision: int, on: date) -> frozenset[frozenset[str]]:
        """Return the groups of partitions where what is in force that day isn't on its side."""
        ...


class Search:
    """Finds clauses for a viewer. Thread-safe; the same input gives the same ranking."""

    def __init__(self, source: ClauseSource, indexes: IndexPool, embedder: Embedder) -> None:
        self._source = source
        self._indexes = indexes
        self._embedder = embedder
        self._encoded = lru_cache(maxsize=_RECENT)(self._encode)

    def search(
        self, texts: Texts, viewer: Viewer, on: date, k: int, revision: int | None = None
    ) -> SearchResult:
        """Return the `k` best clauses that the viewer may read and that are in force that day.

        `texts` are the question and what it follows up, each with its weight; the
        weights need not sum to one, and only the beginning of a very long text is read.
        Without `revision` the live one is searched; where nothing is live the result is
        empty, of revision 0.
        """
        revision = self._source.live() if revision is None else revision
        asked = [(text[:_LONGEST], weight) for text, weight in texts if text.strip()]
        if revision is None or not asked:
            return SearchResult((), revision or 0)
        drifted = self._source.drifted(revision, on)
        with self._indexes.reader(self._source.folder(revision)) as index:
            opened = [p for p in index.partitions if readable(p, viewer)]
            partitions = [p for p in opened if p.current or p.groups in drifted]
            spelt = [(index.respelt(partitions, text), weight) for text, weight in asked]
            vector = self._vector(spelt)
            wanted = _together([(terms(text), weight) for text, weight in spelt])
            rarities = index.rarities(partitions, wanted)
            hits = _hits(index, partitions, vector, wanted, rarities)
        ranked = fuse(hits)
        # On an ordinary day all of the current partitions is in force; the best are enough.
        ordinary = all(p.groups not in drifted for p in opened)
        asked_for = ranked[:k] if ordinary else ranked
        found = self._source.lookup(revision, [r.hit.key for r in asked_for], viewer, on)
        if not ordinary:
            ranked = tuple(r for r in ranked if r.hit.key in found)
        passages = tuple(_passage(r, *found[r.hit.key]) for r in ranked[:k] if r.hit.key in found)
        features = _features(rarities, ranked, passages, len(asked)) if passages else ()
        return SearchResult(passages, revision, features)

    def _vector(self, asked: Texts) -> Vectors:
        """Return the weighted mean of the texts' unit vectors."""
        weights = np.asarray([weight for _, weight in asked], dtype=np.float32)
        rows = np.stack([self._encoded(text) for text, _ in asked])
        return np.asarray(weights @ rows / weights.sum(), dtype=np.float32)

    def _encode(self, text: str) -> Vectors:
        rows = self._embedder.encode([text])
        return np.asarray(rows[0], dtype=np.float32)


def _hits(
    index: Index,
    partitions: Sequence[Partition],
    vector: Vectors,
    wanted: Mapping[Term, float],
    rarities: Mapping[Term, float],
) -> tuple[Hit, ...]:
    """Return the candidates of all partitions; a clause in two of them counts once.

    Rarity is counted over everything that the viewer may read, so that the scores of
    two partitions can be compared: each term is boosted from its partition's rarity.
    """
    found: dict[str, Hit] = {}
    for partition in partitions:
        own = index.rarities([partition], wanted) if len(partitions) > 1 else rarities
        boosts = {term: weight * rarities[term] / own[term] for term, weight in wanted.items()}
        for hit in index.search(partition, vector, boosts):
            found.setdefault(hit.key, hit)
    return tuple(found.values())


def _together(wanted: Sequence[tuple[Mapping[Term, float], float]]) -> dict[Term, float]:
    """Return each term's weight over all texts, the texts' weights scaled to sum to one."""
    whole = sum(share for _, share in wanted)
    weights: dict[Term, float] = {}
    for terms_of_one, share in wanted:
        for term, weight in terms_of_one.items():
            weights[term] = weights.get(term, 0.0) + weight * share / whole
    return weights


def _features(
    rarities: Mapping[Term, float],
    ranked: Sequence[Ranked],
    passages: Sequence[Passage],
    texts: int,
) -> tuple[tuple[str, float], ...]:
    """Return what the confidence model can't see in the passages alone.

    `covered` is the share of the question in the best passage, `background` the
    similarity of clauses that are merely about something near, `texts` how many turns
    were searched for together.
    """
    similarities = sorted((r.hit.similarity for r in ranked), reverse=True)
    background = similarities[min(_BACKGROUND, len(similarities)) - 1]
    return (
        ("covered", covered(rarities, passages[0])),
        ("background", background),
        ("texts", float(texts)),
    )


def _passage(ranked: Ranked, clause: Clause, version: Version) -> Passage:
    hit = ranked.hit
    stretches = segments(clause.text)
    segment = stretches[hit.segment] if 1 < len(stretches) > hit.segment else ""
    return Passage(clause, version, ranked.score, hit.keywords, hit.similarity, segment)
