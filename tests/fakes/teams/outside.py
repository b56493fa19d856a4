"""What answers where: Microsoft's services under one address, and a test's orders under another."""

from __future__ import annotations

import math
import ssl
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.teams.activities import Activities
from tests.fakes.teams.connector import Connector, recorded, served
from tests.fakes.teams.control import Control
from tests.fakes.teams.delivering import Delivering
from tests.fakes.teams.extending import Extending
from tests.fakes.teams.faults import Faults
from tests.fakes.teams.graph import Graph
from tests.fakes.teams.keys import Keys, metadata
from tests.fakes.teams.login import Login
from tests.fakes.teams.people import People
from tests.fakes.teams.pressing import Pressing
from tests.fakes.teams.streams import Streams
from tests.fakes.teams.world import World

_OPENID = "v1/.well-known/openidconfiguration"
_LARGEST = 64 * 1024**2
_HERE = "127.0.0.1"


@dataclass
class Outside:
    """Both addresses of Microsoft's services, http and https, can be closed and opened again."""

    tls: ssl.SSLContext
    world: World = field(default_factory=World)
    _sites: list[web.TCPSite] = field(default_factory=list)

    def __post_init__(self) -> None:
        world = self.world
        self.keys, self.faults, self.login = Keys(), Faults(), Login(world)
        streams = Streams(world)
        activities = Activities(world, streams)
        self.connector = Connector(world, self.faults, self.login, streams, activities)
        self.graph = Graph(world, self.faults, self.login)
        self.delivering = Delivering(world, self.keys)
        people = People(world, self.delivering, streams)
        pressing = Pressing(world, self.delivering, people)
        doers = (people, pressing, Extending(world, people))
        self.control = Control(world, self.connector, self.graph, self.delivering, *doers)
        self._outer, self._inner = self._services(), self._orders()

    async def start(self) -> dict[str, str]:
        """Begin to serve; return where, by `address`, `tls` and `control`."""
        for runner in (self._outer, self._inner):
            await runner.setup()
        await web.TCPSite(self._inner, _HERE, 0, backlog=1024).start()
        await self._listen(0, 0)
        self._ports = [int(address[1]) for address in self._outer.addresses]
        host, port = self._inner.addresses[0][:2]
        self.world.address = f"http://{_HERE}:{self._ports[0]}"
        return {
            "address": self.world.address,
            "tls": f"https://{_HERE}:{self._ports[1]}",
            "control": f"http://{host}:{port}",
        }

    async def stop(self) -> None:
        self.faults.release()
        await self.delivering.close()
        for runner in (self._inner, self._outer):
            await runner.cleanup()

    async def _listen(self, *ports: int) -> None:
        for port, context in zip(ports, (None, self.tls), strict=True):
            site = web.TCPSite(self._outer, _HERE, port, ssl_context=context, backlog=1024)
            await site.start()
            self._sites.append(site)

    async def _shut(self, request: web.Request) -> web.Response:
        """Close the ports, or open them again: whoever calls meanwhile finds nobody."""
        if (await request.json())["shut"]:
            # What is connected already hears nothing either.
            self.faults.away[""] = math.inf, 0
            while self._sites:
                await self._sites.pop().stop()
        elif not self._sites:
            self.faults.away.pop("", None)
            await self._listen(*self._ports)
        return web.json_response({"value": None})

    def _orders(self) -> web.AppRunner:
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_post("/shut", self._shut)
        app.router.add_post("/{verb}", self.control.serve)
        return web.AppRunner(app, shutdown_timeout=1)

    def _services(self) -> web.AppRunner:
        app = web.Application(client_max_size=_LARGEST)
        route = app.router.add_route
        for cloud, path in (("public", f"/{_OPENID}"), ("gov", f"/gov/{_OPENID}")):
            route("GET", path, self._openid(cloud))
        route("GET", "/keys", self._keys)
        route("GET", "/{tenant}/v2.0/.well-known/openid-configuration", self._tenant)
        route("GET", "/common/discovery/instance", self._instance)
        route("POST", "/{tenant}/oauth2/v2.0/token", self._token)
        for path in ("/metadata/identity/oauth2/token", "/msi/token"):
            route("GET", path, self._machine)
        route("GET", "/graph/v1.0/{kind:users|groups}/{id}", self.graph.answer)
        route("POST", "/graph/v1.0/{kind:users}/{id}/checkMemberGroups", self.graph.answer)
        conversations = "/{service}/v3/conversations"
        route("POST", conversations, self.connector.answer)
        below = f"{conversations}/{{conversation}}/{{kind:activities|members|pagedmembers}}"
        route("*", below, self.connector.answer)
        route("*", f"{below}/{{id}}", self.connector.answer)
        return web.AppRunner(app, shutdown_timeout=1, access_log=None)

    def _openid(self, cloud: str) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            return await self._served(
                request, "openid", lambda: (200, metadata(self.world.address, cloud))
            )

        return answer

    async def _keys(self, request: web.Request) -> web.StreamResponse:
        return await self._served(request, "keys", lambda: (200, self.keys.shown()))

    async def _tenant(self, request: web.Request) -> web.StreamResponse:
        tenant = request.match_info["tenant"]
        return await self._served(
            request, "login", lambda: self.login.metadata(_base(request), tenant)
        )

    async def _instance(self, request: web.Request) -> web.StreamResponse:
        return await self._served(
            request, "login", lambda: (200, self.login.instance(_base(request)))
        )

    async def _token(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        tenant = request.match_info["tenant"]
        return await self._served(
            request, "token", lambda: self.login.client_credentials(tenant, form), form
        )

    async def _machine(self, request: web.Request) -> web.StreamResponse:
        return await self._served(request, "machine", lambda: self.login.machine(request))

    async def _served(
        self, request: web.Request, method: str, outcome: Any, body: Any = None
    ) -> web.StreamResponse:
        record = recorded(self.world, request, method, body)
        return await served(self.world, self.faults, record, request, outcome)


def _base(request: web.Request) -> str:
    return f"{request.scheme}://{request.host}"
