"""How a stream ends: by the message that takes its place, or with nothing left of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from adapters.teams.kit.client import Connector
from adapters.teams.sending.calling import CallFailed
from adapters.teams.sending.reaching import Where
from adapters.teams.sending.stream import Shown, ending
from bot.model_wording import LOOKING_UP

# Of a stream that its reader or its time has ended, or of a message that can't be one's end.
_REFUSED = frozenset({400, 403, 404, 413})
_log = structlog.get_logger(__name__)


class Finishing:
    """Ends streams. All it does can be done again."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def instead(
        self, there: Where, shown: Shown, activity: Mapping[str, Any], *, again: bool
    ) -> bool:
        """Whether a message has taken a stream's place, under its id. Raises CallFailed.

        Teams takes no end that doesn't begin with what was streamed, and no end of what has ended;
        then the message that the stream left is changed. Where it left none the message is still
        to be posted. `again` tells that an earlier attempt may have ended the stream.
        """
        begins = str(activity.get("text") or "").startswith(shown.text)
        last = activity if begins else {"type": "message", "text": shown.text}
        try:
            await self._send(there, ending(shown, last))
            if begins:
                return True
        except CallFailed as said:
            if said.status not in _REFUSED:
                raise
            _log.info("a stream has ended before its answer", error=said.error)
        return bool(shown.text or again) and await self._changed(there, shown, activity)

    async def away(self, there: Where, shown: Shown) -> None:
        """End a stream, and take away what it left. Raises CallFailed."""
        last = {"type": "message", "text": shown.text or LOOKING_UP}
        try:
            await self._send(there, ending(shown, last))
        except CallFailed as said:
            if said.status not in _REFUSED:
                raise
        try:
            await self._connector.delete(there.service_url, there.channel, shown.id)
        except CallFailed as said:
            if said.status not in _REFUSED:
                raise

    async def _send(self, there: Where, activity: Mapping[str, Any]) -> None:
        await self._connector.send(there.service_url, there.conversation, activity)

    async def _changed(self, there: Where, shown: Shown, activity: Mapping[str, Any]) -> bool:
        try:
            await self._connector.update(there.service_url, there.channel, shown.id, activity)
        except CallFailed as said:
            if said.status not in _REFUSED:
                raise
            return False
        return True
