"""Who is there, and what they do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.fakes.teams.line import Json, Line
from tests.fakes.teams.world import direct


class Acting(Line):
    """`later`: without waiting for what the bot does.

    People are Entra object ids, as `object_id(7)` makes them; channels "19:…@thread.tacv2", group
    chats "19:…@thread.v2", and `direct(user)` somebody's personal chat with the bot.
    """

    def app(
        self,
        url: str = "",
        *,
        patience: float = 0.0,
        limit: float = 15.0,
        signed: bool = True,
        hears_all: bool = False,
    ) -> None:
        """Say where the bot takes activities (its /api/messages), "" for nowhere.

        `patience` is what the pauses between attempts are multiplied with, `limit` the seconds
        that a bot has for its answer. Not `signed`: no tokens, in neither direction. `hears_all`:
        the app may read what doesn't mention it.
        """
        given = {"patience": patience, "limit": limit, "signed": signed, "hears_all": hears_all}
        self._do("app", url=url, **given)

    def person(self, id: str, **fields: Any) -> None:  # noqa: A002 - Entra's word
        """Add somebody: name, email, tenant (OTHER_TENANT is a stranger), guest, bot, enabled.

        `app`: whether they have added the app; `blocked`: whether they blocked it.
        """
        self._do("person", id=id, **fields)

    def channel(self, id: str, **fields: Any) -> None:  # noqa: A002 - Teams's word
        """Add a conversation: name, team, members, service; `bot` whether the bot is in it."""
        self._do("channel", id=id, **fields)

    def group(self, id: str, name: str, *users: str) -> None:  # noqa: A002 - Entra's word
        """Add a group of Entra ID."""
        self._do("group", id=id, name=name, users=users)

    def moved(self, channel: str, service: str = "amer") -> None:
        """Have a conversation reached under another service URL from now on."""
        self._do("moved", channel=channel, service=service)

    def direct(self, user: str) -> str:
        """Return somebody's personal chat with the bot."""
        return direct(user)

    def says(  # noqa: PLR0913 - a message is all of this
        self,
        user: str,
        channel: str,
        text: str,
        thread: str = "",
        *,
        files: Iterable[str] = (),
        later: bool = False,
    ) -> Json:
        """Write a message; return its ts and what came of telling the bot.

        @bot is its mention, <@OBJECT ID> somebody else's.
        """
        said = {"user": user, "channel": channel, "text": text, "thread": thread}
        return self._do("says", **said, files=list(files), later=later)

    def asks(self, user: str, text: str) -> str:
        """Write to the bot in one's personal chat; return the message's ts."""
        return self.says(user, direct(user), text)["ts"]

    def edits(self, channel: str, ts: str, text: str) -> Json:
        return self._do("edits", channel=channel, ts=ts, text=text)

    def deletes(self, channel: str, ts: str) -> Json:
        return self._do("deletes", channel=channel, ts=ts)

    def reacts(self, user: str, message: Json, reaction: str = "like") -> Json:
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._do("reacts", user=user, **where, reaction=reaction)

    def joins(self, user: str, channel: str) -> Json:
        return self._do("joins", user=user, channel=channel)

    def leaves(self, user: str, channel: str) -> None:
        self._do("leaves", user=user, channel=channel)

    def opens(self, user: str) -> Json:
        """Add the app for oneself."""
        return self._do("opens", user=user)

    def installs(self, user: str, channel: str) -> Json:
        return self._do("installs", user=user, channel=channel)

    def uninstalls(self, user: str, channel: str) -> Json:
        return self._do("uninstalls", user=user, channel=channel)

    def stops(self, user: str) -> None:
        """Stop the stream in one's personal chat."""
        self._do("stops", user=user)

    def activity(self, activity: Json) -> Json:
        """Deliver any activity, signed."""
        return self._do("activity", activity=activity)

    def redelivers(self, id: str) -> Json:  # noqa: A002 - the connector's word
        """Deliver an activity again, by the id in `deliveries`."""
        return self._do("redelivers", id=id)

    def raw(self, body: str, token: str | None = None, **headers: str) -> Json:
        """Post any body to the bot, with this token (`mint`); return status, body and seconds."""
        shown = {} if token is None else {"Authorization": f"Bearer {token}"}
        return self._do("raw", body=body, headers=shown | headers)

    def mint(self, kind: str = "valid", service: str = "emea") -> str:
        """Return a token for what comes from a service: valid, or bad in one way.

        Ways: expired, early, forged, audience, issuer, service, unendorsed, unpublished,
        unsigned, garbage.
        """
        return self._do("mint", kind=kind, service=service)
