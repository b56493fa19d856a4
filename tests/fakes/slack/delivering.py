"""Deliveries to the app: signed, held to the ack limit, sent again, over HTTP or a socket."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack.connecting import Sockets
from tests.fakes.slack.world import SECRET, Json, World

# Slack tries an event again at once, after a minute and after five, and says why.
_RETRIES = (0, 60, 300)
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_SOCKET_KINDS = {"event": "events_api", "interaction": "interactive", "command": "slash_commands"}


@dataclass
class Delivering:
    """`app` is the address that events are posted to; "" for Socket Mode.

    `patience` is what the pauses between attempts are multiplied with; `limit` is in seconds.
    """

    world: World
    sockets: Sockets
    app: str = ""
    secret: str = SECRET
    patience: float = 0.0
    limit: float = 3.0
    done: list[Json] = field(default_factory=list)
    # Everything that was delivered, by its id.
    payloads: dict[str, Json] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None

    async def event(self, payload: Json) -> Json:
        """Deliver an event until it is acked, or Slack gives up."""
        if not self.app:
            return await self._over_socket("event", payload, answers=False)
        record = self._record("event", payload)
        for number in range(len(_RETRIES) + 1):
            if number:
                await asyncio.sleep(_RETRIES[number - 1] * self.patience)
            again = _again(number, record["tries"])
            tried = await self.post(json.dumps(payload), _JSON, again)
            record["tries"].append(tried)
            if tried["status"] == 200:
                record["acked"] = True
                break
        return record

    async def interaction(self, payload: Json) -> Json:
        """Deliver a press, a shortcut or a form once; the answer's body is in `reply`."""
        return await self._once("interaction", payload, urlencode({"payload": json.dumps(payload)}))

    async def command(self, fields: Mapping[str, str]) -> Json:
        return await self._once("command", dict(fields), urlencode(fields))

    async def post(
        self,
        body: str,
        content_type: str,
        extra: Mapping[str, str] | None = None,
        at: float | None = None,
        secret: str = "",
    ) -> Json:
        """Post a signed request to the app once; return status, body and seconds."""
        stamp = str(int(time.time() if at is None else at))
        signed = hmac.new(
            (secret or self.secret).encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256
        )
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
        } | dict(extra or {})
        begun = time.perf_counter()
        status, text = await self._send(body, headers)
        return {"status": status, "body": text, "seconds": time.perf_counter() - begun}

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def _send(self, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
        """Return status and body; 0 and what was wrong where there was no answer."""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        patience = aiohttp.ClientTimeout(total=self.limit)
        try:
            async with self._session.post(
                self.app, data=body.encode(), headers=headers, timeout=patience
            ) as response:
                return response.status, await response.text()
        except TimeoutError:
            return 0, "http_timeout"
        except aiohttp.ClientError:
            return 0, "connection_failed"

    async def _once(self, kind: str, payload: Json, form: str) -> Json:
        if not self.app:
            return await self._over_socket(kind, payload, answers=True)
        record = self._record(kind, payload)
        tried = await self.post(form, _FORM)
        record["tries"].append(tried)
        record["acked"] = tried["status"] == 200
        record["reply"] = _read(tried["body"]) if record["acked"] else None
        return record

    async def _over_socket(self, kind: str, payload: Json, *, answers: bool) -> Json:
        record = self._record(kind, payload)
        begun = time.perf_counter()
        envelope = self.sockets.envelope(_SOCKET_KINDS[kind], payload, answers=answers)

        def acked(ack: asyncio.Future[Json]) -> None:
            seconds = time.perf_counter() - begun
            record["tries"].append({"status": 200, "seconds": seconds})
            record["acked"], record["reply"] = True, ack.result().get("payload")

        envelope.acked.add_done_callback(acked)
        await self.sockets.deliver(envelope)
        # The callback runs in the turn after the ack.
        await asyncio.sleep(0)
        return record

    def _record(self, kind: str, payload: Json) -> Json:
        name = payload.get("event_id") or payload.get("trigger_id") or ""
        self.payloads[name] = payload
        record: Json = {
            "kind": kind,
            "id": name,
            "ts": payload.get("event", {}).get("ts", ""),
            "begun": self.world.now(),
            "tries": [],
            "acked": False,
        }
        self.done.append(record)
        return record


def _again(number: int, tries: list[Json]) -> dict[str, str]:
    if not number:
        return {}
    unreached = tries[-1]["body"] if not tries[-1]["status"] else "http_error"
    return {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": unreached}


def _read(body: str) -> Json | None:
    """Return the JSON of an answer; plain text is a message."""
    if not body.strip():
        return None
    try:
        found = json.loads(body)
    except ValueError:
        return {"text": body}
    return found if isinstance(found, dict) else {"text": body}
