"""Whether the groups of Microsoft Entra can be read, asked of Microsoft Graph."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from adapters.chat.checked import Checked
from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from adapters.teams.kit.clouds import CLOUDS
from adapters.teams.people.calls import NotThere, Service
from adapters.teams.people.groups import EntraGroups
from bot.settings import Settings
from bot.teams_names import group_ids

_NAME = "Groups"
_NOWHERE = "404"
_CONSENT = (
    "In Microsoft Entra, give the bot's app registration the application permissions"
    " GroupMember.Read.All and User.Read.All of Microsoft Graph, and grant admin consent."
)
_REACH = "See that this machine may open connections to it; until then nobody has a group."


def groups(settings: Settings, token: Callable[[], str], now: Callable[[], datetime]) -> Checked:
    """Return whether the settings' groups are there, and somebody's membership can be read.

    It is asked of the first who is on call. `token` gives the app's token for Microsoft Graph.
    """
    graph = settings.teams_graph_url or CLOUDS[settings.teams_cloud].graph
    named, asker = group_ids(settings.teams_groups), Service(token)
    try:
        lacking = [name for name, of in named if not _there(asker, f"{graph}/v1.0/groups/{of}")]
        for who in () if lacking else settings.teams_on_call[:1]:
            _try(EntraGroups(settings, token, now), who)
    except NotThere as refused:
        return Checked(_NAME, "fail", f"Microsoft Graph says no: {refused}", _CONSENT)
    except DirectoryUnreachable as fault:
        return Checked(_NAME, "fail", f"{graph} tells nothing ({fault})", _REACH)
    if lacking:
        what = f"the tenant has no group with the id of {', '.join(lacking)}"
        return Checked(_NAME, "fail", what, "Mend POLICYDESK_TEAMS_GROUPS.")
    return Checked(_NAME, "ok", f"{len(named)} can be read")


def _there(graph: Service, url: str) -> bool:
    try:
        graph.get(url, **{"$select": "id"})
    except NotThere as refused:
        if str(refused).startswith(_NOWHERE):
            return False
        raise
    return True


def _try(groups_: EntraGroups, who: str) -> None:
    """Look somebody's groups up; whether they are there at all is another question."""
    try:
        groups_.groups(Somebody(who))
    except NotThere as refused:
        if not str(refused).startswith(_NOWHERE):
            raise
