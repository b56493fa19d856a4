"""A language model that says what it is told to, in pieces."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.errors import ModelFailed
from bot.language.model import Hears, Prompt, Said, silent
from bot.writing import Outcome


class Scripted:
    """Writes what `reply` makes of the data it is given; `failing` breaks off after that."""

    name = "scripted:one"

    def __init__(
        self,
        reply: Callable[[dict[str, Any]], Any] | str,
        *,
        piece: int = 7,
        failing: Outcome | None = None,
    ) -> None:
        self._reply = reply
        self._piece = piece
        self._failing = failing
        self.asked: list[Prompt] = []

    @property
    def data(self) -> dict[str, Any]:
        """What it was given last."""
        found: dict[str, Any] = json.loads(self.asked[-1].data)
        return found

    def say(self, prompt: Prompt, hears: Hears = silent) -> Said:
        self.asked.append(prompt)
        made = self._reply if isinstance(self._reply, str) else self._reply(self.data)
        text = made if isinstance(made, str) else json.dumps(made)
        for end in range(self._piece, len(text) + self._piece, self._piece):
            hears(text[:end])
        if self._failing:
            raise ModelFailed("It broke off.", self._failing)
        return Said(text, "scripted-1", 300, 40)


def draft(
    *sentences: tuple[str, list[str]],
    completeness: str = "complete",
    caveats: tuple[tuple[str, list[str]], ...] = (),
) -> dict[str, Any]:
    """Return a draft as a model writes it."""
    made, noted = (
        [{"text": text, "clauses": ids} for text, ids in some] for some in (sentences, caveats)
    )
    return {"completeness": completeness, "sentences": made, "caveats": noted}
