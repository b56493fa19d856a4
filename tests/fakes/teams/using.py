"""What people press, fill in and look for."""

from __future__ import annotations

from adapters.teams.names import SEARCH
from tests.fakes.teams.line import Json, Line


class Using(Line):
    def presses(  # noqa: PLR0913 - a press is all of this
        self,
        user: str,
        message: Json,
        action: str,
        value: str | None = None,
        *,
        forged: str | None = None,
        values: Json | None = None,
        old: bool = False,
        later: bool = False,
    ) -> Json:
        """Press a button of a message that `messages` returned, as `buttons` names it.

        "like" and "dislike" are the thumbs; `values` fills in inputs of the card. `old` is a Teams
        that doesn't know Action.Execute.
        """
        where = {"channel": message["channel"], "ts": message["ts"], "later": later}
        button = {"action": action, "value": value, "forged": forged, "old": old}
        return self._do("presses", user=user, **where, button=button | {"values": values or {}})

    def rates(self, user: str, message: Json, reaction: str, comment: str = "") -> Json:
        """Press a thumb, "like" or "dislike", and say why in Teams's own form."""
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._do("rates", user=user, **where, reaction=reaction, comment=comment)

    def submits(
        self, user: str, values: Json | None = None, about: str | None = None, action: str = ""
    ) -> Json:
        """Send the topmost form; values by the ids of its inputs.

        `about` forges what it is about; `action` is which button sends it, where there are several.
        """
        return self._do("submits", user=user, values=values or {}, about=about, action=action)

    def closes(self, user: str) -> None:
        self._do("closes", user=user)

    def shortcut(self, user: str, message: Json, command: str, *, fetch: bool = True) -> Json:
        """Choose a command on a message; with `fetch` it opens a form."""
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._do("shortcut", user=user, **where, command=command, fetch=fetch)

    def searches(self, user: str, channel: str, text: str, command: str = SEARCH) -> list[Json]:
        """Search from the compose box; return the results' attachments."""
        given = {"user": user, "channel": channel, "text": text, "command": command}
        told = self._do("searches", **given)
        return ((told["reply"] or {}).get("composeExtension") or {}).get("attachments") or []
