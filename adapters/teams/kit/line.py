"""One request of the kit's client over the network."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from ssl import SSLContext
from typing import Any

import httpx
from msrest.authentication import Authentication
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPSender
from msrest.universal_http.async_abc import AsyncClientResponse

from adapters.teams.sending.calling import CUT_OFF, TIMEOUT, UNREACHABLE, CallFailed, failed

# A connection stands within five seconds, or it is as if nobody were there.
_LIMITS = httpx.Timeout(TIMEOUT, connect=5.0)
_NO = 300
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


class Line(AsyncHTTPSender[Any, Any]):
    """Makes each request once. Raises CallFailed for whatever isn't a yes."""

    def __init__(self, credentials: Authentication, tls: SSLContext) -> None:
        self._credentials, self._tls = credentials, tls

    async def __aexit__(self, *_why: object) -> None:
        """Nothing is kept open."""

    async def send(self, request: Request[Any], **_config: Any) -> Response[Any, Any]:
        """Make a request of the kit's; the signature is the kit's."""
        wanted = request.http_request
        headers = {**wanted.headers, **await asyncio.to_thread(self._signed)}
        headers.pop("Content-Length", None)
        said = await _made(wanted.method, wanted.url, wanted.data, headers, self._tls)
        if said.status_code >= _NO:
            raise failed(said.status_code, said.content, said.headers.get("Retry-After"))
        return Response(request, _Said(wanted, said))

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


async def _made(
    method: str, url: str, data: str | None, headers: Mapping[str, str], tls: SSLContext
) -> httpx.Response:
    """Make a request; tells what never left from what may have arrived."""
    try:
        async with asyncio.timeout(TIMEOUT), httpx.AsyncClient(verify=tls, timeout=_LIMITS) as line:
            return await line.request(method, url, content=data, headers=headers)
    except _NEVER_LEFT as wrong:
        raise CallFailed(0, UNREACHABLE) from wrong
    except (httpx.HTTPError, TimeoutError) as wrong:
        raise CallFailed(0, CUT_OFF, unsure=True) from wrong
