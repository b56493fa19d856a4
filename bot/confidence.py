"""How likely the best clauses are to answer: a logistic model over what the search found.

What is packaged is in confidence.json; an agency may fit its own (`policydesk eval calibrate`).
Every feature is free of the library's size and the question's length.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from statistics import mean
from typing import Any, Final

from bot.model import Band
from knowledge.model import Passage, SearchResult

FEATURES: Final = (
    "similarity",
    "background",
    "height",
    "keyword height",
    "covered",
    "same document",
    "follow-up",
)
# How many passages the shape of the result is judged by.
_LOOKED_AT = 10
# exp of more than this is no number any more.
_STEEPEST = 700.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become a probability, and a probability a band.

    `weights` has a number for each of FEATURES. `sure` and `unsure` are the lowest probabilities
    of their bands. `model` is the digest of the embedding model that it was fitted with and
    alone holds for; `provenance` says what it was fitted on, as JSON, and decides nothing.
    """

    intercept: float
    weights: Mapping[str, float]
    sure: float
    unsure: float
    model: str
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def probability(self, found: Mapping[str, float]) -> float:
        """Return the probability (0–1) that the best clauses answer; 0 where nothing was found."""
        if not found:
            return 0.0
        logit = self.intercept + sum(weight * found[name] for name, weight in self.weights.items())
        return 1.0 / (1.0 + math.exp(min(-logit, _STEEPEST)))

    def band(self, chance: float) -> Band:
        """Return how far an answer of that probability can be trusted."""
        if chance >= self.sure:
            return Band.SURE
        return Band.UNSURE if chance >= self.unsure else Band.NONE

    @property
    def digest(self) -> str:
        """What tells this calibration's decisions from any other's (hexadecimal SHA-256)."""
        deciding = {name: value for name, value in self.content().items() if name != "provenance"}
        return hashlib.sha256(json.dumps(deciding, sort_keys=True).encode()).hexdigest()

    def content(self) -> dict[str, Any]:
        """Return the calibration as JSON, as confidence.json and the catalog hold it."""
        return {
            "intercept": self.intercept,
            "weights": dict(self.weights),
            "bands": {"sure": self.sure, "unsure": self.unsure},
            "model": self.model,
            "provenance": dict(self.provenance),
        }


@cache
def packaged() -> Calibration:
    """Return the calibration that comes with PolicyDesk."""
    given = json.loads((files("bot") / "confidence.json").read_text("utf-8"))
    return Calibration(
        intercept=given["intercept"],
        weights=given["weights"],
        sure=given["bands"]["sure"],
        unsure=given["bands"]["unsure"],
        model=given["model"],
        provenance=given["provenance"],
    )


def features(
    result: SearchResult,
    fitting: Sequence[Passage] | None = None,
    *,
    follow_up: bool | None = None,
) -> dict[str, float]:
    """Return what the model looks at, by FEATURES; empty where nothing was found.

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
        "follow-up": float(searched["texts"] > 1 if follow_up is None else follow_up),
    }


def _padded(values: Iterable[float]) -> list[float]:
    """Return ten values: a small library's missing passages count as zero."""
    known = list(values)
    return known + [0.0] * (_LOOKED_AT - len(known))
