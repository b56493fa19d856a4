"""Who the app is, and Socket Mode: envelopes over a socket, sent again until they are acked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.fakes.slack.world import APP, BOT, BOT_USER, TEAM, Json, Refused, World


def test(world: World, body: Json) -> Json:
    del body
    return {
        "url": f"{world.address}/",
        "team": "Agency",
        "user": "policydesk",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def bot(world: World, body: Json) -> Json:
    del world
    if body.get("bot") != BOT:
        raise Refused("bot_not_found")
    return {"bot": {"id": BOT, "user_id": BOT_USER, "app_id": APP, "name": "policydesk"}}


def ticket(world: World) -> Json:
    address = world.address.replace("http", "ws", 1)
    return {"url": f"{address}/link?ticket={world.name('ticket')}&app_id={APP}"}


_TRIES = 4


@dataclass
class Envelope:
    """What an app gets over a socket; `acked` is set with the payload that it sends back."""

    id: str
    kind: str
    payload: Json
    answers: bool
    attempt: int = 0
    acked: asyncio.Future[Json] = field(default_factory=asyncio.Future)

    def sent(self) -> Json:
        message: Json = {
            "envelope_id": self.id,
            "type": self.kind,
            "payload": self.payload,
            "accepts_response_payload": self.answers,
        }
        if self.kind == "events_api":
            reason = "timeout" if self.attempt else ""
            message |= {"retry_attempt": self.attempt, "retry_reason": reason}
        return message


@dataclass
class Sockets:
    """The open connections, and the envelopes that nobody has acked yet."""

    world: World
    open: list[web.WebSocketResponse] = field(default_factory=list)
    waiting: dict[str, Envelope] = field(default_factory=dict)
    acks: list[Json] = field(default_factory=list)
    # How many of the next envelopes are lost with the connection that they are sent over.
    drops: int = 0
    # Slack gives an app three seconds.
    limit: float = 3.0
    _turn: int = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.open.append(socket)
        try:
            await socket.send_json(self._hello())
            # What a dropped connection took with it comes again.
            for envelope in list(self.waiting.values()):
                await self._send(envelope)
            await self._listen(socket)
        finally:
            if socket in self.open:
                self.open.remove(socket)
        return socket

    def envelope(self, kind: str, payload: Json, *, answers: bool) -> Envelope:
        return Envelope(self.world.name("envelope"), kind, payload, answers)

    async def deliver(self, envelope: Envelope) -> None:
        """Send it until it is acked, or tried often enough.

        An event that nobody acked goes out again over the next connection.
        """
        self.waiting[envelope.id] = envelope
        event = envelope.kind == "events_api"
        for _ in range(_TRIES if event else 1):
            await self._send(envelope)
            done, _ = await asyncio.wait([envelope.acked], timeout=self.limit)
            if done:
                return
        if not event:
            self.waiting.pop(envelope.id, None)

    async def disconnect(self, reason: str) -> None:
        """Tell every connection to make a new one, as Slack does now and then."""
        for socket in list(self.open):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
            await socket.close()

    def drop(self) -> int:
        """Cut every connection without a word; return how many."""
        cut = len(self.open)
        for socket in list(self.open):
            self._cut(socket)
        return cut

    def _cut(self, socket: web.WebSocketResponse) -> None:
        self.open.remove(socket)
        transport = socket._req.transport if socket._req else None
        if transport:
            transport.abort()

    async def _send(self, envelope: Envelope) -> None:
        if not self.open or envelope.acked.done():
            return
        self._turn += 1
        socket = self.open[self._turn % len(self.open)]
        message = envelope.sent()
        envelope.attempt += 1
        if self.drops:
            self.drops -= 1
            self._cut(socket)
            return
        await socket.send_json(message)

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            ack: Json = message.json()
            self.acks.append(ack)
            envelope = self.waiting.pop(str(ack.get("envelope_id")), None)
            if envelope and not envelope.acked.done():
                envelope.acked.set_result(ack)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "connection_info": {"app_id": APP},
            "debug_info": {"host": "fake", "approximate_connection_time": 18060},
        }
