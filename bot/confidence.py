"""How likely the best clauses are to answer: a logistic model over what the search found.

The coefficients, the thresholds of the bands, and what they were fitted on are in
confidence.json. Every feature is free of the library's size and the question's length.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from statistics import mean
from typing import TypedDict

from bot.model import Band
from knowledge.model import SearchResult

# How many passages the shape of the result is judged by.
_LOOKED_AT = 10


class Coefficients(TypedDict):
    """The content of confidence.json, but for its provenance."""

    intercept: float
    weights: dict[str, float]
    bands: dict[str, float]


def features(result: SearchResult) -> dict[str, float]:
    """Return what the model looks at; empty where nothing was found.

    Similarities are sums of cosines that reach one at most; keywords count only
    relative to the best, for BM25 grows with the question and the library.
    """
    passages = result.passages[:_LOOKED_AT]
    if not passages:
        return {}
    searched = dict(result.features)
    scores = _padded(passage.score for passage in passages)
    keywords = sorted(_padded(passage.keywords for passage in passages), reverse=True)
    best = passages[0].clause.document
    return {
        "similarity": max(passage.similarity for passage in passages),
        "background": searched["background"],
        "height": scores[0] - mean(scores[4:]),
        "keyword height": 1 - mean(keywords[4:]) / keywords[0] if keywords[0] else 0.0,
        "covered": searched["covered"],
        "same document": sum(p.clause.document == best for p in passages[1:5]) / 4,
        "follow-up": float(searched["texts"] > 1),
    }


def _padded(values: Iterable[float]) -> list[float]:
    """Return ten values: a small library's missing passages count as zero."""
    known = list(values)
    return known + [0.0] * (_LOOKED_AT - len(known))


def probability(found: Mapping[str, float]) -> float:
    """Return the probability (0–1) that the best clauses answer; 0 where nothing was found."""
    if not found:
        return 0.0
    fitted = _coefficients()
    logit = fitted["intercept"] + sum(
        weight * found[name] for name, weight in fitted["weights"].items()
    )
    return 1.0 / (1.0 + math.exp(-logit))


def band(chance: float) -> Band:
    """Return how far an answer of that probability can be trusted."""
    lowest = _coefficients()["bands"]
    if chance >= lowest["sure"]:
        return Band.SURE
    return Band.UNSURE if chance >= lowest["unsure"] else Band.NONE


@cache
def _coefficients() -> Coefficients:
    content: Coefficients = json.loads((files("bot") / "confidence.json").read_text())
    return content
