"""A language model's sentences as they pass the check; the answer takes their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from adapters.terminal.printable import printable
from bot.assistant import Assistant
from bot.language.model import Says, unsaid
from bot.model_wording import LOOKING_UP, MORE_IS_CHECKED, marked
from bot.writing import Sentence


@contextmanager
def as_they_pass(assistant: Assistant, console: Console) -> Iterator[Says]:
    """Yield what is to be called with each sentence: a terminal shows them until the end.

    Nothing of it stays on the screen. Elsewhere, and without a model, nothing is shown.
    """
    asks_a_model = assistant.reader is not None or assistant.writer is not None
    if not asks_a_model or not console.is_terminal or console.is_dumb_terminal:
        yield unsaid
        return
    passed: list[Sentence] = []
    with Live(_so_far(passed), console=console, auto_refresh=False, transient=True) as live:

        def says(sentence: Sentence) -> None:
            passed.append(sentence)
            live.update(_so_far(passed), refresh=True)

        try:
            yield says
        finally:
            # On its way out it shows all; what is taller than the screen could not be taken back.
            live.update("", refresh=True)


def _so_far(passed: Sequence[Sentence]) -> RenderableType:
    if not passed:
        return Text(LOOKING_UP, style="dim")
    said = printable(" ".join(map(marked, passed)))
    return Group(Text(said), Text(MORE_IS_CHECKED, style="dim"))
