"""What Slack tells an app about what people do."""

from __future__ import annotations

from tests.fakes.slack.chat import shown_to_apps
from tests.fakes.slack.forms import as_seen
from tests.fakes.slack.world import (
    APP,
    BOT_USER,
    OTHER_TEAM,
    TEAM,
    Json,
    Post,
    View,
    World,
)


def envelope(world: World, event: Json, team: str = TEAM) -> Json:
    """Return an event as it is delivered; `team` is the workspace that it says it is of."""
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "verification",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": world.name("Ev"),
        "event_time": int(world.now()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": "4-context",
    }


def message(world: World, post: Post) -> Json:
    """Return the event of a message that a person wrote."""
    person, channel = world.person(post.user), world.place(post.channel)
    event: Json = {
        "type": "message",
        "user": post.user,
        "ts": post.ts,
        "client_msg_id": f"client-{post.ts}",
        "text": post.text,
        "team": person.team,
        "channel": post.channel,
        "event_ts": post.ts,
        "channel_type": channel.kind,
    }
    if post.thread_ts:
        event |= {"thread_ts": post.thread_ts, "parent_user_id": _author(world, post)}
    if person.team != TEAM:
        event |= {"user_team": OTHER_TEAM, "source_team": OTHER_TEAM}
    if person.bot:
        event |= {"bot_id": f"B{post.user[1:]}", "subtype": "bot_message"}
    return event


def mention(world: World, post: Post) -> Json:
    """Return the event that a mention of the app is; Slack sends it beside the message's."""
    event = message(world, post) | {"type": "app_mention"}
    return {name: value for name, value in event.items() if name not in ("channel_type", "subtype")}


def edited(world: World, post: Post, before: str) -> Json:
    inner = shown_to_apps(post, metadata=False)
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": inner,
        "previous_message": inner | {"text": before},
        "channel": post.channel,
        "hidden": True,
        "ts": world.stamp(),
        "event_ts": world.stamp(),
        "channel_type": world.place(post.channel).kind,
    }


def removed(world: World, post: Post) -> Json:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": shown_to_apps(post, metadata=False),
        "channel": post.channel,
        "hidden": True,
        "deleted_ts": post.ts,
        "ts": world.stamp(),
        "event_ts": world.stamp(),
        "channel_type": world.place(post.channel).kind,
    }


def pressed(world: World, user: str, post: Post, block: Json, element: Json) -> Json:
    """Return what a press on a message's button is delivered as."""
    container: Json = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": post.channel,
        "is_ephemeral": bool(post.to),
    }
    if post.thread_ts:
        container["thread_ts"] = post.thread_ts
    payload = _interaction(world, user, "block_actions") | {
        "container": container,
        "channel": _channel(world, post.channel),
        "state": {"values": {}},
        "response_url": world.hook(post.channel, user, post.ts),
        "actions": [_action(world, block, element)],
    }
    return payload if post.to else payload | {"message": shown_to_apps(post, metadata=False)}


def pressed_in(world: World, user: str, view: View, block: Json, element: Json) -> Json:
    """Return what a press within a form is delivered as."""
    return _interaction(world, user, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": as_seen(view),
        "actions": [_action(world, block, element)],
    }


def shortcut(world: World, user: str, post: Post, callback: str) -> Json:
    """Return what a shortcut on a message is delivered as."""
    return _interaction(world, user, "message_action") | {
        "callback_id": callback,
        "message_ts": post.ts,
        "message": shown_to_apps(post, metadata=False),
        "channel": _channel(world, post.channel),
        "response_url": world.hook(post.channel, user),
        "action_ts": world.stamp(),
    }


def submitted(world: World, user: str, view: View, values: Json) -> Json:
    seen = as_seen(view) | {"state": {"values": values}}
    return _interaction(world, user, "view_submission") | {"view": seen, "response_urls": []}


def command(world: World, user: str, channel: str, name: str, text: str) -> dict[str, str]:
    """Return the form that a slash command is delivered as."""
    person = world.person(user)
    return {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": "agency",
        "channel_id": channel,
        "channel_name": world.place(channel).name,
        "user_id": user,
        "user_name": person.id.lower(),
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": world.hook(channel, user),
        "trigger_id": world.trigger(user),
    }


def _interaction(world: World, user: str, kind: str) -> Json:
    person = world.person(user)
    who = {"id": user, "username": user.lower(), "name": user.lower(), "team_id": person.team}
    return {
        "type": kind,
        "user": who,
        "api_app_id": APP,
        "token": "verification",
        "trigger_id": world.trigger(user),
        "team": {"id": TEAM, "domain": "agency"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _action(world: World, block: Json, element: Json) -> Json:
    shown = ("type", "action_id", "text", "value", "style", "selected_option")
    action = {name: element[name] for name in shown if name in element}
    return action | {"block_id": block["block_id"], "action_ts": world.stamp()}


def _channel(world: World, channel: str) -> Json:
    place = world.place(channel)
    name = {"im": "directmessage", "group": "privategroup"}.get(place.kind, place.name)
    return {"id": channel, "name": name}


def _author(world: World, post: Post) -> str:
    top = world.post(post.channel, post.thread_ts)
    return top.user if top else ""
