"""The Bot Connector over HTTP: who may call, what goes wrong, and a record of every call."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.teams import conversations
from tests.fakes.teams.activities import Activities, top
from tests.fakes.teams.faults import Fault, Faults
from tests.fakes.teams.limits import bad, entities
from tests.fakes.teams.login import CONNECTOR, Login
from tests.fakes.teams.streams import Streams
from tests.fakes.teams.world import SERVICES, Json, Refused, World

Answer = tuple[int, Json | list[Json]]
_PACED = ("activities", "members", "conversations")
_PAGE = 500


@dataclass
class Connector:
    """`unauthenticated` takes calls without a token, as the emulator does."""

    world: World
    faults: Faults
    login: Login
    streams: Streams
    activities: Activities
    unauthenticated: bool = False

    async def answer(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        body = _read(raw)
        method = _method(request, body)
        record = recorded(self.world, request, method, body)
        return await served(
            self.world,
            self.faults,
            record,
            request,
            lambda: self._outcome(request, method, body),
        )

    def _outcome(self, request: web.Request, method: str, body: Any) -> Answer:
        if not self.unauthenticated and not self.login.valid(
            request.headers.get("Authorization", ""), CONNECTOR
        ):
            raise Refused(401, "Unauthorized", "Authorization has been denied for this request.")
        service = request.match_info["service"]
        if service not in SERVICES:
            raise Refused(404, "NotFound")
        if method == "conversations.create":
            return self._create(_mapping(body))
        return self._in_conversation(request, service, method, body)

    def _create(self, body: Json) -> Answer:
        place, activity = conversations.create(self.world, body)
        self._refused(place.id)
        self._paced("conversations.create", place.id)
        made = {"id": place.id, "serviceUrl": self.world.service_url(place.service)}
        if activity:
            name = self.activities.post(place, "", activity)[1].get("id", "")
            root = f"{place.id};messageid={name}" if place.kind == "channel" else place.id
            made |= {"id": root, "activityId": name}
        return 201, made

    def _in_conversation(
        self, request: web.Request, service: str, method: str, body: Any
    ) -> Answer:
        given = request.match_info
        place, thread = conversations.found(self.world, given["conversation"], service)
        self._refused(place.id)
        self._paced(method, place.id)
        name = given.get("id", "")
        match method:
            case "members.list":
                return 200, conversations.members(self.world, place)
            case "members.paged":
                return 200, self._page(request, conversations.members(self.world, place))
            case "members.get":
                return 200, conversations.member(self.world, place, name)
            case "activities.update":
                return self.activities.update(place, name, _mapping(body))
            case "activities.delete":
                return self.activities.delete(place, name)
        below = top(self.world, place, thread, name)
        return self.activities.post(place, below, _mapping(body))

    def _page(self, request: web.Request, members: list[Json]) -> Json:
        begin = int(request.query.get("continuationToken") or 0)
        size = min(int(request.query.get("pageSize") or 200), _PAGE)
        rest = {"continuationToken": str(begin + size)} if begin + size < len(members) else {}
        return {"members": members[begin : begin + size]} | rest

    def _refused(self, channel: str) -> None:
        for name in (channel, channel.removeprefix("a:")):
            if name in self.faults.refusals:
                raise Refused(*self.faults.refusals[name])

    def _paced(self, method: str, channel: str) -> None:
        wait = self.faults.pace.wait(method, channel, self.world.now())
        if wait:
            raise Throttled(wait)


class Throttled(Refused):
    """Too many calls; there is room again after so many seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(429, "TooManyRequests", "API calls quota exceeded")
        self.after = after


def recorded(world: World, request: web.Request, method: str, body: Any) -> Json:
    """Return the record of a call, kept."""
    record: Json = {
        "method": method,
        "verb": request.method,
        "path": request.path,
        "service": request.match_info.get("service", ""),
        "body": body,
        "headers": dict(request.headers),
        "at": world.now(),
        "status": None,
        "answer": None,
    }
    world.calls.append(record)
    return record


async def served(
    world: World, faults: Faults, record: Json, request: web.Request, outcome: Any
) -> web.StreamResponse:
    """Answer a call as its outcome says, unless something goes wrong."""
    await faults.pass_time(record["method"])
    absent = faults.absent(record["method"], world.now())
    if absent is not None:
        return _broken(Fault(absent, 0), record, request)
    fault = faults.next(record["method"])
    if fault and not fault.done:
        return _broken(fault, record, request)
    headers = {}
    try:
        record["status"], record["answer"] = outcome()
    except Refused as refused:
        record["status"], record["answer"] = refused.status, refused.answer
        if isinstance(refused, Throttled):
            headers["Retry-After"] = f"{max(1, round(refused.after + 0.5))}"
    if fault:
        return _broken(fault, record, request)
    return web.json_response(record["answer"], status=record["status"], headers=headers)


def hung_up(request: web.Request) -> web.Response:
    """Drop the connection without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()


def _broken(fault: Fault, record: Json, request: web.Request) -> web.Response:
    if not fault.done:
        record["status"] = fault.status
    if not fault.status:
        return hung_up(request)
    headers = {} if fault.after is None else {"Retry-After": f"{fault.after:g}"}
    return web.json_response(fault.answer(), status=fault.status, headers=headers)


def _method(request: web.Request, body: Any) -> str:
    """Return what a call is called in records, and by who has it fail."""
    kind = request.match_info.get("kind", "")
    name = request.match_info.get("id", "")
    if not kind:
        return "conversations.create"
    if kind != "activities":
        return "members.paged" if kind == "pagedmembers" else f"members.{'get' if name else 'list'}"
    if request.method != "POST":
        return "activities.update" if request.method == "PUT" else "activities.delete"
    if isinstance(body, dict) and body.get("type") == "typing":
        return "activities.stream" if entities(body, "streaminfo") else "activities.typing"
    return "activities.post"


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return raw.decode(errors="replace")


def _mapping(body: Any) -> Json:
    if not isinstance(body, dict):
        raise bad("The body is no JSON object")
    return body
