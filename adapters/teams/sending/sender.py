"""One message to Teams, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from adapters.chat.outgoing import CARD, DRAFT, Do, ref
from adapters.delivery.model import Later, Outcome, Sent, Waiting
from adapters.teams.addresses import Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.sending.calling import TOO_LARGE, CallFailed
from adapters.teams.sending.finishing import Finishing
from adapters.teams.sending.outcomes import gone, outcome
from adapters.teams.sending.pieces import halves, shortened
from adapters.teams.sending.reaching import Reaching, Where
from adapters.teams.sending.stream import Shown
from knowledge.errors import KnowledgeError

_log = structlog.get_logger(__name__)
# What was sent of a message that goes in parts: the id of each, by which half of which it is.
_Parts = dict[str, str]
_TOO_LARGE = "too large"


class Sender:
    """Sends what the outbox holds. The connector must not repeat calls by itself.

    A change is the same however often it is made; of what is gone the reference is "". An answer
    that was streamed ends its stream once, of which `ended` returns what stands (None: nothing is
    known of it) once nothing is added to it any more; it may block.

    Whether a post got there that was cut off nobody can tell: the connector has no history, posts
    carry no key of ours that it would look at, and Microsoft Graph shows conversations only to
    apps that may read everything in them. So it is sent again, rather twice than never; and that
    only after a call that had left and had no answer, a fault of the connector's that doesn't say
    what it did (500, 502, 504), or an end of the process while the call was on its way.
    """

    def __init__(
        self,
        connector: Connector,
        addresses: Addresses,
        ended: Callable[[str], Shown | None] = lambda _: None,
    ) -> None:
        self._connector = connector
        self._reaching = Reaching(connector, addresses)
        self._finishing = Finishing(connector)
        self._ended = ended
        self._parts: dict[int, _Parts] = {}

    async def send(self, waiting: Waiting) -> Outcome:
        """Send a message as its body says; never raises for what Teams or the network may do."""
        try:
            came: Outcome = Sent(await self._ref(waiting))
        except CallFailed as said:
            came = outcome(said, waiting.attempt)
        except KnowledgeError as error:
            came = Later(type(error).__name__)
        if not isinstance(came, Later):
            self._parts.pop(waiting.number, None)
        return came

    async def _ref(self, waiting: Waiting) -> str:
        """Return what the message is called once it is there. Raises CallFailed, KnowledgeError."""
        body = waiting.outgoing.body
        match body["do"]:
            case Do.UPDATE:
                return await self._updated(body)
            # Teams shows nothing to one person among others.
            case Do.EPHEMERAL | Do.RESPOND:
                return await self._posted(waiting, body["user"])
            case Do.WITHDRAW:
                return await self._withdrawn(body)
            case _:
                return await self._posted(waiting, body["channel"], body["thread"])

    async def _posted(self, waiting: Waiting, channel: str, thread: str = "") -> str:
        body = waiting.outgoing.body
        there, activity = await self._reaching.where(channel, thread), body["activity"]
        if ended := await self._streamed(waiting, there):
            return ended
        if waiting.unsure:
            _log.info("nobody can tell whether it was sent, so it is again", number=waiting.number)
        if CARD in body:
            name = await _less(activity, lambda less: self._post(there, less))
        else:
            parts = self._parts.setdefault(waiting.number, {})
            name = await self._in_parts(there, activity, parts)
        return ref(there.channel, name)

    async def _in_parts(
        self, there: Where, activity: Mapping[str, Any], parts: _Parts, part: str = ""
    ) -> str:
        """Post a message, in as many as Teams takes; returns the first one's id.

        What was posted of it before stands in `parts`.
        """
        divided = halves(activity)
        if part not in parts:
            try:
                parts[part] = await self._post(there, activity)
            except CallFailed as said:
                if said.status != TOO_LARGE or divided is None:
                    raise
                parts[part] = _TOO_LARGE
        if divided is None or parts[part] != _TOO_LARGE:
            return parts[part]
        first = await self._in_parts(there, divided[0], parts, f"{part}0")
        await self._in_parts(there.below(first), divided[1], parts, f"{part}1")
        return first

    async def _post(self, there: Where, activity: Mapping[str, Any]) -> str:
        return await self._connector.send(there.service_url, there.conversation, activity)

    async def _streamed(self, waiting: Waiting, there: Where) -> str:
        """Return the stream that this message has ended, "" where there is none."""
        body = waiting.outgoing.body
        if not (draft := body.get(DRAFT)):
            return ""
        shown = await asyncio.to_thread(self._ended, draft)
        if shown is None or shown.channel != there.channel:
            return ""
        again = waiting.unsure or waiting.attempt > 1
        ended = await self._finishing.instead(there, shown, body["activity"], again=again)
        return ref(there.channel, shown.id) if ended else ""

    async def _withdrawn(self, body: Mapping[str, Any]) -> str:
        shown = await asyncio.to_thread(self._ended, body[DRAFT])
        if shown is not None:
            await self._finishing.away(await self._reaching.where(shown.channel), shown)
        return ""

    async def _updated(self, body: Mapping[str, Any]) -> str:
        """Return what the changed message is called, "" where it isn't there any more."""
        there, name = await self._reaching.where(body["channel"]), body["ts"]
        change = self._connector.update
        try:
            await _less(
                body["activity"], lambda less: change(there.service_url, there.channel, name, less)
            )
        except CallFailed as said:
            if not gone(said):
                raise
            _log.info("what was to be changed is gone", error=said.error)
            return ""
        return ref(there.channel, name)


async def _less(
    activity: Mapping[str, Any], call: Callable[[Mapping[str, Any]], Awaitable[Any]]
) -> Any:
    """Return what a call comes to for as much of a message as Teams takes in one."""
    while True:
        try:
            return await call(activity)
        except CallFailed as said:
            less = shortened(activity) if said.status == TOO_LARGE else None
            if less is None:
                raise
            activity = less
