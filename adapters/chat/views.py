"""What a platform wants to know at once, before the inbox: which form opens, whose thread it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from adapters.chat.content import Form
from adapters.chat.model import Asker, Place, Pressed, Submitted


class Views(Protocol):
    """Answers within the seconds that a platform gives; called in worker threads."""

    def open_for(self, pressed: Pressed) -> Form | None:
        """Return the form that a press opens; None for one that goes to the inbox."""
        ...

    def check(self, submitted: Submitted) -> Mapping[str, str]:
        """Return what is wrong with a form, by field; nothing lets it into the inbox."""
        ...

    def preview(self, submitted: Submitted) -> Form | None:
        """Return the further form that a sent one leads to; None for one that is complete."""
        ...

    def concerns(self, place: Place, who: Asker) -> bool:
        """Whether what somebody writes in a thread is for us though it doesn't mention the bot."""
        ...

    def prompts(self) -> tuple[str, ...]:
        """Return up to four questions to suggest; everybody may read the answers."""
        ...
