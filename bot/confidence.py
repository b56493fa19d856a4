"""How likely the best clauses are to answer: a logistic model over what the search found.

The coefficients, the thresholds of the bands, and what they were fitted on are in
confidence.json. Every feature is free of the library's size and the question's length.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypedDict

from bot.model import Band
from knowledge.model import SearchResult
from knowledge.words import words


class Coefficients(TypedDict):
    """The content of confidence.json, but for its provenance."""

    intercept: float
    weights: dict[str, float]
    bands: dict[str, float]


def features(text: str, result: SearchResult) -> dict[str, float]:
    """Return what the model looks at; empty where nothing was found.

    `text` is the question as it was searched.
    """
    passages = result.passages
    if not passages:
        return {}
    found = dict(result.features)
    scores = [passage.score for passage in passages] + [0.0] * (10 - len(passages))
    similarities = sorted((p.similarity for p in passages), reverse=True)
    keywords = sorted((p.keywords for p in passages), reverse=True)
    return {
        "score": scores[0],
        "similarity": similarities[0],
        "keywords": keywords[0],
        "lead": scores[0] - scores[1],
        "height": scores[0] - sum(scores[1:5]) / 4,
        "agreement": passages[0].similarity / similarities[0] if similarities[0] > 0 else 0.0,
        "known": found["known"],
        "covered": found["best"],
        "covered by few": found["few"],
        "length": math.log1p(len(words(text))),
    }


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
