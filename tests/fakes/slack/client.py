"""The test's side of the fake Slack; every call is one request to its process."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.fakes.slack.world import SECRET

Json = dict[str, Any]
_PATIENCE = 30.0


class RefusedBySlack(AssertionError):
    """What a test asked for can't be done there: no such button, a field that must be filled."""


class Slack:
    """`url` is the base address of the API. Tokens are xoxb-1 and xapp-1, the secret s3cret.

    The workspace is T1, the bot UBOT; people (U…) and public channels (C…) come into being when
    they are first written by or in; the bot's direct messages with U7 are the channel D7.
    """

    bot = "<@UBOT>"

    def __init__(self, address: str) -> None:
        self.url = f"{address}/api/"
        self._http = httpx.Client(base_url=f"{address}/control/", timeout=120, trust_env=False)

    def close(self) -> None:
        self._http.close()

    # What people see, and what the app did.

    def calls(self, method: str | None = None) -> list[Json]:
        """Return each call's method, body, headers, time and answer, in order."""
        return self._do("calls", method=method)

    def messages(self, channel: str, thread: str | None = None) -> list[Json]:
        """Return what everybody sees in a channel: ts, user, text, blocks, thread_ts, edits.

        With `thread` only that thread, its first message included.
        """
        found = [p for p in self._do("messages", channel=channel) if not p["to"]]
        seen = [post for post in found if not post["deleted"]]
        return [p for p in seen if thread is None or thread in (p["ts"], p["thread_ts"])]

    def ephemerals(self, channel: str, user: str) -> list[Json]:
        """Return what only this person sees in a channel."""
        found = self._do("messages", channel=channel)
        return [p for p in found if p["to"] == user and not p["deleted"]]

    def views(self, user: str) -> list[Json]:
        """Return the forms that are open for somebody, the topmost last: view and errors."""
        return self._do("views").get(user, [])

    def status(self, channel: str, thread: str) -> str:
        """Return what the app says it is doing there, "" where it says nothing."""
        found = self._do("statuses")["statuses"].get(f"{channel} {thread}")
        return found["status"] if found else ""

    def prompts(self, channel: str) -> list[Json]:
        """Return the suggested prompts."""
        return self._do("statuses")["prompts"].get(channel, {}).get("prompts", [])

    def deliveries(self) -> list[Json]:
        """Return what the app was told: kind, id, ts, tries (status, seconds), acked, reply."""
        return self._do("deliveries")

    def acks(self) -> list[Json]:
        """Return the acknowledgements that came over sockets."""
        return self._do("acks")

    def connections(self) -> int:
        """Return how many sockets are open."""
        return self._do("connections")

    # Who and what is there.

    def app(
        self, url: str = "", *, secret: str = SECRET, patience: float = 0.0, limit: float = 3.0
    ) -> None:
        """Say where the app takes events, "" for Socket Mode.

        `patience` is what Slack's pauses between attempts are multiplied with, `limit` the seconds
        that an app has for its ack.
        """
        self._do("app", url=url, secret=secret, patience=patience, limit=limit)

    def person(self, id: str, **fields: Any) -> None:  # noqa: A002 - Slack's word
        """Add somebody: name, email, team ("T2" is a stranger), guest, bot, deleted."""
        self._do("person", id=id, **fields)

    def channel(self, id: str, **fields: Any) -> None:  # noqa: A002 - Slack's word
        """Add a channel: name, kind, members, archived, shared; `bot` whether the bot is in it."""
        self._do("channel", id=id, **fields)

    def group(self, id: str, handle: str, *users: str) -> None:  # noqa: A002 - Slack's word
        """Add a user group."""
        self._do("group", id=id, handle=handle, users=users)

    # What people do. `later`: without waiting for the app.

    def says(
        self, user: str, channel: str, text: str, thread: str = "", *, later: bool = False
    ) -> Json:
        """Write a message; return its ts and what came of telling the app. @bot is its mention."""
        text = text.replace("@bot", self.bot)
        said = {"user": user, "channel": channel, "text": text, "thread": thread}
        return self._do("says", **said, later=later)

    def asks(self, user: str, text: str) -> str:
        """Write to the bot directly; return the message's ts."""
        return self.says(user, f"D{user[1:]}", text)["ts"]

    def edits(self, channel: str, ts: str, text: str) -> Json:
        return self._do("edits", channel=channel, ts=ts, text=text)

    def deletes(self, channel: str, ts: str) -> Json:
        return self._do("deletes", channel=channel, ts=ts)

    def joins(self, user: str, channel: str) -> Json:
        return self._do("joins", user=user, channel=channel)

    def opens(self, user: str) -> Json:
        return self._do("opens", user=user)

    def presses(  # noqa: PLR0913 - a press is all of this
        self,
        user: str,
        message: Json,
        action: str,
        value: str | None = None,
        *,
        forged: str | None = None,
        later: bool = False,
    ) -> Json:
        """Press a button of a message that `messages` or `ephemerals` returned."""
        where = {"channel": message["channel"], "ts": message["ts"], "later": later}
        button = {"action": action, "value": value, "forged": forged}
        return self._do("presses", user=user, **where, button=button)

    def presses_in_form(self, user: str, action: str, value: str | None = None) -> Json:
        return self._do("presses_in_form", user=user, action=action, value=value)

    def submits(self, user: str, values: Json | None = None, about: str | None = None) -> Json:
        """Send the topmost form; values by action id. `about` forges its private metadata."""
        return self._do("submits", user=user, values=values or {}, about=about)

    def closes(self, user: str) -> None:
        self._do("closes", user=user)

    def commands(self, user: str, channel: str, text: str, name: str = "/policy") -> Json:
        return self._do("commands", user=user, channel=channel, name=name, text=text)

    def shortcut(self, user: str, message: Json, callback: str) -> Json:
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._do("shortcut", user=user, **where, callback=callback)

    def event(self, event: Json, team: str = "T1") -> Json:
        """Deliver any event."""
        return self._do("event", event=event, team=team)

    def sends(self, payload: Json) -> Json:
        """Deliver any interaction."""
        return self._do("sends", payload=payload)

    def redelivers(self, id: str) -> Json:  # noqa: A002 - Slack's word
        """Deliver an event again, by the id in `deliveries`."""
        return self._do("redelivers", id=id)

    def raw(
        self,
        body: str,
        kind: str = "application/json",
        *,
        extra: Json | None = None,
        at: float | None = None,
        secret: str = "",
    ) -> Json:
        """Post any body to the app, signed; return status, body and seconds."""
        return self._do("raw", body=body, kind=kind, extra=extra or {}, at=at, secret=secret)

    # What goes wrong.

    def forget(self) -> None:
        """Forget what was said, called and told to go wrong; people and channels stay."""
        self._do("forget")

    def recover(self) -> None:
        """End everything that goes wrong with calls."""
        self._do("recover")

    def limit(self, calls: int, *, after: float = 1.0, method: str = "") -> None:
        """Answer the next calls with 429 and Retry-After."""
        self._do("fault", kind="limit", left=calls, method=method, after=after)

    def break_down(self, calls: int, *, method: str = "") -> None:
        """Answer the next calls with 500."""
        self._do("fault", kind="broken", left=calls, method=method, after=0)

    def swallow(self, calls: int, *, method: str = "") -> None:
        """Do what the next calls ask for, and drop the connection before it is answered."""
        self._do("fault", kind="swallow", left=calls, method=method, after=0)

    def away(self, seconds: float) -> None:
        """Drop every connection for so long; 0 ends it."""
        self._do("away", seconds=seconds)

    def refuse(self, channel: str, error: str) -> None:
        """Answer every call about a channel (or user) with an error, "" to end it."""
        self._do("refuse", channel=channel, error=error)

    def slow(self, seconds: float, *, method: str = "") -> None:
        """Take so long for every call."""
        self._do("slow", seconds=seconds, method=method)

    def pace(self, burst: int = 4) -> None:
        """Take no more messages a second in one channel (429); 0 takes all."""
        self._do("pace", burst=burst)

    def token(self, *, revoked: bool = False, scopes: list[str] | None = None) -> None:
        """Revoke the bot's token, or change what it may do."""
        self._do("token", revoked=revoked, scopes=scopes)

    def forward(self, seconds: float) -> None:
        """Put this Slack's clock forward, on which triggers and response_urls expire."""
        self._do("forward", seconds=seconds)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app to connect anew."""
        self._do("disconnect", reason=reason)

    def drop(self, envelopes: int = 0) -> int:
        """Cut the sockets: now, or each time one of the next envelopes goes out."""
        return self._do("drop", envelopes=envelopes)

    def _do(self, verb: str, **given: Any) -> Any:
        answered = self._http.post(verb, json=given)
        answered.raise_for_status()
        outcome = answered.json()
        if "error" in outcome:
            raise RefusedBySlack(outcome["error"])
        return outcome["value"]


def until(happened: Callable[[], Any], seconds: float = _PATIENCE) -> Any:
    """Return what `happened` returns once it is something; fail when it takes too long."""
    end = time.monotonic() + seconds
    while not (found := happened()):
        if time.monotonic() > end:
            raise AssertionError("it didn't happen in time")
        time.sleep(0.05)
    return found


@contextmanager
def slack() -> Iterator[Slack]:
    """Start a Slack in its own process, and stop it."""
    command = [sys.executable, "-m", "tests.fakes.slack"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        one = Slack(child.stdout.readline().strip())
        try:
            yield one
        finally:
            one.close()
            child.stdin.close()
