"""Texts put together by meaning, from their vectors alone. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

# Rows that are compared with all others at a time: 4,000 texts would need 64 MB at once.
_ROWS = 512


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that mean about the same, by their places: `centre` is like each of them.

    The members, the centre first, are in order of likeness to it.
    """

    centre: int
    members: tuple[int, ...]


def clusters(vectors: Vectors, weights: Sequence[int], alike: float) -> tuple[Cluster, ...]:
    """Put each text into one cluster, the heaviest cluster first.

    `vectors` are unit rows, `weights` how often each text was said; `alike` is the least cosine
    between a cluster's centre and its members. Greedy: the text with the most around it becomes
    the first centre, then that with the most of what is left, as the community detection of
    sentence-transformers does. Of equals the earlier text comes first.
    """
    return tuple(_greedy(_close(vectors, alike), vectors, np.asarray(weights, dtype=np.int64)))


def _close(vectors: Vectors, alike: float) -> NDArray[np.bool_]:
    """Return which texts are alike; each is like itself, whatever rounding makes of its length."""
    count = len(vectors)
    close = np.zeros((count, count), dtype=np.bool_)
    for start in range(0, count, _ROWS):
        close[start : start + _ROWS] = vectors[start : start + _ROWS] @ vectors.T >= alike
    np.fill_diagonal(close, val=True)
    return close | close.T


def _greedy(
    close: NDArray[np.bool_], vectors: Vectors, weights: NDArray[np.int64]
) -> Iterator[Cluster]:
    free = np.ones(len(weights), dtype=np.bool_)
    around = close @ weights
    while free.any():
        centre = int(np.argmax(np.where(free, around, -1)))
        members = np.flatnonzero(close[centre] & free)
        free[members] = False
        around = around - close[:, members] @ weights[members]
        likeness = vectors[members] @ vectors[centre]
        likeness[members == centre] = np.inf
        yield Cluster(centre, tuple(members[np.argsort(-likeness, kind="stable")].tolist()))
