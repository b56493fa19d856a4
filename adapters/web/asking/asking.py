"""A question asked on the page, once: however often a form is sent, it is one turn."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from adapters.web.asking.naming import PLATFORM
from adapters.web.asking.underway import Underway
from adapters.web.asking.words import UNDERWAY
from adapters.web.errors import BadForm
from bot.assistant import Assistant
from bot.dialogue import Dialogues
from bot.hearing import hear
from bot.language.model import Says, unsaid
from bot.model import Origin, Person, Question
from knowledge.model import Viewer

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with who asks it where; `seen` is the latest turn that the form was made from."""

    text: str
    who: Person
    viewer: Viewer
    conversation: str
    seen: int = 0
    for_office: bool = False

    @property
    def request(self) -> str:
        """What the asking is called: the same when the same form is sent again."""
        return request(self.conversation, str(self.seen), self.text)


def request(conversation: str, state: str, text: str) -> str:
    """Return what the sending of a text is called, from a form made of that state. Pure."""
    said = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{conversation} {state} {said[:_DIGITS]}"


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks the assistant. Thread-safe."""

    assistant: Assistant
    dialogues: Dialogues
    underway: Underway

    def ask(self, asked: Asked, says: Says = unsaid) -> int:
        """Keep the turn and return its number, 0 while the same question is being answered.

        `says` is as `Assistant.reply` has it. Raises BadForm while another question of the
        conversation is being answered, and KnowledgeError when the catalog or index can't be used.
        """
        with self.underway.begun(asked.conversation, asked.text) as before:
            if before == asked.text:
                return 0
            if before:
                raise BadForm({"question": UNDERWAY})
            return self.answered(asked) or self._turn(asked, says)

    def answered(self, asked: Asked) -> int:
        """Return the turn that the form became when it was sent before, 0 for none."""
        latest = self.dialogues.latest(asked.conversation)
        if latest <= asked.seen:
            return 0
        heard = hear(asked.text, self.assistant.settings.phone_region)
        before = self.assistant.records.turn(latest)
        return latest if before.question == heard.text else 0

    def _turn(self, asked: Asked, says: Says) -> int:
        question = Question(
            text=asked.text,
            viewer=asked.viewer,
            conversation=asked.conversation,
            origin=Origin(PLATFORM, asked.who, request=asked.request),
            for_office=asked.for_office,
        )
        return self.assistant.reply(question, record=True, says=says).turn or 0
