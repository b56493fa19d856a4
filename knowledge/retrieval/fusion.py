"""Two scores for each candidate to one ranking. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# What a point of BM25 weighs beside the sum of cosines; chosen on six sets, formal and
# colloquial (docs/decisions/raw-scores-fused.md). BM25 grows with the question's length:
# a long question names what it is about, a short one is better understood by its meaning.
KEYWORD_WEIGHT = 0.015


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate with both scores.

    `keywords` is BM25, `similarity` the weighted sum of cosines, `segment` the place of
    the best segment.
    """

    key: str
    keywords: float
    similarity: float
    segment: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit and its fused score."""

    hit: Hit
    score: float


def fuse(hits: Iterable[Hit]) -> tuple[Ranked, ...]:
    """Return the hits by fused score, best first, equals by key."""
    ranked = (Ranked(hit, hit.similarity + KEYWORD_WEIGHT * hit.keywords) for hit in hits)
    return tuple(sorted(ranked, key=lambda ranked: (-ranked.score, ranked.hit.key)))


def complete(
    keywords: Mapping[str, float], similarity: Mapping[str, tuple[float, int]]
) -> tuple[Hit, ...]:
    """Return a hit for every key that has a similarity; no shared word counts as zero."""
    return tuple(
        Hit(key, keywords.get(key, 0.0), score, segment)
        for key, (score, segment) in similarity.items()
    )
