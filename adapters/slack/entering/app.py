"""Slack's app: whose payload it is, what is done with it, and what Slack is told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from pydantic import ValidationError
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError

from adapters.chat.intake import Intake
from adapters.chat.refused import Refused
from adapters.chat.views import Views
from adapters.slack.asking.progress import Progress
from adapters.slack.entering.listeners import Listeners
from adapters.slack.entering.payload import Envelope
from adapters.slack.entering.workspace import Identity
from adapters.slack.sending.calling import CallFailed

# Slack waits for 3 seconds; what takes longer it sends again.
_PATIENCE = 2.5
_log = structlog.get_logger(__name__)


def build(
    agency: str, identity: Identity, intake: Intake, views: Views, progress: Progress
) -> AsyncApp:
    """Put the app together; `dispatch` gives it what Slack sends.

    `agency` is its name in sentences.
    """
    client = identity.client

    async def authorize() -> AuthorizeResult:
        ours = await identity.get()
        return AuthorizeResult(
            enterprise_id=None, team_id=ours.team, bot_user_id=ours.user, bot_token=client.token
        )

    app = AsyncApp(
        name=__name__,
        logger=_silent(),
        client=client,
        before_authorize=_only_ours(identity),
        authorize=authorize,
        # What Bolt runs after its answer is lost when the process ends in between.
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        # The route has verified; Bolt would parse first, and logs whole bodies.
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(_failed)
    Listeners(agency, client, intake, views, progress).listen(app)
    return app


async def dispatch(app: AsyncApp, payload: Mapping[str, Any]) -> BoltResponse:
    """Have the app deal with what Slack sent, within Slack's patience.

    Raises Refused for what isn't ours, can't be read, or couldn't be kept.
    """
    try:
        Envelope.model_validate(payload)
        async with asyncio.timeout(_PATIENCE):
            request = AsyncBoltRequest(mode="socket_mode", body=dict(payload))
            answer = await app.async_dispatch(request)
    # Bolt itself looks for ids in places that a payload may not have; our faults end in `_failed`.
    except (ValidationError, LookupError, TypeError, AttributeError):
        raise Refused(400, "malformed payload") from None
    except TimeoutError:
        raise Refused(503, "keeping it took too long") from None
    if fault := request.context.get("refused"):
        raise fault
    return answer


def _only_ours(identity: Identity) -> Callable[..., Awaitable[None]]:
    async def middleware(
        body: dict[str, Any], context: AsyncBoltContext, next_: Callable[[], Awaitable[None]]
    ) -> None:
        envelope = Envelope.model_validate(body)
        if envelope.type != "url_verification":
            ours = await identity.get()
            if why := ours.refuses(envelope):
                raise Refused(403, why)
            context["workspace"] = ours
        await next_()

    return middleware


async def _failed(error: Exception, context: AsyncBoltContext) -> BoltResponse:
    """Say why Slack gets no acknowledgement; no fault's words, for they may quote a body."""
    context["refused"] = refused = _as_refusal(error)
    return BoltResponse(status=refused.status, body="")


def _as_refusal(error: Exception) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, ValidationError):
        return Refused(400, "malformed payload")
    if isinstance(error, BoltUnhandledRequestError):
        return Refused(404, "unknown kind of payload")
    if isinstance(error, CallFailed):
        return Refused(503, f"Slack refused a call: {error.error}")
    _log.error("couldn't take in a request", fault=type(error).__name__)
    return Refused(503, "couldn't take it in")


def _silent() -> logging.Logger:
    """Return a logger for Bolt: what went wrong we tell ourselves, without bodies."""
    logger = logging.getLogger(f"{__name__}.bolt")
    logger.setLevel(logging.CRITICAL)
    return logger
