"""Whether an answer helped: the asker's own word, the last one counts."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat import actions
from adapters.chat.content import Form, Typed
from adapters.chat.model import Asker, Pressed, Submitted
from adapters.chat.places import is_of
from bot import chat_wording
from bot.assistant import Assistant
from bot.errors import UnknownTurn

_UP, _DOWN = "up", "down"
WHY, SAID = "why", "said"
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Feedback:
    """Keeps what askers think of their answers. Thread-safe."""

    assistant: Assistant

    def open_for(self, pressed: Pressed) -> Form | None:
        """Return the form that asks why an answer didn't help; None for any other press.

        The press counts already, whether or not the form is sent.
        """
        turn, _, said = pressed.value.partition(":")
        if said != _DOWN or not self._owns(pressed.who, int(turn)):
            return None
        self.assistant.rate(int(turn), helpful=False)
        return _why(turn)

    def press(self, pressed: Pressed) -> str:
        """Keep an asker's press, and return what they read. Raises UnknownTurn."""
        turn, _, said = pressed.value.partition(":")
        self.assistant.rate(int(turn), helpful=said != _DOWN)
        return chat_wording.THANKS

    def submit(self, submitted: Submitted) -> str:
        """Keep why an answer didn't help, and return what its asker reads."""
        turn = int(submitted.about)
        if not self._owns(submitted.who, turn):
            return chat_wording.NOT_YOUR_ANSWER
        comment = str(submitted.values.get(WHY) or "").strip()
        # Where one form is for both thumbs, it brings which one it was.
        helped = submitted.values.get(SAID) == _UP
        self.assistant.rate(turn, helpful=helped, comment=comment)
        return chat_wording.THANKS_KEPT

    def _owns(self, who: Asker, turn: int) -> bool:
        try:
            return is_of(self.assistant.records.turn(turn).asker, who)
        except UnknownTurn:
            return False


def _why(turn: str) -> Form:
    field = Typed(
        WHY, chat_wording.WHY_LABEL, chat_wording.WHY_HINT, longest=_LONGEST, optional=True
    )
    return Form(
        name=actions.WHY_FORM,
        about=turn,
        title=chat_wording.WHY_TITLE,
        blocks=(field,),
        submit=chat_wording.SEND,
        close=chat_wording.CLOSE,
    )
