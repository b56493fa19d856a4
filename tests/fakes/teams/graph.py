"""Microsoft Graph: people, and which groups they are in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.teams.connector import recorded, served
from tests.fakes.teams.faults import Faults
from tests.fakes.teams.login import GRAPH, Login
from tests.fakes.teams.world import TENANT, Json, Person, Refused, World

# How many groups checkMemberGroups takes at once (learn.microsoft.com, directoryObject).
_GROUPS = 20


@dataclass
class Graph:
    """`granted` are the application permissions that the app was given."""

    world: World
    faults: Faults
    login: Login
    granted: tuple[str, ...] = ("User.Read.All", "GroupMember.Read.All")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json() if request.can_read_body else None
        method = _method(request)
        record = recorded(self.world, request, method, body)
        return await served(
            self.world, self.faults, record, request, lambda: self._outcome(request, method, body)
        )

    def _outcome(self, request: web.Request, method: str, body: Any) -> tuple[int, Json]:
        if not self.login.valid(request.headers.get("Authorization", ""), GRAPH):
            raise Refused(401, "InvalidAuthenticationToken", "Access token is empty or invalid.")
        self._permitted(method)
        name = request.match_info["id"]
        if method == "graph.group":
            return 200, self._group(name)
        person = self._person(name)
        return 200, self._groups(person, body) if method == "graph.groups" else _user(person)

    def _permitted(self, method: str) -> None:
        needed = {"graph.user": "User.Read.All"}.get(method, "GroupMember.Read.All")
        if needed not in self.granted:
            why = "Insufficient privileges to complete the operation."
            raise Refused(403, "Authorization_RequestDenied", why)

    def _person(self, name: str) -> Person:
        person = self.world.people.get(name)
        if person is None or person.tenant != TENANT:
            raise _missing(name)
        return person

    def _group(self, name: str) -> Json:
        group = self.world.groups.get(name)
        if group is None:
            raise _missing(name)
        return {"id": name, "displayName": group["name"], "securityEnabled": True}

    def _groups(self, person: Person, body: Any) -> Json:
        asked = (body or {}).get("groupIds")
        if not isinstance(asked, list) or not 0 < len(asked) <= _GROUPS:
            raise Refused(400, "Request_BadRequest", "groupIds takes 1 to 20 ids.")
        unknown = [name for name in asked if name not in self.world.groups]
        if unknown:
            raise _missing(unknown[0])
        return {"value": [g for g in asked if person.id in self.world.groups[g]["users"]]}


def _method(request: web.Request) -> str:
    if request.match_info["kind"] == "groups":
        return "graph.group"
    return "graph.groups" if request.path.endswith("/checkMemberGroups") else "graph.user"


def _user(person: Person) -> Json:
    given, _, family = person.name.partition(" ")
    upn = f"{person.email.replace('@', '_')}#EXT#@agency.example" if person.guest else person.email
    return {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
        "id": person.id,
        "displayName": person.name,
        "givenName": given,
        "surname": family,
        "mail": person.email,
        "userPrincipalName": upn,
        "userType": "Guest" if person.guest else "Member",
        "accountEnabled": person.enabled,
    }


def _missing(name: str) -> Refused:
    why = f"Resource '{name}' does not exist."
    return Refused(404, "Request_ResourceNotFound", why)
