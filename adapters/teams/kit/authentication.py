"""Whether a request comes from the connector, for this app, and from the tenant that it serves.

The kit's `authenticate_request` decides; its adapter would answer 500 to an expired or forged
token, block the event loop while it reads keys, and not know a new key for up to a day. So what
it needs is given to it here: keys of our own reading, and no token but the connector's.

Its `process_activity` isn't used: it turns an activity into the kit's own classes and gives a
handler a context to send with. What we answer a request with is a status and plain JSON, also for
an invoke, and whatever is sent goes out later, from the outbox.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from botbuilder.schema import Activity
from botframework.connector.auth import (
    BotFrameworkAuthentication,
    EmulatorValidation,
    SkillValidation,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor

from adapters.chat.refused import Refused
from adapters.teams.kit.clouds import CLOUDS
from adapters.teams.kit.configuration import bot_framework
from adapters.teams.kit.keys import Keys
from bot.settings import Settings
from bot.teams_names import MULTI

_CHANNEL = "msteams"
# The kit has no error of its own for it.
_NOT_ENDORSED = "endorsement"
_log = structlog.get_logger(__name__)


class Gate:
    """Lets in what the connector sends; one for each address of metadata in a process.

    `tenant` is the only one that is served, "" for any. `now` is a clock in seconds.
    """

    def __init__(
        self,
        authentication: BotFrameworkAuthentication,
        metadata_url: str,
        tenant: str = "",
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._authentication = authentication
        self._tenant = tenant
        # There the kit looks for the keys of an address before it reads them itself.
        JwtTokenExtractor.metadataCache[metadata_url] = Keys(metadata_url, now)

    async def admit(self, activity: Mapping[str, Any], authorization: str) -> None:
        """Check the token that came with an activity, "" for none.

        Raises Refused: 401 without a valid token, 403 where the token isn't for that, 503 where
        it can't be found out.
        """
        await self._authenticate(_described(activity), authorization)
        if activity["channelId"] != _CHANNEL:
            raise Refused(403, "another channel's activity")
        if self._tenant and _tenant(activity).lower() != self._tenant.lower():
            raise Refused(403, "another tenant's activity")

    async def _authenticate(self, activity: Activity, authorization: str) -> None:
        try:
            _check_issuer(authorization)
            await self._authentication.authenticate_request(activity, authorization or None)
        except Refused:
            raise
        # What the kit trips over is the token: where keys can't be had, Keys has refused it.
        except Exception as fault:  # noqa: BLE001
            if _NOT_ENDORSED in str(fault):
                raise Refused(403, "the token isn't for this channel") from None
            _log.info("not a valid token", fault=type(fault).__name__)
            raise Refused(401, "no valid token") from None


def gate(settings: Settings, now: Callable[[], float] = time.monotonic) -> Gate:
    """Return the gate of the app that the settings name."""
    tenant = "" if settings.teams_app_type == MULTI else settings.teams_tenant_id
    metadata = settings.teams_openid_metadata_url or CLOUDS[settings.teams_cloud].metadata
    return Gate(bot_framework(settings), metadata, tenant, now)


def _described(activity: Mapping[str, Any]) -> Activity:
    """Return what the token must be about; without an address the kit would not compare it."""
    address, channel = activity.get("serviceUrl"), activity.get("channelId")
    if not isinstance(address, str) or not address or not isinstance(channel, str):
        raise Refused(400, "malformed activity")
    return Activity(service_url=address, channel_id=channel)


def _check_issuer(authorization: str) -> None:
    """Refuse the tokens of an emulator and of another bot, which the kit would take too."""
    emulated = EmulatorValidation.is_token_from_emulator(authorization)
    if emulated or SkillValidation.is_skill_token(authorization):
        raise Refused(401, "not the connector's token")


def _tenant(activity: Mapping[str, Any]) -> str:
    conversation, data = activity.get("conversation"), activity.get("channelData")
    told = conversation.get("tenantId") if isinstance(conversation, Mapping) else None
    if told is None and isinstance(data, Mapping) and isinstance(data.get("tenant"), Mapping):
        told = data["tenant"].get("id")
    return told if isinstance(told, str) else ""
