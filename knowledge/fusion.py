"""Two scores for each candidate to one ranking. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Similarity counts once; the figures are in docs/decisions/one-vector-per-segment.md.
KEYWORD_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate with both scores.

    `keywords` is BM25 as a share of what the question's terms weigh together,
    `similarity` the weighted sum of cosines, `segment` the place of the best segment.
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
