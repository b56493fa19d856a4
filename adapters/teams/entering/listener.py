"""Whose activity it is, what is done with it, and what the connector is told."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import structlog
from pydantic import ValidationError

from adapters.chat.refused import Refused
from adapters.teams.entering import replies
from adapters.teams.entering.activities import Activities
from adapters.teams.entering.invokes import Invokes
from adapters.teams.entering.payload import Activity
from adapters.teams.entering.replies import Reply

# Teams waits 5 seconds for what a dialog shows or a search finds, and longer for the rest.
_PATIENCE = 4.5
_log = structlog.get_logger(__name__)


class Admits(Protocol):
    """Whoever checks that an activity comes from the connector."""

    async def admit(self, activity: Mapping[str, Any], authorization: str) -> None:
        """Raise Refused for what doesn't."""
        ...


class Listener:
    """Deals with an activity within Teams's patience."""

    def __init__(self, gate: Admits, activities: Activities, invokes: Invokes) -> None:
        self._gate = gate
        self._activities = activities
        self._invokes = invokes

    async def hear(self, payload: Mapping[str, Any], authorization: str) -> Reply:
        """Return what the connector is told; nothing is done before it is known to be it.

        Raises Refused for what isn't for us, can't be read, or couldn't be kept.
        """
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._gate.admit(payload, authorization)
                return await self._deal_with(Activity.model_validate(payload))
        except Refused:
            raise
        except ValidationError:
            raise Refused(400, "malformed activity") from None
        except TimeoutError:
            raise Refused(503, "dealing with it took too long") from None
        # Whatever it is, the connector comes again; no fault's words, for they may quote a body.
        except Exception as error:  # noqa: BLE001
            _log.error("couldn't take in an activity", fault=type(error).__name__)
            raise Refused(503, "couldn't take it in") from None

    async def _deal_with(self, said: Activity) -> Reply:
        if said.type == "invoke":
            return await self._invokes.answer(said)
        await self._activities.take(said)
        return replies.TAKEN
