"""Slack's user groups, as groups of the policies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from slack_sdk import WebClient

from adapters.chat.people.expiring import Expiring
from adapters.chat.people.groups import Directories
from adapters.chat.people.groups_file import GroupsFile
from adapters.chat.people.somebody import Directory, Somebody
from adapters.slack.people.profiles import asked
from bot.settings import Settings


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
