"""Who takes part in the conversations, and in which channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from tests.adapters.slack.harness import OFFICE, ON_CALL, SECOND
from tests.fakes.slack import Slack

# Who isn't listed is an employee without groups, a new one in every conversation.
_FIXED = {
    "Hanna": "U50",  # in the group hr
    "Olga": "U80",
    "Otto": "U81",
    "Gus": "U60",
    "Sam": "U61",
    "Robot": "U62",
    "Rina": ON_CALL,
    "Rolf": SECOND,
}
_numbers = count(1000)


@dataclass
class Cast:
    """The people and channels of one conversation; the office and its people stay the same."""

    slack: Slack
    number: int = field(default_factory=lambda: next(_numbers))
    channels: set[str] = field(default_factory=set)
    users: dict[str, str] = field(default_factory=lambda: dict(_FIXED))

    def user(self, name: str) -> str:
        """Return somebody's id; who is named for the first time is hired."""
        if name not in self.users:
            self.users[name] = f"U{self.number}{len(self.users)}"
            self.slack.person(self.users[name], name=f"{name} Example")
        return self.users[name]

    def channel(self, where: str, who: str) -> str:
        """Return a channel's id: `direct`, #office, or one of this conversation's own.

        The bot is in all but #closed.
        """
        if where == "direct":
            return f"D{self.user(who)[1:]}"
        if where in ("#office", "card"):
            return OFFICE
        channel = f"C{where.lstrip('#').upper()}{self.number}"
        if channel not in self.channels:
            self.channels.add(channel)
            self.slack.channel(channel, bot=where != "#closed")
        return channel


def prepare(slack: Slack) -> None:
    """Let those in who are there in every conversation."""
    slack.channel(OFFICE, name="communications", kind="group", members=["U80", "U81", "U60", "U61"])
    for name, user in _FIXED.items():
        slack.person(user, name=f"{name} Example")
    slack.person("U60", name="Gus Guest", guest=True)
    slack.person("U61", name="Sam Stranger", team="T2")
    slack.person("U62", name="Robot", bot=True)
