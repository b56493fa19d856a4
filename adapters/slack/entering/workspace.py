"""Which workspace the token belongs to, and who the bot is there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import chain, repeat

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.entering.payload import Envelope
from adapters.slack.sending.calling import CallFailed, answered

# Seconds between attempts.
_PAUSES = (1.0, 2.0, 5.0, 15.0)
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Ids of the workspace, the bot's user in it, and the app; `app` is "" where unknown."""

    team: str
    user: str
    app: str = ""

    def refuses(self, envelope: Envelope) -> str:
        """Return why a payload isn't for us, "" where it is."""
        if self.team not in envelope.teams:
            return "another workspace's payload"
        foreign = self.app and envelope.api_app_id and envelope.api_app_id != self.app
        return "another app's payload" if foreign else ""


class Identity:
    """The workspace, asked of Slack until it answers, and known from then on."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self._asking = asyncio.Lock()
        self._known: Workspace | None = None
        self._trying: asyncio.Task[None] | None = None

    def missing(self) -> str:
        """Return what isn't there yet, "" once Slack has said who we are."""
        return "" if self._known else "Slack hasn't said yet whose token this is"

    async def get(self) -> Workspace:
        """Return the workspace. Raises CallFailed."""
        async with self._asking:
            if self._known is None:
                self._known = await _recognise(self.client)
            return self._known

    async def open(self) -> None:
        """Begin to ask; goes on by itself where Slack is away."""
        self._trying = asyncio.create_task(self._try())

    async def close(self) -> None:
        """Ask no more."""
        if self._trying is not None:
            self._trying.cancel()

    async def _try(self) -> None:
        for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
            try:
                await self.get()
            except CallFailed as fault:
                _log.warning("Slack doesn't say who we are", error=fault.error)
            else:
                return
            await asyncio.sleep(pause)


async def _recognise(client: AsyncWebClient) -> Workspace:
    answer = await answered(client.auth_test())
    app = await _app(client, str(answer.get("bot_id") or ""))
    return Workspace(str(answer["team_id"]), str(answer["user_id"]), app)


async def _app(client: AsyncWebClient, bot: str) -> str:
    try:
        told = (await answered(client.bots_info(bot=bot))).get("bot") or {}
    except CallFailed as fault:
        _log.info("Slack doesn't say which app we are", error=fault.error)
        return ""
    return str(told.get("app_id", ""))
