"""In which groups somebody is: what decides which restricted documents they may read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from slack_sdk import WebClient

from adapters.slack.people.expiring import Expiring
from adapters.slack.people.groups_file import GroupsFile
from adapters.slack.people.profiles import Somebody, asked
from bot.settings import Settings


class Directory(Protocol):
    """Knows who is in which group."""

    def groups(self, somebody: Somebody) -> frozenset[str]:
        """Return the groups that somebody is in now. Raises DirectoryUnreachable."""
        ...


class UserGroups:
    """Slack's user groups: the handle is the group's name; an answer is kept for ten minutes."""

    def __init__(self, slack: WebClient, now: Callable[[], datetime]) -> None:
        self._slack = slack
        self._kept: Expiring[None, Mapping[str, frozenset[str]]] = Expiring(now)

    def groups(self, somebody: Somebody) -> frozenset[str]:
        """Return the handles of the user groups that somebody is in. Raises DirectoryUnreachable.

        A group that was switched off has nobody in it.
        """
        members = self._kept.get(None, self._look_up)
        return frozenset(name for name, users in members.items() if somebody.user in users)

    def _look_up(self) -> Mapping[str, frozenset[str]]:
        answer = asked(lambda: self._slack.usergroups_list(include_users=True))
        groups = answer.get("usergroups") or []
        return {
            group["handle"]: frozenset(group.get("users") or ())
            for group in groups
            if group.get("handle") and not group.get("date_delete")
        }


@dataclass(frozen=True, slots=True)
class Directories:
    """Several directories as one: whoever is in a group by any of them is in it.

    When one can't be reached none counts, so that nobody guesses what an asker was shown by.
    """

    all: tuple[Directory, ...]

    def groups(self, somebody: Somebody) -> frozenset[str]:
        """Return the groups that somebody is in. Raises DirectoryUnreachable."""
        return frozenset().union(*(one.groups(somebody) for one in self.all))


def directory(settings: Settings, slack: WebClient, now: Callable[[], datetime]) -> Directory:
    """Return who is in which group by the settings; nobody is in any where they name nothing.

    Raises BadSettings with all faults of the groups' file.
    """
    known: list[Directory] = []
    if settings.groups_file:
        known.append(GroupsFile(settings.groups_file))
    if settings.slack_user_groups:
        known.append(UserGroups(slack, now))
    return Directories(tuple(known))
