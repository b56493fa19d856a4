"""One person's conversation with the bot, from a terminal; all of it is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.assistant import Assistant
from bot.language.model import Says, unsaid
from bot.model import Decision, Question
from bot.tickets import Ticket
from bot.wording import ask
from knowledge.model import Viewer


@dataclass
class Conversation:
    """What was said last, and what a number typed now stands for.

    `name` is the same from one day to the next, so that the office's reply finds its
    asker; `choices` are the ready replies, at first the suggested questions.
    """

    assistant: Assistant
    name: str
    viewer: Viewer = field(default_factory=Viewer)
    choices: tuple[str, ...] = ()
    last: Decision | None = None

    def meant(self, line: str) -> str:
        """Return what a line says: the ready reply of that number, else its own words."""
        typed = line.strip().rstrip(".)")
        chosen = (
            int(typed) if typed.isdecimal() and len(typed) <= len(str(len(self.choices))) else 0
        )
        return self.choices[chosen - 1] if 1 <= chosen <= len(self.choices) else line

    def say(self, text: str, says: Says = unsaid) -> Decision:
        """Return the bot's decision on what the asker says; its ready replies become choices.

        `says` is called with each sentence of a language model that has passed.
        """
        asked = Question(text, self.viewer, conversation=self.name)
        self.last = self.assistant.reply(asked, record=True, says=says)
        self.choices = self.last.options
        return self.last

    def ask_the_office(self) -> Decision:
        """Return the decision on sending the last question to the office."""
        return self.say(ask(self.assistant.settings.office))

    def rate(self, last: Decision, *, helpful: bool, comment: str) -> None:
        """Keep what the asker thinks of the bot's last decision."""
        if last.turn is not None:
            self.assistant.rate(last.turn, helpful=helpful, comment=comment)

    def tickets(self) -> tuple[Ticket, ...]:
        """Return the asker's tickets, closed ones too."""
        found = self.assistant.tickets.list()
        return tuple(ticket for ticket in found if ticket.conversation == self.name)
