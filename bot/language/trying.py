"""Asks a language model one harmless question, to see whether and how it answers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ModelFailed
from bot.language.asking import Asking
from bot.language.model import Hears, LanguageModel, Prompt, Said
from bot.writing import Outcome

_INSTRUCTION: Final = (
    "The user message is a JSON object with a question. Answer it in one word, as a JSON object"
    " of the form asked for."
)
_QUESTION: Final = "What colour is the sky on a clear day?"
# As many as an answer may have: a model that reasons them away shows it here too.
_MOST_TOKENS: Final = 800


class TrialForm(BaseModel):
    """The answer to the question."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model said, whether in the form asked for, and after how many seconds."""

    said: Said
    kept: bool
    first: float
    whole: float


def attempt(
    model: LanguageModel, seconds: float, now: Callable[[], float] = time.monotonic
) -> Trial:
    """Return how the model answers within so many seconds; it is sent nothing of anybody's.

    Raises ModelFailed: as the model does, and SLOW when the time is over, whatever still comes.
    """
    heard: list[float] = []
    data = json.dumps({"question": _QUESTION})
    prompt = Prompt("trying", _INSTRUCTION, data, TrialForm, _MOST_TOKENS)
    began = now()
    said = _said(Asking(model, prompt), lambda _so_far: heard.append(now()), began + seconds, now)
    ended = now()
    return Trial(said, _kept(said.text), (heard or [ended])[0] - began, ended - began)


def _said(asking: Asking, hears: Hears, until: float, now: Callable[[], float]) -> Said:
    asking.begin()
    try:
        return asking.listen(hears, until, until, now)
    except TimeoutError:
        raise ModelFailed(
            "The model takes too long; see POLICYDESK_MODEL_TIMEOUT.", Outcome.SLOW, passing=True
        ) from None
    finally:
        asking.left = True


def _kept(text: str) -> bool:
    try:
        TrialForm.model_validate_json(text)
    except ValidationError:
        return False
    return True
