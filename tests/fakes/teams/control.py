"""What a test may tell this Teams, and ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.teams.connector import Connector
from tests.fakes.teams.delivering import Delivering
from tests.fakes.teams.extending import Extending
from tests.fakes.teams.faults import CODES, Fault
from tests.fakes.teams.graph import Graph
from tests.fakes.teams.pace import Pace
from tests.fakes.teams.people import People
from tests.fakes.teams.pressing import Pressing
from tests.fakes.teams.world import CannotBeDone, Json, Person, Place, World, as_json, kind_of


@dataclass
class Control:
    world: World
    connector: Connector
    graph: Graph
    delivering: Delivering
    people: People
    pressing: Pressing
    extending: Extending
    _running: set[asyncio.Task[Any]] = field(default_factory=set)

    async def serve(self, request: web.Request) -> web.Response:
        verb, given = request.match_info["verb"], await request.json()
        later = given.pop("later", False)
        try:
            deed = self._deed(verb)
            if later:
                self._start(deed(**given))
                return web.json_response({"value": None})
            value = deed(**given)
            value = await value if asyncio.iscoroutine(value) else value
        except CannotBeDone as refused:
            return web.json_response({"error": str(refused)})
        return web.json_response({"value": value})

    def _deed(self, verb: str) -> Callable[..., Any]:
        for doer in (self.people, self.pressing, self.extending, self):
            if not verb.startswith("_") and callable(getattr(type(doer), verb, None)):
                return getattr(doer, verb)  # type: ignore[no-any-return] # one of their verbs
        raise CannotBeDone(f"there is no verb {verb}")

    def _start(self, deed: Any) -> None:
        """Let it happen while the test goes on."""
        task = asyncio.ensure_future(deed)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def calls(self, method: str | None, since: int) -> list[Json]:
        return [c for c in self.world.calls[since:] if method in (None, c["method"])]

    def messages(self, channel: str | None) -> list[Json]:
        places = (
            self.world.posts.values() if channel is None else (self.world.posts.get(channel, {}),)
        )
        return [as_json(post) for place in places for post in place.values()]

    def dialogs(self) -> dict[str, list[Json]]:
        return {u: [as_json(one) for one in forms] for u, forms in self.world.dialogs.items()}

    def toasts(self, user: str) -> list[str]:
        return self.world.toasts[user]

    def types(self, channel: str, thread: str) -> bool:
        begun = self.world.typing.get(f"{channel} {thread}")
        return begun is not None

    def streams(self, channel: str | None) -> list[Json]:
        made = self.connector.streams.made.values()
        return [vars(one) for one in made if channel in (None, one.channel)]

    def deliveries(self) -> list[Json]:
        return self.delivering.done

    def members(self, channel: str) -> list[str]:
        return self.world.place(channel).members

    def forget(self) -> None:
        self.world.forget()
        self.connector.faults.recover()
        self.connector.streams.made.clear()
        self.delivering.done.clear()
        self.delivering.sent.clear()

    def recover(self) -> None:
        self.connector.faults.recover()

    def app(
        self, url: str, patience: float, limit: float, *, signed: bool, hears_all: bool
    ) -> None:
        told = self.delivering
        told.bot, told.patience, told.limit, told.signed = url, patience, limit, signed
        self.connector.unauthenticated = not signed
        self.people.hears_all = hears_all

    def person(self, **fields: Any) -> None:
        person = Person(**fields)
        self.world.people[person.id] = person

    def channel(self, id: str, **fields: Any) -> None:  # noqa: A002 - Teams's word
        place = Place(id, kind_of(id), **fields)
        self.world.places[id] = place
        for user in place.members:
            self.world.person(user)

    def group(self, id: str, name: str, users: list[str]) -> None:  # noqa: A002 - Entra's word
        self.world.groups[id] = {"name": name, "users": users}

    def moved(self, channel: str, service: str) -> None:
        self.world.place(channel).service = service

    def fault(self, **fields: Any) -> None:
        self.connector.faults.waiting.append(Fault(**fields))

    def away(self, seconds: float, status: int, method: str) -> None:
        self.connector.faults.away[method] = self.world.now() + seconds, status

    def refuse(self, channel: str, code: str, status: int) -> None:
        refusals = self.connector.faults.refusals
        refusals[channel] = status, code or CODES[status]
        if not code:
            refusals.pop(channel)

    def slow(self, seconds: float, method: str) -> None:
        self.connector.faults.slow[method] = seconds

    def hold(self, method: str) -> None:
        self.connector.faults.hold(method)

    def release(self) -> None:
        self.connector.faults.release()

    def pace(self, burst: int) -> None:
        self.connector.faults.pace = Pace(burst)

    def forward(self, seconds: float) -> None:
        self.world.ahead += seconds

    def secret(self, value: str, *, revoke: bool) -> None:
        self.connector.login.secret = value
        if revoke:
            self.connector.login.issued.clear()

    def granted(self, permissions: list[str]) -> None:
        self.graph.granted = tuple(permissions)

    def cloud(self, name: str) -> None:
        self.delivering.keys.cloud = name

    def rotate(self, *, keep: bool) -> str:
        return self.delivering.keys.rotate(keep=keep)

    def mint(self, kind: str, service: str) -> str:
        return self.delivering.keys.mint(kind, self.world.service_url(service))

    async def raw(self, body: str, headers: Json) -> Json:
        return await self.delivering.post(body, headers)
