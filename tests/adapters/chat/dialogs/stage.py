"""Plays a conversation: does what its people do, and looks at what they see."""

from __future__ import annotations

from tests.adapters.chat.dialogs.deeds import Deeds
from tests.adapters.chat.dialogs.ground import Ground
from tests.adapters.chat.dialogs.language import Dialog
from tests.adapters.chat.dialogs.sights import Sights


class Stage(Deeds, Sights):
    """One conversation at a running service."""

    def play(self, dialog: Dialog) -> None:
        """Take every step; a failure names its line, and shows what is there."""
        self.begin()
        for step in dialog.steps:
            verb = getattr(type(self), step.verb, None)
            assert verb, f"{step}: there is no such verb"
            assert not hasattr(Ground, step.verb), f"{step}: that is no verb"
            try:
                verb(self, step)
            except AssertionError as failed:
                raise AssertionError(f"{step}\n{failed}\n{self.scene(step)}") from failed
