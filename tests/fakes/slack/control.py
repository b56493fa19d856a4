"""What a test may tell this Slack, and ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.slack.api import Api, Fault
from tests.fakes.slack.chat import Pace
from tests.fakes.slack.delivering import Delivering
from tests.fakes.slack.people import People
from tests.fakes.slack.world import BOT_USER, Channel, Json, Person, Refused, World, as_json


@dataclass
class Control:
    world: World
    api: Api
    delivering: Delivering
    people: People
    _running: set[asyncio.Task[Any]] = field(default_factory=set)

    async def serve(self, request: web.Request) -> web.Response:
        verb, given = request.match_info["verb"], await request.json()
        later = given.pop("later", False)
        try:
            deed = getattr(self.people, verb, None) or self._verbs()[verb]
            if later:
                self._start(deed(**given))
                return web.json_response({"value": None})
            value = deed(**given)
            value = await value if asyncio.iscoroutine(value) else value
        except Refused as refused:
            return web.json_response({"error": refused.answer})
        return web.json_response({"value": value})

    def _start(self, deed: Any) -> None:
        """Let it happen while the test goes on."""
        task = asyncio.ensure_future(deed)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _verbs(self) -> dict[str, Callable[..., Any]]:
        mine = (
            self.calls, self.messages, self.views, self.statuses, self.deliveries, self.acks,
            self.forget, self.recover, self.app, self.person, self.channel, self.group,
            self.fault, self.away, self.refuse, self.slow, self.pace, self.token, self.forward,
            self.disconnect, self.drop, self.raw, self.connections,
        )  # fmt: skip
        return {deed.__name__: deed for deed in mine}

    def calls(self, method: str | None) -> list[Json]:
        return [c for c in self.world.calls if method in (None, c["method"])]

    def messages(self, channel: str | None) -> list[Json]:
        return [as_json(p) for p in self.world.posts if channel in (None, p.channel)]

    def views(self) -> dict[str, list[Json]]:
        return {u: [as_json(view) for view in views] for u, views in self.world.views.items()}

    def statuses(self) -> Json:
        return {"statuses": self.world.statuses, "prompts": self.world.prompts}

    def deliveries(self) -> list[Json]:
        return self.delivering.done

    def acks(self) -> list[Json]:
        return self.delivering.sockets.acks

    def connections(self) -> int:
        return len(self.delivering.sockets.open)

    def forget(self) -> None:
        self.world.forget()
        self.api.recover()
        self.delivering.done.clear()
        self.delivering.sockets.acks.clear()
        self.delivering.sockets.waiting.clear()

    def recover(self) -> None:
        self.api.recover()

    def app(self, url: str, secret: str, patience: float, limit: float) -> None:
        told = self.delivering
        told.app, told.secret, told.patience, told.limit = url, secret, patience, limit
        told.sockets.limit = limit

    def person(self, **fields: Any) -> None:
        person = Person(**fields)
        self.world.people[person.id] = person

    def channel(self, **fields: Any) -> None:
        there = fields.pop("bot", True)
        channel = Channel(**fields)
        channel.members = [*channel.members, BOT_USER] if there else channel.members
        self.world.channels[channel.id] = channel

    def group(self, id: str, handle: str, users: list[str]) -> None:  # noqa: A002 - Slack's word
        named = {"id": id, "handle": handle, "name": handle.title(), "team_id": "T1"}
        self.world.groups[id] = named | {"users": users, "date_delete": 0, "is_usergroup": True}

    def fault(self, kind: str, left: int, method: str, after: float) -> None:
        self.api.faults.append(Fault(kind, left, method, after))

    def away(self, seconds: float) -> None:
        self.api.away = self.world.now() + seconds
        if seconds > 0:
            self.delivering.sockets.drop()

    def refuse(self, channel: str, error: str) -> None:
        if error:
            self.api.refusals[channel] = error
        else:
            self.api.refusals.pop(channel, None)

    def slow(self, seconds: float, method: str) -> None:
        self.api.slow[method] = seconds

    def pace(self, burst: int) -> None:
        self.api.pace = Pace(burst, kept=burst > 0)

    def token(self, *, revoked: bool, scopes: list[str] | None) -> None:
        self.world.revoked = revoked
        self.world.scopes = self.world.scopes if scopes is None else scopes

    def forward(self, seconds: float) -> None:
        self.world.ahead += seconds

    async def disconnect(self, reason: str) -> None:
        await self.delivering.sockets.disconnect(reason)

    def drop(self, envelopes: int) -> int:
        """Cut the connections now, or when the next envelopes go out over them."""
        self.delivering.sockets.drops = envelopes
        return 0 if envelopes else self.delivering.sockets.drop()

    async def raw(self, body: str, kind: str, extra: Json, at: float | None, secret: str) -> Json:
        return await self.delivering.post(body, kind, extra, at, secret)
