"""One request of the kit's client over the network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
from msrest.authentication import Authentication
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPSender
from msrest.universal_http.async_abc import AsyncClientResponse

from adapters.teams.sending.calling import CUT_OFF, TIMEOUT, UNREACHABLE, CallFailed, failed

# A connection stands within five seconds, or it is as if nobody were there.
_WAITS = httpx.Timeout(TIMEOUT, connect=5.0)
# What was idle for longer may have been closed by the other side in the very moment of its use.
_KEPT = httpx.Limits(max_keepalive_connections=20, keepalive_expiry=5.0)
_NO = 300
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


class Lines:
    """Connections to the connector: on the loop that opened them they are kept for a moment.

    For any other loop each request has its own.
    """

    def __init__(self) -> None:
        self._tls = httpx.create_ssl_context()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kept = self._new()

    async def open(self) -> None:
        """Keep connections on this loop from now on, until its process ends."""
        self._loop = asyncio.get_running_loop()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[httpx.AsyncClient]:
        """Yield what makes requests."""
        if asyncio.get_running_loop() is self._loop:
            yield self._kept
            return
        async with self._new() as alone:
            yield alone

    def _new(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(verify=self._tls, timeout=_WAITS, limits=_KEPT)


class Line(AsyncHTTPSender[Any, Any]):
    """Makes each request once. Raises CallFailed for whatever isn't a yes."""

    def __init__(self, credentials: Authentication, lines: Lines) -> None:
        self._credentials, self._lines = credentials, lines

    async def __aexit__(self, *_why: object) -> None:
        """Nothing is kept open."""

    async def send(self, request: Request[Any], **_config: Any) -> Response[Any, Any]:
        """Make a request of the kit's; the signature is the kit's."""
        wanted = request.http_request
        headers = {**wanted.headers, **await asyncio.to_thread(self._signed)}
        headers.pop("Content-Length", None)
        said = await self._made(wanted.method, wanted.url, wanted.data, headers)
        if said.status_code >= _NO:
            raise failed(said.status_code, said.content, said.headers.get("Retry-After"))
        return Response(request, _Said(wanted, said))

    async def _made(
        self, method: str, url: str, data: str | None, headers: Mapping[str, str]
    ) -> httpx.Response:
        """Make a request; tells what never left from what may have arrived."""
        try:
            async with asyncio.timeout(TIMEOUT), self._lines.one() as line:
                return await line.request(method, url, content=data, headers=headers)
        except _NEVER_LEFT as wrong:
            raise CallFailed(0, UNREACHABLE) from wrong
        except (httpx.HTTPError, TimeoutError) as wrong:
            raise CallFailed(0, CUT_OFF, unsure=True) from wrong

    def _signed(self) -> Mapping[str, str]:
        """Return the header with the token, which was fetched with the client."""
        signed = self._credentials.signed_session().headers.get("Authorization")
        return {"Authorization": str(signed)} if signed else {}


class _Said(AsyncClientResponse):
    """An answer, as the kit reads it."""

    def __init__(self, request: Any, said: httpx.Response) -> None:
        super().__init__(request, said)
        self.status_code, self.headers, self.reason = said.status_code, said.headers, ""

    def body(self) -> bytes:
        """Return the whole of it."""
        return bytes(self.internal_response.content)
