"""What the bot says when it is added to a conversation: what it is for, and what one can ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.chat import places
from adapters.chat.asking.prompts import Prompts
from adapters.chat.content import Message, Prose, Suggestions
from adapters.chat.model import Opened
from adapters.chat.outgoing import Messenger
from adapters.chat.people.readers import Readers
from adapters.delivery.model import Done, Outgoing
from bot import chat_wording
from knowledge.catalog.database import Database


@dataclass(frozen=True, slots=True)
class Welcoming:
    """Greets a conversation once, but no stranger alone to whom nothing is shown. Thread-safe.

    `how_to_use` tells how to ask on this platform.
    """

    messenger: Messenger
    readers: Readers
    suggested: Prompts
    how_to_use: str
    database: Database

    def handle(self, opened: Opened, done: Done) -> None:
        """Put the greeting into the outbox, unless it was greeted before."""
        spot = places.spot(opened.place)
        if spot.direct and self.readers.refusal(opened.who, opened.place.team):
            self._put(done)
            return
        said = greeting(self.how_to_use, self.suggested.newest())
        self._put(done, *self.messenger.post(f"welcome {spot.conversation}", spot.channel, said))

    def _put(self, done: Done, *told: Outgoing) -> None:
        with self.database.write() as connection:
            done(connection, *told)


def greeting(how_to_use: str, questions: Sequence[str]) -> Message:
    """Return how to ask, with questions to begin with."""
    blocks = (Prose(how_to_use), Prose(chat_wording.FOR_EXAMPLE), Suggestions(tuple(questions)))
    return Message(how_to_use, blocks)
