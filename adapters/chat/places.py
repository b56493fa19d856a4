"""Where somebody speaks: conversations, addresses and people by their ids. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from adapters.chat.model import Asker, Place
from adapters.chat.naming import joined, parted
from bot.model import Person

SLACK, TEAMS = "slack", "teams"
# In Teams there are threads in channels alone.
_CHANNEL = "channel"
# Stands for the thread of what was asked outside of one: a command has none.
_NOWHERE = "-"
# How the ids of direct messages with the bot begin.
_DIRECT = {SLACK: "D", TEAMS: "a:"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a conversation is held: in a thread, or there with `user` alone ("" for everybody).

    What is said to one person is answered to that person, however long it takes; so a private
    conversation's address is the person, and never the channel that it began in.
    """

    platform: str
    team: str
    channel: str
    thread: str = ""
    user: str = ""

    @classmethod
    def of(cls, conversation: str) -> Self:
        """Return where a conversation is held, by its name.

        Raises ValueError if it is on no chat platform.
        """
        match parted(conversation):
            case [platform, team, channel, thread, *user] if platform in _DIRECT and len(user) <= 1:
                return cls(platform, team, channel, "" if thread == _NOWHERE else thread, *user)
        raise ValueError(f"{conversation} is no conversation on a chat platform")

    @property
    def conversation(self) -> str:
        """The name of the conversation: "slack:T1:C1:17.1", with ":U1" after it if private."""
        parts = (self.platform, self.team, self.channel, self.thread or _NOWHERE)
        return joined(*parts, self.user) if self.user else joined(*parts)

    @property
    def direct(self) -> bool:
        """Whether it is in the direct messages of one person with the bot."""
        return self.channel.startswith(_DIRECT[self.platform])

    @property
    def private(self) -> bool:
        """Whether one person alone reads what is said: privately, or in a direct message."""
        return bool(self.user) or self.direct

    @property
    def begins(self) -> str:
        """What the names of all conversations in its channel begin with."""
        return joined(self.platform, self.team, self.channel, "")

    def address(self, user: str) -> Mapping[str, str]:
        """Return where the office's reply to this user goes: {"channel", "thread", "user"}.

        The channel is "" where it goes to the user directly.
        """
        if self.user:
            return {"channel": "", "thread": "", "user": self.user}
        return {"channel": self.channel, "thread": self.thread, "user": user}


def spot(place: Place, ts: str = "") -> Spot:
    """Return where what was said there is answered: in its thread, or in the one that it begins."""
    return Spot(place.platform, place.team, place.channel, _thread(place, ts))


def spot_alone(place: Place, user: str, ts: str = "") -> Spot:
    """Return where the user is answered so that nobody else reads it."""
    return Spot(place.platform, place.team, place.channel, _thread(place, ts), user)


def _thread(place: Place, ts: str) -> str:
    """Return the thread that a message is in or begins; "" where none can begin."""
    unthreaded = place.platform == TEAMS and place.channel_type != _CHANNEL
    return "" if unthreaded else place.thread or ts


def nowhere(who: Asker) -> Spot:
    """Return where somebody is told what belongs to no conversation: directly."""
    return Spot(who.platform, "", "", "", who.user)


def person(who: Asker, name: str = "") -> Person:
    """Return somebody as the records know them: "slack:T1:U1"."""
    return Person(f"{who.platform}:{who.team}:{who.user}", name)


def is_of(person_id: str, who: Asker) -> bool:
    """Whether a person's id is that of who did something, in whatever team they did it."""
    return user_of(person_id, who.platform) == who.user


def user_of(person_id: str, platform: str) -> str:
    """Return the user of a person's id, "" where that is none of the platform's."""
    named, _, rest = person_id.partition(":")
    return rest.rpartition(":")[2] if named == platform else ""
