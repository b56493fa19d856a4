"""What Slack wants to know at once, before the inbox: which form opens, whose thread it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from adapters.slack.asking.asker_views import AskerViews
from adapters.slack.asking.prompts import Prompts
from adapters.slack.asking.threads import Threads
from adapters.slack.model import Asker, Place, Pressed, Submitted
from adapters.slack.office.forms import OfficeViews

View = Mapping[str, Any]


class Views(Protocol):
    """Answers within the three seconds that Slack gives; called in worker threads."""

    def open_for(self, pressed: Pressed, trigger_id: str) -> View | None:
        """Return the form that a press opens; None for one that goes to the inbox."""
        ...

    def check(self, submitted: Submitted) -> Mapping[str, str]:
        """Return what is wrong with a form, by field; nothing lets it into the inbox."""
        ...

    def preview(self, submitted: Submitted) -> View | None:
        """Return the further form that a sent one leads to; None for one that is complete."""
        ...

    def concerns(self, place: Place, who: Asker) -> bool:
        """Whether what somebody writes in a thread is for us though it doesn't mention the bot."""
        ...

    def prompts(self) -> tuple[str, ...]:
        """Return up to four questions to suggest; everybody may read the answers."""
        ...


@dataclass(frozen=True, slots=True)
class SlackViews:
    """The forms of askers and of the office. Thread-safe."""

    askers: AskerViews
    office: OfficeViews
    threads: Threads
    suggested: Prompts

    def open_for(self, pressed: Pressed, trigger_id: str) -> View | None:  # noqa: ARG002 - of no use to these
        """Return the form that a press opens; None for one that goes to the inbox."""
        return self.askers.open_for(pressed) or self.office.open_for(pressed)

    def check(self, submitted: Submitted) -> Mapping[str, str]:
        """Return what is wrong with a form, by field; nothing lets it into the inbox."""
        return self.office.check(submitted)

    def preview(self, submitted: Submitted) -> View | None:
        """Return the further form that a sent one leads to; None for one that is complete."""
        return self.office.preview(submitted)

    def concerns(self, place: Place, who: Asker) -> bool:
        """Whether what somebody writes in a thread is for us though it doesn't mention the bot."""
        return self.threads.concerns(place, who)

    def prompts(self) -> tuple[str, ...]:
        """Return up to four questions to suggest; everybody may read the answers."""
        return self.suggested.newest()
