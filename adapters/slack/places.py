"""Where somebody speaks in Slack: conversations, addresses and people by their ids. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from adapters.slack.model import Asker, Place
from bot.model import Person

PLATFORM = "slack"
# Stands for the thread of what was asked outside of one: a command has none.
_NOWHERE = "-"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a conversation is held: in a thread, or there with `user` alone ("" for everybody).

    What is said to one person is answered to that person, however long it takes; so a private
    conversation's address is the person, and never the channel that it began in.
    """

    team: str
    channel: str
    thread: str = ""
    user: str = ""

    @classmethod
    def of(cls, conversation: str) -> Self:
        """Return where a conversation is held, by its name. Raises ValueError if it isn't ours."""
        match conversation.split(":"):
            case [platform, team, channel, thread, *user] if platform == PLATFORM and not user[1:]:
                return cls(team, channel, "" if thread == _NOWHERE else thread, *user)
        raise ValueError(f"{conversation} is no conversation in Slack")

    @property
    def conversation(self) -> str:
        """The name of the conversation: "slack:T1:C1:17.1", with ":U1" after it if private."""
        parts = (PLATFORM, self.team, self.channel, self.thread or _NOWHERE)
        return ":".join((*parts, self.user) if self.user else parts)

    @property
    def private(self) -> bool:
        """Whether one person alone reads what is said: privately, or in a direct message."""
        return bool(self.user) or direct(self.channel)

    def address(self, user: str) -> Mapping[str, str]:
        """Return where the office's reply to this user goes: {"channel", "thread", "user"}.

        The channel is "" where it goes to the user directly.
        """
        if self.user:
            return {"channel": "", "thread": "", "user": self.user}
        return {"channel": self.channel, "thread": self.thread, "user": user}


def direct(channel: str) -> bool:
    """Whether a channel is the direct messages of one person with the bot."""
    return channel.startswith("D")


def spot(place: Place, ts: str = "") -> Spot:
    """Return where what was said there is answered: in its thread, or in the one that it begins."""
    return Spot(place.team, place.channel, place.thread or ts)


def spot_alone(place: Place, user: str, ts: str = "") -> Spot:
    """Return where the user is answered so that nobody else reads it."""
    return Spot(place.team, place.channel, place.thread or ts, user)


def person(who: Asker, name: str = "") -> Person:
    """Return somebody as the records know them: "slack:T1:U1"."""
    return Person(f"{PLATFORM}:{who.team}:{who.user}", name)


def user_of(person_id: str) -> str:
    """Return the user of a person's id, "" where that is none of Slack's."""
    platform, _, rest = person_id.partition(":")
    return rest.rpartition(":")[2] if platform == PLATFORM else ""
