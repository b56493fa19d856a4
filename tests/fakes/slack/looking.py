"""What people see, and what the app did."""

from __future__ import annotations

from tests.fakes.slack.line import Json, Line


class Looking(Line):
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

    def written(self) -> list[Json]:
        """Return everything that was ever written, `to` whom where only one person sees it."""
        return self._do("messages", channel=None)

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
