"""Plays a conversation: does what its people do, and looks at what they see."""

from __future__ import annotations

from tests.adapters.slack.dialogs.deeds import Deeds
from tests.adapters.slack.dialogs.language import Dialog
from tests.adapters.slack.dialogs.sights import Sights


class Stage(Deeds, Sights):
    """One conversation at a running service."""

    def play(self, dialog: Dialog) -> None:
        """Take every step; a failure names its line, and shows what is there."""
        self.before = self.newest()
        for step in dialog.steps:
            verb = getattr(Deeds, step.verb, None) or getattr(Sights, step.verb, None)
            assert verb, f"{step}: there is no such verb"
            try:
                verb(self, step)
            except AssertionError as failed:
                raise AssertionError(f"{step}\n{failed}\n{self.scene(step)}") from failed
