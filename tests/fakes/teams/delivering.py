"""Deliveries to the bot: signed, held to a limit, sent again under the same id."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.fakes.teams.keys import Keys
from tests.fakes.teams.world import Json, World

# What takes longer is given up, and what isn't taken is sent again after these pauses; an invoke
# never is, for somebody is looking at it.
LIMIT, _PAUSES = 15.0, (1, 2, 4)
_SENT_AGAIN = (0, 408, 429, 500, 502, 503, 504)


@dataclass
class Delivering:
    """`bot` is the address that activities are posted to; "" where there is none.

    `patience` is what the pauses between attempts are multiplied with; `limit` is in seconds.
    `signed` False sends no token, as the emulator does.
    """

    world: World
    keys: Keys
    bot: str = ""
    patience: float = 0.0
    limit: float = LIMIT
    signed: bool = True
    done: list[Json] = field(default_factory=list)
    # Everything that was delivered, by its id.
    sent: dict[str, Json] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None

    async def activity(self, activity: Json) -> Json:
        """Deliver an activity until it is taken, or Teams gives up; return the record of it."""
        record = self._record(activity)
        invoked = activity["type"] == "invoke"
        body = json.dumps(activity)
        for number in range(1 if invoked else len(_PAUSES) + 1):
            if number:
                await asyncio.sleep(_PAUSES[number - 1] * self.patience)
            tried = await self.post(body, self._headers(activity.get("serviceUrl", "")))
            record["tries"].append(tried)
            if tried["status"] not in _SENT_AGAIN:
                break
        record["acked"] = 200 <= tried["status"] < 300
        record["reply"] = _reply(tried["body"]) if record["acked"] else None
        return record

    async def post(self, body: str, headers: Mapping[str, str]) -> Json:
        """Post a body to the bot once; return status, body and seconds."""
        begun = time.perf_counter()
        status, text = await self._send(body, {"Content-Type": "application/json"} | dict(headers))
        return {"status": status, "body": text, "seconds": time.perf_counter() - begun}

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    def _headers(self, service_url: str) -> dict[str, str]:
        if not self.signed:
            return {}
        return {"Authorization": f"Bearer {self.keys.token(service_url)}"}

    async def _send(self, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
        """Return status and body; 0 and what was wrong where there was no answer."""
        if not self.bot:
            return 202, ""
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        patience = aiohttp.ClientTimeout(total=self.limit)
        try:
            async with self._session.post(
                self.bot, data=body.encode(), headers=headers, timeout=patience
            ) as response:
                return response.status, await response.text()
        except TimeoutError:
            return 0, "timeout"
        except aiohttp.ClientError:
            return 0, "connection_failed"

    def _record(self, activity: Json) -> Json:
        name = str(activity.get("id", ""))
        self.sent[name] = activity
        record: Json = {
            "kind": activity.get("name") or activity["type"],
            "id": name,
            "ts": name if activity["type"] == "message" else "",
            "begun": self.world.now(),
            "tries": [],
            "acked": False,
            "reply": None,
        }
        self.done.append(record)
        return record


def _reply(body: str) -> Any:
    """Return what an invoke was answered with, None where that is empty."""
    try:
        return json.loads(body) if body.strip() else None
    except ValueError:
        return body
