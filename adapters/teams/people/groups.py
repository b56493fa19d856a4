"""In which groups of Entra ID somebody is: what decides which restricted documents they may read.

Groups are known by their object ids alone: anybody may make a group of any name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from adapters.chat.people.expiring import Expiring
from adapters.chat.people.groups import Directories
from adapters.chat.people.groups_file import GroupsFile
from adapters.chat.people.somebody import Directory, DirectoryUnreachable, Somebody
from adapters.teams.kit.clouds import CLOUDS
from adapters.teams.kit.configuration import graph_token
from adapters.teams.people.calls import Service
from bot.settings import Settings
from bot.teams_names import group_ids, is_guid

# How many groups may be asked about at once (learn.microsoft.com, "user: checkMemberGroups").
_AT_ONCE = 20


class EntraGroups:
    """The settings' groups by Microsoft Graph; an answer is kept for ten minutes. Thread-safe.

    Who is in a group by way of another group is in it. `token` gives the app's token for Graph;
    the app needs its permissions User.Read.All and GroupMember.Read.All.
    """

    def __init__(
        self, settings: Settings, token: Callable[[], str], now: Callable[[], datetime]
    ) -> None:
        self._url = settings.teams_graph_url or CLOUDS[settings.teams_cloud].graph
        self._pairs = group_ids(settings.teams_groups)
        self._graph = Service(token)
        self._known: Expiring[str, frozenset[str]] = Expiring(now)

    def groups(self, somebody: Somebody) -> frozenset[str]:
        """Return the names of the groups that somebody is in. Raises DirectoryUnreachable."""
        return self._known.get(somebody.user, lambda: self._look_up(somebody.user))

    def _look_up(self, user: str) -> frozenset[str]:
        if not is_guid(user):
            raise DirectoryUnreachable("no id of Entra's")
        inside = frozenset(self._inside(user))
        return frozenset(name for name, of in self._pairs if of in inside)

    def _inside(self, user: str) -> Iterator[str]:
        url = f"{self._url}/v1.0/users/{user}/checkMemberGroups"
        asked = sorted({of for _, of in self._pairs})
        for begin in range(0, len(asked), _AT_ONCE):
            answer = self._graph.post(url, {"groupIds": asked[begin : begin + _AT_ONCE]})
            found = answer.get("value")
            if not isinstance(found, list):
                raise DirectoryUnreachable("no list of groups")
            yield from (str(of).lower() for of in found)


def directory(settings: Settings, now: Callable[[], datetime]) -> Directory:
    """Return who is in which group by the settings; nobody is in any where they name nothing.

    Raises BadSettings with all faults of the groups' file.
    """
    known: list[Directory] = []
    if settings.groups_file:
        known.append(GroupsFile(settings.groups_file))
    if settings.teams_groups:
        known.append(EntraGroups(settings, graph_token(settings), now))
    return Directories(tuple(known))
