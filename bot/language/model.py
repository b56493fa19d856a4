"""The words of writing: what a language model is asked, and what it says. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

from bot.model import Citation
from bot.writing import Outcome, Reading, Sentence, Writing

# Is given the whole of the reply so far, each time more of it has come.
Hears = Callable[[str], None]


# Is given each sentence of a complete answer when it has stood the check.
Says = Callable[[Sentence], None]
# Is told of each asking: for what, what became of it, and after how many seconds.
Observe = Callable[[str, Outcome, float], None]


def silent(_so_far: str) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked.

    `instruction` is ours; `data` is one JSON object with what askers and documents say, and no
    instruction, whatever stands in it. The reply must be one JSON object of `form`, of at most
    `most_tokens` tokens. `purpose` is "writing", "reading" or "trying". `share` is how much of the
    time that a reply may take it may take.
    """

    purpose: str
    instruction: str
    data: str
    form: type[BaseModel]
    most_tokens: int
    share: float = 1.0

    @property
    def digest(self) -> str:
        """What tells this way of asking from any other: SHA-256 of all but the data."""
        asked = {"instruction": self.instruction, "form": self.form.model_json_schema()}
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said: the JSON text as it came, by which version of the model.

    Tokens are what the endpoint counted, or else an estimate from the length.
    """

    text: str
    version: str
    tokens_in: int
    tokens_out: int


def unsaid(_sentence: Sentence) -> None:
    """Say it to nobody before all of it stands."""


def unobserved(_purpose: str, _outcome: Outcome, _seconds: float) -> None:
    """Tell nobody."""


class LanguageModel(Protocol):
    """A language model, or one with something around it (a budget, patience). Thread-safe."""

    @property
    def name(self) -> str:
        """The setting that chose it: "provider:name"."""
        ...

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        """Return what the model says; `hears` gets it as it comes, in the caller's own thread.

        What is returned may be any text; whoever asked checks its form. Raises ModelFailed.
        """
        ...


class Writer(Protocol):
    """Words answers; what it returns has stood the check. Thread-safe."""

    def write(self, question: str, citations: Sequence[Citation], says: Says = unsaid) -> Writing:
        """Return what became of wording an answer from these clauses and no others.

        `says` gets each sentence as it passes, in the caller's thread. Never raises ModelFailed.
        """
        ...


class Reader(Protocol):
    """Rewords questions. Thread-safe."""

    def read(self, question: str, earlier: Sequence[str], headings: Sequence[str]) -> Reading:
        """Return the question in other words.

        `earlier` are the questions that it leans on, oldest first, `headings` those of what was
        found for it, as a vocabulary. Never raises ModelFailed.
        """
        ...
