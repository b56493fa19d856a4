"""The Web API: who may call what, what goes wrong, and a record of every call."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.slack import chat, connecting, forms, reading
from tests.fakes.slack.chat import Pace
from tests.fakes.slack.world import APP_TOKEN, BOT_TOKEN, Json, Refused, World

# What a method does, and the scopes of which one is needed.
Method = tuple[Callable[[World, Json], Json], tuple[str, ...]]
_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_AGENT = ("assistant:write", "chat:write")
METHODS: dict[str, Method] = {
    "auth.test": (connecting.test, ()),
    "bots.info": (connecting.bot, ("users:read",)),
    "chat.postMessage": (chat.post_message, ("chat:write",)),
    "chat.postEphemeral": (chat.post_ephemeral, ("chat:write",)),
    "chat.update": (chat.update, ("chat:write",)),
    "chat.delete": (chat.delete, ("chat:write",)),
    "chat.getPermalink": (chat.permalink, ()),
    "views.open": (forms.open_, ()),
    "views.push": (forms.push, ()),
    "views.update": (forms.update, ()),
    "views.publish": (forms.publish, ()),
    "users.info": (reading.user, ("users:read",)),
    "users.list": (reading.users, ("users:read",)),
    "users.lookupByEmail": (reading.by_email, ("users:read.email",)),
    "usergroups.list": (reading.usergroups, ("usergroups:read",)),
    "usergroups.users.list": (reading.usergroup_users, ("usergroups:read",)),
    "conversations.info": (reading.info, _READ),
    "conversations.list": (reading.listing, _READ),
    "conversations.members": (reading.members, _READ),
    "conversations.open": (reading.open_, ("im:write",)),
    "conversations.join": (reading.join, ("channels:join",)),
    "conversations.history": (reading.history, _HISTORY),
    "conversations.replies": (reading.replies, _HISTORY),
    "assistant.threads.setStatus": (forms.set_status, _AGENT),
    "assistant.threads.setSuggestedPrompts": (forms.set_prompts, _AGENT),
}
# What people write to a channel through these is held to its pace.
_PACED = "chat.postMessage"


@dataclass
class Fault:
    """What the next `left` calls meet: limit (429), broken (500), or swallow (done, unanswered)."""

    kind: str
    left: int
    method: str = ""
    after: float = 1.0


@dataclass
class Api:
    """Answers calls. `away` is until when nobody is there, `slow` seconds by method ("": all)."""

    world: World
    faults: list[Fault] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    away: float = 0.0
    pace: Pace = field(default_factory=Pace)

    def absent(self) -> bool:
        return self.world.now() < self.away

    def recover(self) -> None:
        """End everything that goes wrong."""
        self.faults.clear()
        self.refusals.clear()
        self.slow.clear()
        self.away, self.pace = 0.0, Pace()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body = await arguments(request)
        record: Json = {
            "method": method,
            "body": body,
            "headers": dict(request.headers),
            "at": self.world.now(),
            "answer": None,
        }
        self.world.calls.append(record)
        await asyncio.sleep(self.slow.get(method, self.slow.get("", 0.0)))
        if self.absent():
            return hung_up(request)
        fault = self._fault(method)
        if fault and fault.kind != "swallow":
            record["status"] = 429 if fault.kind == "limit" else 500
            return _broken(fault)
        record["answer"], headers = self._outcome(method, body, request)
        if record["answer"].get("error") == "ratelimited":
            record["status"] = 429
            return web.json_response(record["answer"], status=429, headers=headers)
        return hung_up(request) if fault else web.json_response(record["answer"], headers=headers)

    def _outcome(
        self, method: str, body: Json, request: web.Request
    ) -> tuple[Json, dict[str, str]]:
        shown = {"x-oauth-scopes": ",".join(self.world.scopes)}
        try:
            self._permitted(method, request)
            if method == "apps.connections.open":
                return {"ok": True} | connecting.ticket(self.world), {}
            self._reachable(method, body)
        except Refused as refused:
            return refused.answer, shown
        try:
            return {"ok": True} | METHODS[method][0](self.world, body), shown
        except Refused as refused:
            limited = {"Retry-After": "1"} if refused.answer["error"] == "ratelimited" else {}
            return refused.answer, shown | limited

    def _permitted(self, method: str, request: web.Request) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if method == "apps.connections.open":
            return _right(token, APP_TOKEN, BOT_TOKEN)
        if method not in METHODS:
            raise Refused("unknown_method", req_method=method)
        if self.world.revoked and token == BOT_TOKEN:
            raise Refused("token_revoked")
        _right(token, BOT_TOKEN, APP_TOKEN)
        needed = METHODS[method][1]
        if needed and not set(needed) & set(self.world.scopes):
            provided = ",".join(self.world.scopes)
            raise Refused("missing_scope", needed=needed[0], provided=provided)
        return None

    def _reachable(self, method: str, body: Json) -> None:
        place = str(body.get("channel") or "")
        for name in (place, f"D{place[1:]}"):
            if name in self.refusals and method.startswith(("chat.", "conversations.")):
                raise Refused(self.refusals[name])
        if method == _PACED and self.pace.kept:
            channel = chat.addressed(self.world, body).id
            if self.pace.exceeded(channel, self.world.now()):
                raise Refused("ratelimited")
        if method == "chat.update" and self.pace.changed_too_often(self.world.now()):
            raise Refused("ratelimited")

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.left > 0 and fault.method in ("", method):
                fault.left -= 1
                return fault
        return None


async def arguments(request: web.Request) -> Json:
    """Return what a call was given, however it was sent; values that are JSON are read."""
    given: Json = dict(request.query)
    if "json" in request.content_type:
        return given | (await request.json() if request.can_read_body else {})
    for name, value in (await request.post()).items():
        given[name] = _read(value)
    return given


def hung_up(request: web.Request) -> web.Response:
    """Drop the connection without a word."""
    if request.transport:
        request.transport.abort()
    return web.Response()


def _read(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _right(token: str, wanted: str, other: str) -> None:
    if not token:
        raise Refused("not_authed")
    if token == other:
        raise Refused("not_allowed_token_type")
    if token != wanted:
        raise Refused("invalid_auth")


def _broken(fault: Fault) -> web.Response:
    if fault.kind == "limit":
        refusal = {"ok": False, "error": "ratelimited"}
        return web.json_response(refusal, status=429, headers={"Retry-After": f"{fault.after:g}"})
    return web.json_response({"ok": False, "error": "internal_error"}, status=500)
