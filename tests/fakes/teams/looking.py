"""What people see, and what the bot did."""

from __future__ import annotations

from tests.fakes.teams import cards
from tests.fakes.teams.line import Json, Line
from tests.fakes.teams.world import BOT, direct


class Looking(Line):
    def calls(self, method: str | None = None, since: int = 0) -> list[Json]:
        """Return each call's method, verb, path, service, body, headers, time, status and answer.

        Methods: conversations.create, activities.post/update/delete/typing/stream,
        members.list/paged/get, graph.user/groups/group, token, machine, login, openid, keys.
        """
        return self._do("calls", method=method, since=since)

    def messages(self, channel: str, thread: str | None = None) -> list[Json]:
        """Return what everybody sees in a conversation as it is now.

        Each has channel, ts, user (`BOT` or an object id), text, thread_ts, edits, streamed, and
        as `activity` all that the bot sent. With `thread` only that thread, its root included.
        """
        seen = [post for post in self._do("messages", channel=channel) if not post["deleted"]]
        return [p for p in seen if thread is None or thread in (p["ts"], p["thread_ts"])]

    def written(self) -> list[Json]:
        """Return everything that was ever written."""
        return self._do("messages", channel=None)

    def ephemerals(self, channel: str, user: str) -> list[Json]:
        """Return what the bot wrote to this person alone, elsewhere than in this conversation."""
        alone = direct(user)
        return [] if channel == alone else [m for m in self.messages(alone) if m["user"] == BOT]

    def views(self, user: str) -> list[Json]:
        """Return the forms that are open for somebody, the topmost last: see `form`."""
        return self._do("dialogs").get(user, [])

    def toasts(self, user: str) -> list[str]:
        """Return what Teams showed somebody for a moment after a press."""
        return self._do("toasts", user=user)

    def types(self, channel: str, thread: str = "") -> bool:
        """Whether the bot has shown that it types, and said nothing there since."""
        return self._do("types", channel=channel, thread=thread)

    def streams(self, channel: str | None = None) -> list[Json]:
        """Return what was streamed: id, channel, text so far, informative, chunks, ended."""
        return self._do("streams", channel=channel)

    def prompts(self, channel: str) -> list[str]:
        """Return what the newest message suggests to say: on its card, or below it."""
        newest = [message["activity"] for message in self.messages(channel)[-1:]]
        seen = [card for one in newest for card in cards.found(one.get("attachments"))]
        suggested = [(one.get("suggestedActions") or {}).get("actions", ()) for one in newest]
        said = [action for card in seen for action in cards.actions(card) if cards.says(action)]
        return [action["title"] for actions in (said, *suggested) for action in actions]

    def members(self, channel: str) -> list[str]:
        return self._do("members", channel=channel)

    def deliveries(self) -> list[Json]:
        """Return what the bot was told: kind, id, ts, tries (status, seconds), acked, reply."""
        return self._do("deliveries")
