"""Activities: posted, changed and taken away."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes.teams import limits
from tests.fakes.teams.limits import entities
from tests.fakes.teams.streams import Streams
from tests.fakes.teams.world import BOT, Json, Place, Post, Refused, World


@dataclass
class Activities:
    world: World
    streams: Streams

    def post(self, place: Place, thread: str, body: Json) -> tuple[int, Json]:
        """Take a message, typing or a chunk of a stream. Raises Refused."""
        limits.check(body)
        streamed = bool(entities(body, "streaminfo"))
        if body["type"] == "typing":
            if streamed:
                return self.streams.chunk(place, body)
            self.world.typing[_spot(place.id, thread)] = self.world.now()
            return 202, {}
        if thread and thread not in self.world.posts[place.id]:
            raise Refused(404, "ActivityNotFoundInConversation", "There is no such message.")
        name = self.streams.final(place, body).id if streamed else self.world.stamp()
        post = Post(place.id, name, BOT, thread_ts=thread, at=self.world.now(), streamed=streamed)
        _write(post, body)
        self.world.add(post)
        self.world.typing.pop(_spot(place.id, thread), None)
        return (202, {}) if streamed else (201, {"id": name})

    def update(self, place: Place, name: str, body: Json) -> tuple[int, Json]:
        limits.check(body)
        post = self._own(place, name)
        if body["type"] != "message":
            raise limits.bad("Only messages can be changed")
        _write(post, body)
        post.instead.clear()
        post.edits += 1
        return 200, {"id": post.ts}

    def delete(self, place: Place, name: str) -> tuple[int, Json]:
        self._own(place, name).deleted = True
        return 200, {}

    def _own(self, place: Place, name: str) -> Post:
        post = self.world.post(place.id, name)
        if post is None:
            raise Refused(404, "ActivityNotFoundInConversation", "There is no such message.")
        if post.user != BOT:
            raise Refused(
                403, "MessageNotOwnedByBot", "Only the bot's own messages can be changed."
            )
        return post


def top(world: World, place: Place, thread: str, replied: str) -> str:
    """Return the thread that a reply goes to: a channel's root message, "" elsewhere."""
    if place.kind != "channel" or thread or not replied:
        return thread
    below = world.posts[place.id].get(replied)
    return (below.thread_ts or below.ts) if below else replied


def _write(post: Post, body: Json) -> None:
    post.text = body.get("text") or ""
    post.activity = body


def _spot(channel: str, thread: str) -> str:
    return f"{channel} {thread}"
