"""What a chat platform must let people do and see for conversations to be played on it.

People are called by their names, and places as in the tables: `direct` for the chat with the bot,
#office for the office's channel, else something of the conversation's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

OFFICE, DIRECT = "#office", "direct"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot's as people see it.

    `name` is the platform's for it, later names are greater; `labels` are the words on its buttons,
    `rings` whom it rings, by their ids. `made_of` is the platform's own.
    """

    name: str
    text: str
    labels: Sequence[str]
    rings: frozenset[str]
    made_of: Sequence[Json]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form by its `name`; `choices` are the values to choose from, in order."""

    name: str
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is open: what it says, and its fields by their labels."""

    text: str
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a deed: the name of what was written, and the events that the bot was told.

    An event can be told again; where there is none, the deed can be done again.
    """

    name: str = ""
    events: Sequence[str] = ()


class Playground(Protocol):
    """A platform during one conversation; who is named for the first time is hired."""

    def user(self, who: str) -> str:
        """Return somebody's id."""
        ...

    def called(self, who: str) -> str:
        """Return how somebody stands in a message that mentions them, to who reads it."""
        ...

    def mention(self, who: str) -> str:
        """Return what is written to mention somebody."""
        ...

    def says(self, who: str, where: str, text: str) -> Told:
        """Write a message outside of threads. @bot is the mention of the bot."""
        ...

    def adds(self, who: str, where: str, text: str) -> Told:
        """Write in the thread that `says` began there, or goes on there where there are none."""
        ...

    def replies(self, who: str, card: Seen, text: str) -> Told:
        """Write in the thread below a card."""
        ...

    def types(self, who: str, where: str, text: str) -> Told:
        """Ask so that nobody else reads the answer."""
        ...

    def edits(self, who: str, where: str, text: str) -> Told:
        """Change what was said there last."""
        ...

    def deletes(self, who: str, where: str) -> Told:
        """Take away what was said there last."""
        ...

    def joins(self, who: str, where: str) -> Told:
        """Come into a channel."""
        ...

    def opens(self, who: str) -> Told:
        """Begin to talk to the bot."""
        ...

    def presses(self, who: str, seen: Seen, label: str, forged: str | None) -> Told:
        """Press a button; a `forged` value is sent instead of what the button has."""
        ...

    def chooses(self, who: str, where: str, command: str) -> Told:
        """Use a command of the bot's on what was said there last."""
        ...

    def submits(self, who: str, values: Mapping[str, str], forged: str | None) -> Told:
        """Send the form on top; values by the names of its fields."""
        ...

    def again(self, event: str) -> None:
        """Tell the bot of an event again."""
        ...

    def seen(self, who: str, where: str) -> list[Seen]:
        """Return what the bot has said there to all, in the thread that was begun there."""
        ...

    def alone(self, who: str, where: str) -> list[Seen]:
        """Return what the bot has said in this connection that this person alone can see."""
        ...

    def everything(self, who: str, where: str) -> list[Seen]:
        """Return all that the bot has said there, in threads or not, and to this person alone."""
        ...

    def cards(self) -> list[Seen]:
        """Return what the bot has said in the office's channel outside of threads, ever."""
        ...

    def below(self, card: Seen) -> list[Seen]:
        """Return what the bot has said in the thread below a card."""
        ...

    def form(self, who: str) -> Form | None:
        """Return the form that is open for somebody, the topmost."""
        ...

    def idle(self, who: str, where: str) -> bool:
        """Whether nothing shows that something is looked up in the thread there."""
        ...

    def prompts(self, who: str) -> Sequence[str]:
        """Return what somebody is offered to ask in the chat with the bot."""
        ...

    def names(self) -> set[str]:
        """Return the names of all messages that were ever written."""
        ...
