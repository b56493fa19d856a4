"""The connector's requests over HTTP, on one address."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.chat.refused import Refused
from adapters.teams.entering.listener import Listener
from adapters.teams.entering.replies import Reply
from adapters.teams.names import PATH

# Bytes; the connector's activities are a tenth of it.
LONGEST = 1_000_000
_log = structlog.get_logger(__name__)


def route(listener: Listener, refused: Callable[[str], None]) -> Route:
    """Return where the connector sends to; `refused` hears why a request was turned away."""

    async def receive(request: Request) -> Response:
        try:
            payload = _object(await _body(request))
            return _response(await listener.hear(payload, _authorization(request)))
        except Refused as fault:
            _log.warning("refused a request", why=fault.why, status=fault.status)
            refused(fault.why)
            return Response(status_code=fault.status)

    return Route(PATH, receive, methods=["POST"])


def _authorization(request: Request) -> str:
    return request.headers.get("authorization", "")


async def _body(request: Request) -> bytes:
    """Return what was sent; no more of it is read than it may be long."""
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > LONGEST:
            raise Refused(413, "oversized body")
    return bytes(read)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "malformed body") from None
    if not isinstance(found, dict):
        raise Refused(400, "malformed body")
    return found


def _response(reply: Reply) -> Response:
    if reply.body is None:
        return Response(status_code=reply.status)
    return JSONResponse(reply.body, reply.status)
