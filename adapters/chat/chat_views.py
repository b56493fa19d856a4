"""What opens at once on any chat platform: the forms of askers and of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.chat.asking.asker_views import AskerViews
from adapters.chat.asking.prompts import Prompts
from adapters.chat.asking.threads import Threads
from adapters.chat.content import Form
from adapters.chat.model import Asker, Place, Pressed, Submitted
from adapters.chat.office.forms import OfficeViews


@dataclass(frozen=True, slots=True)
class ChatViews:
    """Implements `adapters.chat.views.Views`. Thread-safe."""

    askers: AskerViews
    office: OfficeViews
    threads: Threads
    suggested: Prompts

    def open_for(self, pressed: Pressed) -> Form | None:
        """Return the form that a press opens; None for one that goes to the inbox."""
        return self.askers.open_for(pressed) or self.office.open_for(pressed)

    def check(self, submitted: Submitted) -> Mapping[str, str]:
        """Return what is wrong with a form, by field; nothing lets it into the inbox."""
        return self.office.check(submitted)

    def preview(self, submitted: Submitted) -> Form | None:
        """Return the further form that a sent one leads to; None for one that is complete."""
        return self.office.preview(submitted)

    def concerns(self, place: Place, who: Asker) -> bool:
        """Whether what somebody writes in a thread is for us though it doesn't mention the bot."""
        return self.threads.concerns(place, who)

    def prompts(self) -> tuple[str, ...]:
        """Return up to four questions to suggest; everybody may read the answers."""
        return self.suggested.newest()
