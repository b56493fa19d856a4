"""What strangers may cost: so long a body, so long a time to send it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import ClassVar, Final

import h11
import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

LONGEST: Final = 1_000_000  # bytes of a body; Slack's largest are a tenth of it
WITHIN: Final = 10  # seconds for a whole request to arrive
_PATH: Final = 2_000  # characters of an address; a document's name has a few hundred
_CLOSE = {"connection": "close"}
# Makes the answer of a status of HTTP.
Refused = Callable[[int], Response]
_log = structlog.get_logger(__name__)


class BodyLimit:
    """Refuses what is longer than `LONGEST` with 413, before it is read whole; so long addresses.

    To the paths in `longer` so many bytes may be sent; `refused` makes the answer of a status.
    """

    def __init__(
        self,
        app: ASGIApp,
        longer: Mapping[str, int] | None = None,
        refused: Refused | None = None,
    ) -> None:
        self._app = app
        self._longer = longer or {}
        self._refused = refused or plainly

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a watch on how much of it there is."""
        longest = self._longer.get(scope.get("path", ""), LONGEST)
        if len(scope.get("path", "")) > _PATH:
            await self._refuse(414, scope, receive, send)
            return
        if int(Headers(scope=scope).get("content-length", 0)) > longest:
            _tell()
            await self._refuse(413, scope, receive, send)
            return
        read = 0

        async def limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > longest:
                _tell()
                raise HTTPException(413, "Too long.", _CLOSE)
            return message

        # Who hangs up before the end of their own request has nobody to be told.
        with suppress(ClientDisconnect):
            await self._app(scope, limited, send)

    async def _refuse(self, status: int, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._refused(status)
        # The rest of what is sent won't be read.
        answer.headers["connection"] = "close"
        await answer(scope, receive, send)


def plainly(status: int) -> Response:
    """Return an answer for programs."""
    return PlainTextResponse(HTTPStatus(status).phrase, status)


def _tell() -> None:
    _log.warning("refused a request", why="oversized body", status=413)


class Impatient(H11Protocol):
    """Hangs up on who doesn't bring a whole request within `WITHIN` seconds.

    On the paths in `slow`, where large files go to, on who brings nothing for so long. uvicorn's
    own limits begin only when a response has been sent.
    """

    slow: ClassVar[Collection[str]] = ()
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._set()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest, unless that was all."""
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            if self.scope and self.scope["path"] in self.slow:
                self._clear()
            self._set()
        else:
            self._clear()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._clear()
        super().connection_lost(exc)

    def _set(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(WITHIN, self.transport.close)

    def _clear(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = None


def patient(paths: Collection[str]) -> type[Impatient]:
    """Return the protocol that waits on these paths for as long as something comes."""
    return type("Patient", (Impatient,), {"slow": frozenset(paths)})
