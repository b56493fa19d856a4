"""Who somebody in Teams is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from adapters.chat.people.expiring import Expiring
from adapters.chat.people.somebody import DirectoryUnreachable, Somebody
from adapters.teams.people.roster import object_id

# Roles of the agency's own people; a guest's is "guest", and a role nobody has heard of is none.
_OWN_ROLES = ("", "user", "owner")
# So a tenant names the guests that it has taken in.
_GUEST = "#ext#"
# So the connector's names of apps begin; people's begin with 29:.
_APP = "28:"


class TeamsPeople:
    """Who people are; an answer is kept for ten minutes. Thread-safe.

    `look` returns somebody by their object id, as the connector shows a member of a conversation;
    it raises DirectoryUnreachable. `tenant` is the agency's, "" only where nobody is asked who
    they are.
    """

    def __init__(
        self, look: Callable[[str], Mapping[str, Any]], tenant: str, now: Callable[[], datetime]
    ) -> None:
        self._look = look
        self._tenant = tenant
        self._known: Expiring[str, Somebody] = Expiring(now)

    def of(self, user: str) -> Somebody:
        """Return who a user is. Raises DirectoryUnreachable."""
        return self._known.get(user, lambda: self._look_up(user))

    def own(self, user: str) -> bool:
        """Whether a user is of the agency's tenant, and no guest. Raises DirectoryUnreachable."""
        somebody = self.of(user)
        return not (somebody.guest or somebody.bot) and self._tenant in ("", somebody.team)

    def _look_up(self, user: str) -> Somebody:
        member = self._look(user)
        if object_id(member) != user.lower():
            raise DirectoryUnreachable("Teams answered of somebody else")
        name = _text(member, "userPrincipalName").lower()
        guest = _GUEST in name or _text(member, "userRole").lower() not in _OWN_ROLES
        return Somebody(
            user,
            name=_text(member, "name"),
            email=_text(member, "email").lower() or ("" if guest else name),
            team=_text(member, "tenantId").lower(),
            guest=guest,
            bot=_text(member, "id").startswith(_APP),
        )


def _text(member: Mapping[str, Any], name: str) -> str:
    return str(member.get(name) or "").strip()
