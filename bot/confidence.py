"""How likely the best clauses are to answer: a logistic model over what the search found.

The coefficients, the thresholds of the bands, and what they were fitted on are in
confidence.json. Every feature is free of the library's size and the question's length.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from statistics import mean
from typing import TypedDict

from bot.model import Band
from knowledge.model import Passage, SearchResult

# How many passages the shape of the result is judged by.
_LOOKED_AT = 10


class Coefficients(TypedDict):
    """The content of confidence.json, but for its provenance; `model` is a digest."""

    intercept: float
    weights: dict[str, float]
    bands: dict[str, float]
    model: str


def features(result: SearchResult, fitting: Sequence[Passage] | None = None) -> dict[str, float]:
    """Return what the model looks at; empty where nothing was found.

    Similarities are sums of cosines that reach one at most; keywords count only
    relative to the best, for BM25 grows with the question and the library.

    `fitting` are the passages that the asker may be shown, ranked as found (by default
    all): the best of them is judged, against everything that was found.
    """
    passages = result.passages[:_LOOKED_AT]
    shown = passages if fitting is None else fitting[:_LOOKED_AT]
    if not passages or not shown:
        return {}
    searched = dict(result.features)
    best, found = shown[0], passages[0]
    scores = _padded(passage.score for passage in passages)
    keywords = _padded(sorted((passage.keywords for passage in passages), reverse=True))
    highest = max(passage.keywords for passage in shown)
    # What the search measured of its best passage holds for a lower one by its keywords.
    share = min(1.0, best.keywords / found.keywords) if found.keywords else float(best is found)
    return {
        "similarity": max(passage.similarity for passage in shown),
        "background": searched["background"],
        "height": best.score - mean(scores[4:]),
        "keyword height": 1 - mean(keywords[4:]) / highest if highest else 0.0,
        "covered": searched["covered"] * share,
        "same document": sum(p.clause.document == best.clause.document for p in shown[1:5]) / 4,
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


def fitted_with() -> str:
    """Return the digest of the embedding model that the coefficients were fitted with."""
    return _coefficients()["model"]


@cache
def _coefficients() -> Coefficients:
    content: Coefficients = json.loads((files("bot") / "confidence.json").read_text())
    return content
