"""Serve until standard input closes; the first line that is printed is the address."""

from __future__ import annotations

import asyncio
import sys

from aiohttp import web

from tests.fakes.slack import hooks
from tests.fakes.slack.api import Api, hung_up
from tests.fakes.slack.connecting import Sockets
from tests.fakes.slack.control import Control
from tests.fakes.slack.delivering import Delivering
from tests.fakes.slack.people import People
from tests.fakes.slack.world import World


async def main() -> None:
    world = World()
    api, sockets = Api(world), Sockets(world)
    delivering = Delivering(world, sockets)
    control = Control(world, api, delivering, People(world, delivering))

    async def link(request: web.Request) -> web.StreamResponse:
        return hung_up(request) if api.absent() else await sockets.serve(request)

    async def hook(request: web.Request) -> web.StreamResponse:
        return await hooks.answer(api, request)

    app = web.Application(client_max_size=64 * 1024**2)
    app.router.add_route("*", "/api/{method}", api.answer)
    app.router.add_get("/link", link)
    app.router.add_post("/hook/{name}", hook)
    app.router.add_post("/control/{verb}", control.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    host, port = runner.addresses[0][:2]
    world.address = f"http://{host}:{port}"
    print(world.address, flush=True)  # noqa: T201 - whoever started it reads this
    await asyncio.to_thread(sys.stdin.read)
    sockets.drop()
    await delivering.close()
    await runner.cleanup()


asyncio.run(main())
