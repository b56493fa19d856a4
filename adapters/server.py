"""One process, one port: how the service is started, and how it ends."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

import structlog
import uvicorn
from starlette.applications import Starlette

from adapters import wiring
from adapters.service import pages
from adapters.service.alone import alone_here
from adapters.service.guard import patient
from adapters.service.listening import CannotListen, listen
from adapters.service.stopping import DRAIN, Stopping
from adapters.web import wiring as web
from adapters.web.refusing import refusal
from adapters.wiring import Checks, Manner, Opened, Service
from bot.assistant import Assistant
from bot.settings import Settings

_ANSWERING: Final = 5  # seconds that requests may take to end
_IDLE: Final = 75  # seconds; longer than proxies keep a connection that they may use any time
_AT_ONCE: Final = 500  # connections; beyond, a platform hears 503 and comes again
_SET_UP: Final = (
    "for Slack set POLICYDESK_SLACK_BOT_TOKEN, and POLICYDESK_SLACK_SIGNING_SECRET for events over"
    " HTTP or POLICYDESK_SLACK_APP_TOKEN for Socket Mode; for Teams POLICYDESK_TEAMS_APP_ID,"
    " POLICYDESK_TEAMS_APP_PASSWORD and POLICYDESK_TEAMS_TENANT_ID"
)
_OFFICE: Final = (
    "set POLICYDESK_SLACK_OFFICE_CHANNEL or POLICYDESK_TEAMS_OFFICE_CHANNEL; until then"
    " `policydesk tickets list` shows them"
)
_log = structlog.get_logger(__name__)


def serve(settings: Settings, manner: Manner) -> None:
    """Serve until a signal ends it.

    Raises CannotListen, CatalogBusy where another process serves the same data, BadSettings for
    a groups' file with faults, CatalogUnusable, ModelUnusable.
    """
    with (
        wiring.opened(settings) as opened,
        listen(settings.host, settings.port) as door,
    ):
        asyncio.run(_serve(opened, door, manner))


@contextmanager
def beside(assistant: Assistant, checks: Checks) -> Iterator[web.Console]:
    """Serve the pages alone from a thread, on the port of the settings or another that is free.

    Yields the console, whose `address` they are at. Raises CannotListen, BadSettings, and
    CatalogBusy where another process serves the same data.
    """
    settings = assistant.settings
    with alone_here(settings.data), _free(settings) as door:
        host, port, *_ = door.getsockname()
        console = replace(wiring.beside(assistant, checks), address=_address(host, port))
        app = pages.guarded((), pages.Routes((), console.routes, console.longer, refusal))
        server = _server(app, console.longer)
        thread = threading.Thread(target=server.run, args=([door],), daemon=True)
        console.runner.begin()
        thread.start()
        try:
            yield console
        finally:
            server.should_exit = True
            thread.join(_ANSWERING)
            console.runner.close()


def _free(settings: Settings) -> socket.socket:
    """Return a socket at the address of the settings, or at another port where that is taken."""
    try:
        return listen(settings.host, settings.port)
    except CannotListen:
        return listen(settings.host, 0)


async def _serve(opened: Opened, door: socket.socket, manner: Manner) -> None:
    stopping = Stopping()
    service = wiring.build(opened, manner)
    web = _web(service)
    host, port, *_ = door.getsockname()
    _log.info("listening", host=host, port=port, platforms=service.platforms)
    settings = opened.assistant.settings
    if service.routes.console:
        _log.info("pages", address=settings.web_url or _address(host, port))
    else:
        _log.warning("there are no pages to ask and work on", why=service.pageless)
    if not service.platforms:
        where = "people ask on the pages alone" if service.routes.console else "nobody can ask"
        _log.warning(f"no chat platform is set up: {where}", remedy=_SET_UP)
    elif not _has_office(settings):
        _log.warning("the office has no channel: nobody sees tickets in a chat", remedy=_OFFICE)
    listening = asyncio.create_task(web.serve(sockets=[door]))
    living = asyncio.create_task(service.life.run())
    asked = asyncio.create_task(stopping.asked())
    try:
        ended, _ = await asyncio.wait(
            {listening, living, asked}, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        begun = time.monotonic()
        await service.life.close()
        web.should_exit = True
        await listening
        living.cancel()
        await service.life.finish(DRAIN - (time.monotonic() - begun))
    for task in ended:
        task.result()


def _has_office(settings: Settings) -> bool:
    return bool(settings.slack_office_channel or settings.teams_office_channel)


def _web(service: Service) -> uvicorn.Server:
    app = pages.app(service.dead, service.readiness, service.metrics, service.routes)
    return _server(app, service.routes.longer)


def _server(app: Starlette, slow: Collection[str]) -> uvicorn.Server:
    return _Server(
        uvicorn.Config(
            app,
            http=patient(slow),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_AT_ONCE,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_ANSWERING,
        )
    )


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _Server(uvicorn.Server):
    """Leaves the signals to us: the end is more than the end of HTTP, and its exit code is 0."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
