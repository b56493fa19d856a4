"""A language model that stops at a budget."""

from __future__ import annotations

import json
from typing import Final

import structlog

from bot.errors import ModelFailed
from bot.language.budget import Budget, Reserved
from bot.language.model import Hears, LanguageModel, Prompt, Said, silent
from bot.writing import Outcome
from knowledge.errors import KnowledgeError

# English has about four bytes to a token, and other writings less: an estimate that is too high.
_BYTES: Final = 3
# Whoever couldn't be reached, or let nobody in, has counted nothing.
_FREE: Final = (Outcome.UNREACHABLE, Outcome.BUSY, Outcome.REFUSED)
_log = structlog.get_logger(__name__)


class Budgeted:
    """A language model that isn't asked what the day's budget may not hold. Thread-safe."""

    def __init__(self, model: LanguageModel, budget: Budget) -> None:
        self._model = model
        self._budget = budget

    @property
    def name(self) -> str:
        """The setting that chose the model."""
        return self._model.name

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        """Return what the model says, and book what it used, also where it failed on the way.

        Raises ModelFailed: as the model does, and as `booked`, before anything was sent.
        """
        return self.booked(prompt).say(prompt, hears)

    def booked(self, prompt: Prompt) -> LanguageModel:
        """Reserve what asking this may use, and return the model to be asked just that once.

        Raises ModelFailed: SPENT, and UNBOOKED where the catalog can't be written.
        """
        asked = _asked(prompt)
        try:
            reserved = self._budget.reserve(self.name, asked, prompt.most_tokens)
        except KnowledgeError as fault:
            _log.warning("model use can't be reserved", fault=type(fault).__name__)
            raise ModelFailed(
                "What the model would use can't be booked, so it isn't asked: the catalog can't"
                " be written.",
                Outcome.UNBOOKED,
            ) from fault
        return _Booked(self._model, self._budget, reserved, asked)


class _Booked:
    """A model that one asking is reserved for."""

    def __init__(
        self, model: LanguageModel, budget: Budget, reserved: Reserved, asked: int
    ) -> None:
        self._model = model
        self._budget = budget
        self._reserved = reserved
        self._asked = asked

    @property
    def name(self) -> str:
        """The setting that chose the model."""
        return self._model.name

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        """Return what the model says, and book what it used instead of what was reserved."""
        heard = ""

        def hear(so_far: str) -> None:
            nonlocal heard
            heard = so_far
            hears(so_far)

        try:
            said = self._model.say(prompt, hear)
        except BaseException as failure:
            free = isinstance(failure, ModelFailed) and failure.outcome in _FREE and not heard
            self._settle(0 if free else self._asked, _estimate(heard))
            raise
        self._settle(said.tokens_in, said.tokens_out)
        return said

    def _settle(self, tokens_in: int, tokens_out: int) -> None:
        try:
            self._budget.settle(self._reserved, tokens_in, tokens_out)
        except KnowledgeError as fault:
            # What was said is worth more than its price; what was reserved stays booked.
            _log.warning("model use can't be booked", fault=type(fault).__name__)


def _asked(prompt: Prompt) -> int:
    form = json.dumps(prompt.form.model_json_schema())
    return _estimate(prompt.instruction + prompt.data + form)


def _estimate(text: str) -> int:
    """Return no fewer tokens than a text should have."""
    return -(-len(text.encode("utf-8", "replace")) // _BYTES)
