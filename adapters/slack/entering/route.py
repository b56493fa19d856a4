"""Slack's requests over HTTP: events, buttons, commands and shortcuts on one address."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.chat.refused import Refused
from adapters.slack.entering.app import dispatch
from adapters.slack.entering.verify import verify

PATH = "/slack/events"
_FORM = "application/x-www-form-urlencoded"
# Slack's forms hold about a dozen fields.
_FIELDS = 50
_log = structlog.get_logger(__name__)


def route(
    app: AsyncApp,
    secret: str,
    refused: Callable[[str], None],
    now: Callable[[], float] = time.time,
) -> Route:
    """Return where Slack sends to; `refused` hears why a request was turned away.

    `secret` is Slack's signing secret, `now` a clock in seconds since 1970.
    """

    async def receive(request: Request) -> Response:
        try:
            body = await request.body()
            verify(request.headers, body, secret, now())
            return _response(await dispatch(app, _payload(request, body)))
        except Refused as fault:
            _log.warning("refused a request", why=fault.why, status=fault.status)
            refused(fault.why)
            return Response(status_code=fault.status)

    return Route(PATH, receive, methods=["POST"])


def _payload(request: Request, body: bytes) -> Mapping[str, Any]:
    """Return what was sent: JSON, a form's fields, or JSON in a form's field `payload`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = body.decode("utf-8")
        if kind != _FORM:
            return _object(text)
        fields = dict(parse_qsl(text, True, True, max_num_fields=_FIELDS))  # noqa: FBT003
    except (ValueError, RecursionError):
        raise Refused(400, "malformed body") from None
    return _object(fields["payload"]) if "payload" in fields else fields


def _object(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(400, "malformed body") from None
    if not isinstance(found, dict):
        raise Refused(400, "malformed body")
    return found


def _response(answer: BoltResponse) -> Response:
    kind = answer.first_headers().get("content-type")
    return Response(answer.body, answer.status, media_type=kind)
