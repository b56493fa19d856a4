"""Tells what a message is for: a question that clauses may settle, or something else.

What is urgent (an account taken over, press at the door, threats), a matter of one's own that
few should read, a wish for a person or for a decision, small talk: each is known by its likeness
to examples, for people never use the same words twice. "What is the policy on hacked accounts?"
is told from "our account got hacked" by grammar (bot/grammar.py).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.grammar import CUES
from bot.model import Reason
from knowledge.retrieval.embedding import Embedder, SentenceEmbedder

Vectors = NDArray[np.float32]

# The lowest score that tells. Chosen by what a mistake costs, on messages that nothing was fitted
# on: docs/decisions/purpose-is-known-by-likeness.md.
THRESHOLDS = {
    Reason.URGENT: -0.25,
    Reason.SENSITIVE: -0.3,
    Reason.ASKED_FOR_PERSON: -0.3,
    Reason.ASKS_FOR_DECISION: -0.3,
    Reason.SMALL_TALK: -0.2,
}
# Chosen in the same cross-validation; half and twice of each give nearly the same.
_NEARNESS = 1.0
_RIDGE = 0.1
_GRAMMAR_SCALE = 0.3

_EXAMPLES = Path(__file__).with_name("purpose.toml")
_FITTED = Path(__file__).with_name("purpose.npz")

_SAYS_SO = re.compile(
    r"^\W*(?:urgent|emergency|sos)\b(?! (?:care|post|contact|room|alert|fund|plan|exit)s?\b)"
    r"|\b(?:this|it)(?:'?s| is) (?:an? |very |really |super )*(?:urgent|emergency)\s*(?:$|[.!,])",
    re.IGNORECASE,
)

# In a long story the emergency is one sentence among many, and the vector of the whole hardly shows
# it. A sentence alone says less surely what is meant, so it must score higher.
_LONG_STORY = 30  # words
_SENTENCE = 4  # words
_ALONE = 0.4
_MOST_PIECES = 8  # each costs about as long as a short question
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+|\s--+\s|//")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Kernel ridge regression: the examples' rows, and what being near each one says.

    `weights` has a column for each reason, in the order of `THRESHOLDS`; the length of each
    example is in them already, for exp(-|x-y|²) is exp(-|x|²) exp(2xy) exp(-|y|²).
    """

    examples: Vectors
    weights: Vectors

    def __call__(self, rows: Vectors) -> Vectors:
        """Return a row of scores for each row: about 1 for a reason's own, about -1 for others."""
        near = np.exp(2 * _NEARNESS * (rows @ self.examples.T)) @ self.weights
        return np.asarray(_short(rows)[:, None] * near, dtype=np.float32)


class Purpose:
    """Tells what a message is for, with the model that searches. Thread-safe.

    The fit for the packaged model is shipped; for any other the examples are embedded
    when first needed, which takes some thirty seconds.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def __call__(self, text: str) -> Reason | None:
        """Return why the message isn't a question that clauses settle; None where it may be one.

        Raises ModelUnusable.
        """
        if _SAYS_SO.search(text):
            return Reason.URGENT
        whole, *pieces = self._likeness(_rows([text, *_pieces(text)], self._embedder))
        urgent = list(THRESHOLDS).index(Reason.URGENT)
        whole[urgent] = max(whole[urgent], *(piece[urgent] - _ALONE for piece in pieces), -np.inf)
        above = whole - np.asarray(list(THRESHOLDS.values()), dtype=np.float32)
        most = int(above.argmax())
        return list(THRESHOLDS)[most] if above[most] > 0 else None

    @property
    def model(self) -> str:
        """The digest of the model that its vectors come from."""
        return self._embedder.digest

    @cached_property
    def _likeness(self) -> Likeness:
        with np.load(_FITTED, allow_pickle=False) as shipped:
            if str(shipped["model"]) == self.model:
                return Likeness(shipped["examples"].astype(np.float32), shipped["weights"])
        return fitted(self._embedder)


def fitted(embedder: Embedder) -> Likeness:
    """Return what the examples teach; a reason's own count as much as all others together.

    Raises ModelUnusable.
    """
    examples = tomllib.loads(_EXAMPLES.read_text("utf-8"))
    meant, texts = zip(
        *((name, text) for name, kinds in examples.items() for of in kinds.values() for text in of),
        strict=True,
    )
    # As they are shipped, so that the weights belong to just these numbers.
    rows = _rows(texts, embedder).astype(np.float16).astype(np.float32)
    weights = [_regression(rows, np.asarray(meant) == reason.name.lower()) for reason in THRESHOLDS]
    return Likeness(rows, (_short(rows)[:, None] * np.stack(weights, axis=1)).astype(np.float32))


def _regression(rows: Vectors, own: NDArray[np.bool_]) -> NDArray[np.float64]:
    slack = np.where(own, own.sum() / (~own).sum(), 1.0)
    lengths = _short(rows).astype(np.float64)
    kernel = np.exp(2 * _NEARNESS * (rows @ rows.T)) * lengths * lengths[:, None]
    wanted = np.where(own, 1.0, -1.0)
    return np.asarray(np.linalg.solve(kernel + _RIDGE * np.diag(slack), wanted))


def _short(rows: Vectors) -> Vectors:
    return np.asarray(np.exp(-_NEARNESS * np.square(rows).sum(axis=1)), dtype=np.float32)


def _pieces(text: str) -> list[str]:
    """Return the sentences of a long story, some together if there are very many."""
    if len(text.split()) < _LONG_STORY:
        return []
    sentences = [s for s in _SENTENCE_END.split(text) if len(s.split()) >= _SENTENCE]
    if len(sentences) < 2:  # noqa: PLR2004 - one sentence is the whole once more
        return []
    together = -(-len(sentences) // _MOST_PIECES) or 1
    return [
        " ".join(sentences[start : start + together])
        for start in range(0, len(sentences), together)
    ]


def _rows(texts: Sequence[str], embedder: Embedder) -> Vectors:
    plain = [text.replace("’", "'") for text in texts]
    grammar = np.asarray(
        [[bool(pattern.search(text)) for pattern in CUES] for text in plain], np.float32
    )
    return np.hstack([embedder.encode(texts), _GRAMMAR_SCALE * grammar])


def _renew() -> None:
    """Write the fit for the packaged model, with what it was made of."""
    embedder = SentenceEmbedder()
    made = fitted(embedder)
    np.savez_compressed(
        _FITTED,
        model=embedder.digest,
        examples_digest=hashlib.sha256(_EXAMPLES.read_bytes()).hexdigest(),
        examples=made.examples.astype(np.float16),
        weights=made.weights,
    )


if __name__ == "__main__":
    _renew()
