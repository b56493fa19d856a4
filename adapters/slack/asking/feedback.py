"""Whether an answer helped: the asker's own word, the last one counts."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.slack import actions, places
from adapters.slack.model import Pressed, Submitted
from adapters.slack.office.fields import View
from adapters.slack.showing.blocks import Block, plain
from adapters.slack.showing.limits import fit_view
from bot import chat_wording
from bot.assistant import Assistant
from bot.errors import UnknownTurn

_DOWN = "down"
WHY = "why"
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Feedback:
    """Keeps what askers think of their answers. Thread-safe."""

    assistant: Assistant

    def open_for(self, pressed: Pressed) -> View | None:
        """Return the form that asks why an answer didn't help; None for any other press.

        The press counts already, whether or not the form is sent.
        """
        turn, _, said = pressed.value.partition(":")
        if said != _DOWN or not self._owns(pressed.who.user, int(turn)):
            return None
        self.assistant.rate(int(turn), helpful=False)
        return fit_view(_why(turn))

    def press(self, pressed: Pressed) -> str:
        """Keep an asker's press, and return what they read. Raises UnknownTurn."""
        turn, _, said = pressed.value.partition(":")
        self.assistant.rate(int(turn), helpful=said != _DOWN)
        return chat_wording.THANKS

    def submit(self, submitted: Submitted) -> str:
        """Keep why an answer didn't help, and return what its asker reads."""
        turn = int(submitted.about)
        if not self._owns(submitted.who.user, turn):
            return chat_wording.NOT_YOUR_ANSWER
        comment = str(submitted.values.get(WHY) or "").strip()
        self.assistant.rate(turn, helpful=False, comment=comment)
        return chat_wording.THANKS_KEPT

    def _owns(self, user: str, turn: int) -> bool:
        try:
            return places.user_of(self.assistant.records.turn(turn).asker) == user
        except UnknownTurn:
            return False


def _why(turn: str) -> View:
    return {
        "type": "modal",
        "callback_id": actions.WHY_FORM,
        "private_metadata": turn,
        "title": plain(chat_wording.WHY_TITLE),
        "submit": plain(chat_wording.SEND),
        "close": plain(chat_wording.CLOSE),
        "blocks": [_field()],
    }


def _field() -> Block:
    return {
        "type": "input",
        "block_id": WHY,
        "optional": True,
        "label": plain(chat_wording.WHY_LABEL),
        "hint": plain(chat_wording.WHY_HINT),
        "element": {
            "type": "plain_text_input",
            "action_id": WHY,
            "multiline": True,
            "max_length": _LONGEST,
        },
    }
