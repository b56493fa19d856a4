"""Who is there, and what they do."""

from __future__ import annotations

from typing import Any

from tests.fakes.slack.line import Json, Line
from tests.fakes.slack.world import SECRET


class Acting(Line):
    """`later`: without waiting for what the app does."""

    bot = "<@UBOT>"

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
