"""conversations.*, users.*, usergroups.*: what an app may look up."""

from __future__ import annotations

from collections.abc import Iterable

from tests.fakes.slack.chat import addressed, direct, shown_to_apps
from tests.fakes.slack.world import BOT_USER, TEAM, Channel, Json, Person, Post, Refused, World


def info(world: World, body: Json) -> Json:
    return {"channel": _channel(addressed(world, body), world)}


def listing(world: World, body: Json) -> Json:
    kinds = str(body.get("types") or "public_channel").split(",")
    names = {"channel": "public_channel", "group": "private_channel", "im": "im", "mpim": "mpim"}
    found = [c for c in world.channels.values() if names[c.kind] in kinds]
    seen = [c for c in found if c.kind == "channel" or BOT_USER in c.members]
    return {"channels": [_channel(c, world) for c in seen]} | _no_more()


def members(world: World, body: Json) -> Json:
    return {"members": addressed(world, body).members} | _no_more()


def open_(world: World, body: Json) -> Json:
    users = str(body.get("users") or "").split(",")
    if len(users) != 1:
        raise Refused("invalid_arguments")
    if users[0] not in world.people:
        raise Refused("user_not_found")
    return {"channel": {"id": direct(world, users[0])}}


def join(world: World, body: Json) -> Json:
    channel = addressed(world, body)
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if BOT_USER not in channel.members:
        channel.members.append(BOT_USER)
    return {"channel": _channel(channel, world)}


def history(world: World, body: Json) -> Json:
    """The newest first, without what stands in threads."""
    channel = _readable(world, body)
    found = [p for p in _visible(world, channel) if not p.thread_ts]
    return _page(reversed(found), body)


def replies(world: World, body: Json) -> Json:
    """The oldest first, with what the thread is about."""
    channel, ts = _readable(world, body), str(body.get("ts") or "")
    found = [p for p in _visible(world, channel) if p.top == ts]
    if not found:
        raise Refused("thread_not_found")
    return _page(found, body)


def user(world: World, body: Json) -> Json:
    known = world.people.get(str(body.get("user") or ""))
    if known is None:
        raise Refused("user_not_found")
    return {"user": _person(known, world)}


def by_email(world: World, body: Json) -> Json:
    found = [p for p in world.people.values() if p.email and p.email == body.get("email")]
    if not found:
        raise Refused("users_not_found")
    return {"user": _person(found[0], world)}


def users(world: World, body: Json) -> Json:
    del body
    return {"members": [_person(p, world) for p in world.people.values()]} | _no_more()


def usergroups(world: World, body: Json) -> Json:
    with_users = str(body.get("include_users", "")).lower() in ("true", "1")
    hidden = () if with_users else ("users",)
    shown = [{n: v for n, v in g.items() if n not in hidden} for g in world.groups.values()]
    return {"usergroups": shown}


def usergroup_users(world: World, body: Json) -> Json:
    group = world.groups.get(str(body.get("usergroup") or ""))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": group["users"]}


def _readable(world: World, body: Json) -> Channel:
    channel = addressed(world, body)
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _visible(world: World, channel: Channel) -> list[Post]:
    return [p for p in world.posts if p.channel == channel.id and not p.to and not p.deleted]


def _page(posts: Iterable[Post], body: Json) -> Json:
    oldest, latest = str(body.get("oldest") or ""), str(body.get("latest") or "")
    metadata = str(body.get("include_all_metadata", "")).lower() in ("true", "1")
    inclusive = str(body.get("inclusive", "")).lower() in ("true", "1")
    within = [
        post
        for post in posts
        if (not oldest or post.ts > oldest or (inclusive and post.ts == oldest))
        and (not latest or post.ts < latest or (inclusive and post.ts == latest))
    ]
    limit, start = int(body.get("limit") or 100), int(body.get("cursor") or 0)
    more = len(within) > start + limit
    shown = [shown_to_apps(p, metadata=metadata) for p in within[start : start + limit]]
    cursor = str(start + limit) if more else ""
    return {
        "messages": shown,
        "has_more": more,
        "response_metadata": {"next_cursor": cursor},
    }


def _channel(channel: Channel, world: World) -> Json:
    fields: Json = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "is_ext_shared": channel.shared,
        "is_shared": channel.shared,
        "is_member": BOT_USER in channel.members,
        "num_members": len(channel.members),
        "context_team_id": TEAM,
    }
    if channel.kind == "im":
        other = next((m for m in channel.members if m in world.people), "")
        fields |= {"user": other}
    return fields


def _person(person: Person, world: World) -> Json:
    profile = {"real_name": person.name, "display_name": person.name}
    if "users:read.email" in world.scopes and person.email:
        profile["email"] = person.email
    return {
        "id": person.id,
        "team_id": person.team,
        "name": person.id.lower(),
        "real_name": person.name,
        "deleted": person.deleted,
        "profile": profile,
        "is_bot": person.bot,
        "is_app_user": False,
        "is_stranger": person.team != TEAM,
        "is_restricted": person.guest,
        "is_ultra_restricted": False,
        "tz": "America/Chicago",
    }


def _no_more() -> Json:
    return {"response_metadata": {"next_cursor": ""}}
