"""chat.*: writing, changing and deleting messages."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.fakes.slack.blocks import check_message, completed
from tests.fakes.slack.world import BOT, BOT_USER, Channel, Json, Post, Refused, World

# So often may messages be changed in a workspace, in any minute (Slack's tier 3).
CHANGES, _MINUTE = 50, 60.0


@dataclass
class Pace:
    """How many messages a channel takes: a few at once, no more in any second; and changes."""

    burst: int = 4
    kept: bool = False
    _recent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def exceeded(self, channel: str, now: float) -> bool:
        return self._counted(channel, now, self.burst, 1)

    def changed_too_often(self, now: float) -> bool:
        return self._counted("chat.update", now, CHANGES, _MINUTE)

    def _counted(self, name: str, now: float, most: int, seconds: float) -> bool:
        recent = self._recent[name]
        while recent and recent[0] < now - seconds:
            recent.popleft()
        if self.kept and len(recent) >= most:
            return True
        recent.append(now)
        return False


def direct(world: World, user: str) -> str:
    """Return the channel of the bot's direct messages with somebody, made if need be."""
    if user not in world.people:
        raise Refused("channel_not_found")
    return world.place(f"D{user[1:]}").id


def addressed(world: World, body: Json) -> Channel:
    """Return the channel that a call is about. Raises Refused."""
    name = str(body.get("channel") or "")
    if name[:1] in ("U", "W"):
        name = direct(world, name)
    if name not in world.channels:
        raise Refused("channel_not_found")
    channel = world.channels[name]
    if channel.kind in ("group", "mpim") and BOT_USER not in channel.members:
        raise Refused("channel_not_found")
    return channel


def writable(world: World, body: Json) -> Channel:
    channel = addressed(world, body)
    if channel.archived:
        raise Refused("is_archived")
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def post_message(world: World, body: Json) -> Json:
    channel = writable(world, body)
    check_message(body)
    thread = _thread(world, channel.id, body)
    post = _new(world, channel.id, body, thread)
    world.posts.append(post)
    world.statuses.pop(f"{channel.id} {thread}", None)
    return {"channel": channel.id, "ts": post.ts, "message": shown_to_apps(post, metadata=True)}


def post_ephemeral(world: World, body: Json) -> Json:
    channel, user = writable(world, body), str(body.get("user") or "")
    if user not in channel.members and user not in world.people:
        raise Refused("user_not_in_channel")
    check_message(body)
    post = _new(world, channel.id, body, str(body.get("thread_ts") or ""), to=user)
    world.posts.append(post)
    return {"message_ts": post.ts}


def update(world: World, body: Json) -> Json:
    _by_its_own_id(body)
    channel = writable(world, body)
    post = _own(world, channel.id, body, "cant_update_message")
    # Blocks that aren't named stay; an empty list takes them away.
    merged = {"text": post.text, "blocks": post.blocks} | body
    check_message(merged)
    post.text = str(merged["text"] or "")
    if "blocks" in body:
        post.blocks = completed(body["blocks"] or [], world.name)
    post.metadata = body.get("metadata") or post.metadata
    post.edits += 1
    shown = shown_to_apps(post, metadata=True)
    return {"channel": channel.id, "ts": post.ts, "text": post.text, "message": shown}


def delete(world: World, body: Json) -> Json:
    _by_its_own_id(body)
    channel = writable(world, body)
    post = _own(world, channel.id, body, "cant_delete_message")
    post.deleted = True
    return {"channel": channel.id, "ts": post.ts}


def permalink(world: World, body: Json) -> Json:
    channel = addressed(world, body)
    ts = str(body.get("message_ts") or "")
    if not world.post(channel.id, ts):
        raise Refused("message_not_found")
    link = f"{world.address}/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def shown_to_apps(post: Post, *, metadata: bool) -> Json:
    """Return a message as Slack hands it to apps."""
    message: Json = {"type": "message", "user": post.user, "ts": post.ts, "text": post.text}
    if post.blocks:
        message["blocks"] = post.blocks
    if post.user == BOT_USER:
        message |= {"bot_id": BOT, "app_id": "A1"}
    if post.thread_ts:
        message["thread_ts"] = post.thread_ts
    if post.edits:
        message["edited"] = {"user": post.user, "ts": post.ts}
    if metadata and post.metadata:
        message["metadata"] = post.metadata
    return message


def _new(world: World, channel: str, body: Json, thread: str, to: str = "") -> Post:
    return Post(
        channel=channel,
        ts=world.stamp(),
        user=BOT_USER,
        text=str(body.get("text") or ""),
        blocks=completed(body.get("blocks") or [], world.name),
        thread_ts=thread,
        metadata=body.get("metadata") or {},
        to=to,
        at=world.now(),
    )


def _thread(world: World, channel: str, body: Json) -> str:
    ts = str(body.get("thread_ts") or "")
    if not ts:
        return ""
    # Replies go below what was written first, also where somebody has deleted it since.
    below = next((p for p in world.posts if (p.channel, p.ts) == (channel, ts)), None)
    if below is None or below.to:
        raise Refused("thread_not_found")
    return below.top


def _by_its_own_id(body: Json) -> None:
    # A message to a person is posted by the person's id, and changed by the channel's.
    if str(body.get("channel") or "")[:1] in ("U", "W"):
        raise Refused("channel_not_found")


def _own(world: World, channel: str, body: Json, error: str) -> Post:
    post = world.post(channel, str(body.get("ts") or ""))
    if post is None or post.to:
        raise Refused("message_not_found")
    if post.user != BOT_USER:
        raise Refused(error)
    return post
