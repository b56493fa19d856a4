"""Socket Mode: the same requests over a connection that we open and keep up."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from itertools import chain, repeat

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.refused import Refused
from adapters.slack.entering.app import dispatch
from adapters.slack.sending.calling import CUT_OFF, CallFailed, answered

# Seconds between attempts to connect, and until one is given up.
_PAUSES = (0.0, 1.0, 2.0, 5.0, 15.0)
_CONNECTING = 15.0
# So often the connection is looked at; so often in a row it may be down before the client is
# replaced. The client reconnects by itself, but may try an address forever that has expired.
_LOOK, _DOWN = 2.0, 5
_CLOSING = 3.0
# So often the connection is tried out; a peer that answers nothing is taken for gone.
_PING = 3.0
_log = structlog.get_logger(__name__)


class Socket:
    """The connection of Socket Mode. All methods belong to one event loop.

    `refused` hears why an envelope wasn't taken, `acked` after how many seconds one was.
    """

    def __init__(
        self,
        app: AsyncApp,
        token: str,
        web: AsyncWebClient,
        refused: Callable[[str], None],
        acked: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._token = token
        self._web = web
        self._refused = refused
        self._acked = acked
        self._client: SocketModeClient | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def missing(self) -> str:
        """Return what isn't there, "" while the connection is up."""
        return "" if self._client and _up(self._client) else "Socket Mode isn't connected"

    async def open(self) -> None:
        """Begin to connect, and to stay connected, in the background."""
        self._keeping = asyncio.create_task(self._keep_up())

    async def close(self) -> None:
        """Disconnect; what isn't acknowledged yet comes again over the next connection."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        if self._ending:
            await asyncio.wait(self._ending)

    async def _keep_up(self) -> None:
        pauses = _pauses()
        while True:
            await asyncio.sleep(next(pauses))
            client = self._new_client()
            try:
                await self._connect(client)
                pauses = _pauses()
                await self._until_dead(client)
                _log.warning("the connection is dead; making another")
            except CallFailed as fault:
                _log.warning("can't connect", error=fault.error)
            finally:
                self._client = None
                self._end(client)

    async def _connect(self, client: SocketModeClient) -> None:
        # Asked for here, since the client goes on for ever where Slack refuses the token.
        opened = await answered(self._web.apps_connections_open(app_token=self._token))
        client.wss_uri = opened["url"]
        try:
            async with asyncio.timeout(_CONNECTING):
                await client.connect()  # type: ignore[no-untyped-call]
        except TimeoutError as cut:
            raise CallFailed(CUT_OFF) from cut
        self._client = client
        _log.info("connected")

    async def _until_dead(self, client: SocketModeClient) -> None:
        down = 0
        while down < _DOWN:
            await asyncio.sleep(_LOOK)
            down = 0 if _up(client) else down + 1

    async def _receive(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Have an envelope dealt with; Slack comes again with what gets no acknowledgement."""
        began = time.perf_counter()
        try:
            answer = await dispatch(self._app, request.payload)
            await send_async_response(client, request, answer, time.time())
            self._acked(time.perf_counter() - began)
        except Refused as fault:
            _log.warning("refused an envelope", why=fault.why, status=fault.status)
            self._refused(fault.why)
        except (aiohttp.ClientError, OSError) as fault:
            _log.warning("an acknowledgement was lost", fault=type(fault).__name__)

    def _new_client(self) -> SocketModeClient:
        client = SocketModeClient(self._token, _silent(), web_client=self._web, ping_interval=_PING)
        client.socket_mode_request_listeners.append(self._receive)
        return client

    def _end(self, client: SocketModeClient) -> None:
        """Close a client beside: saying goodbye to a peer that is gone takes its time."""
        task = asyncio.create_task(_closed(client))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


def _up(client: SocketModeClient) -> bool:
    session = client.current_session
    return not client.closed and not client.stale and session is not None and not session.closed


async def _closed(client: SocketModeClient) -> None:
    try:
        async with asyncio.timeout(_CLOSING):
            await client.close()  # type: ignore[no-untyped-call]
    except (aiohttp.ClientError, OSError):
        await client.aiohttp_client_session.close()


def _pauses() -> chain[float]:
    return chain(_PAUSES, repeat(_PAUSES[-1]))


def _silent() -> logging.Logger:
    """Return a logger for the client, which would log whole envelopes."""
    logger = logging.getLogger(f"{__name__}.client")
    logger.setLevel(logging.CRITICAL)
    return logger
