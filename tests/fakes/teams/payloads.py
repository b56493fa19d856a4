"""What Teams tells a bot about what people do: activities, whole."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from itertools import count

from tests.fakes.teams.world import BOT, BOT_NAME, TENANT, Json, Person, Place, Post, World

_MENTION = re.compile(r"@bot\b|<@([^>\s]+)>")
_MARKED = re.compile("&lt;at&gt;(.*?)&lt;/at&gt;")
_SCOPE = 'itemscope itemtype="http://schema.skype.com/Mention"'
# What every invoke tells of the look of things.
CONTEXT = {"theme": "default"}
_FILE = "application/vnd.microsoft.teams.file.download.info"


def message(world: World, post: Post) -> Json:
    """Return the activity of a message that a person wrote."""
    text, mentions = _mentioned(world, post.text)
    activity = activity_of(world, post.user, post.channel, "message", post.ts, root(post))
    activity |= {
        "text": text,
        "textFormat": "plain",
        "attachments": _attachments(world, post, text),
    }
    activity["entities"] = [*mentions, *activity["entities"]]
    return activity


def edited(world: World, post: Post) -> Json:
    activity = message(world, post) | {"type": "messageUpdate"}
    return _of_kind(activity, "editMessage")


def removed(world: World, post: Post) -> Json:
    activity = activity_of(world, post.user, post.channel, "messageDelete", post.ts, root(post))
    return _of_kind(activity, "softDeleteMessage")


def reacted(world: World, user: str, post: Post, reaction: str) -> Json:
    name = world.stamp()
    activity = activity_of(world, user, post.channel, "messageReaction", name, root(post))
    return activity | {"reactionsAdded": [{"type": reaction}], "replyToId": post.ts}


def joined(world: World, user: str, channel: str, accounts: list[Json]) -> Json:
    """Return what a bot is told of who came into a conversation, itself perhaps."""
    activity = activity_of(world, user, channel, "conversationUpdate", world.stamp())
    return _of_kind(activity | {"membersAdded": accounts}, "teamMemberAdded")


def installed(world: World, user: str, channel: str, action: str) -> Json:
    activity = activity_of(world, user, channel, "installationUpdate", world.stamp())
    return activity | {"action": action}


def invoke(  # noqa: PLR0913, PLR0917 - what an invoke is of
    world: World, user: str, channel: str, name: str, value: Json, post: Post | None = None
) -> Json:
    """Return what is asked of a bot at once; `post` is the message that it is about."""
    thread = root(post) if post else ""
    activity = activity_of(world, user, channel, "invoke", f"f:{world.stamp()}", thread)
    # What is asked from the compose box, or of a message of anybody's, replies to nothing.
    reply = {"replyToId": post.ts} if post and not name.startswith("composeExtension") else {}
    return activity | {"name": name, "value": value} | reply


def submitted(world: World, user: str, post: Post, data: object) -> Json:
    """Return what a press on Action.Submit is: a message without words that has a value."""
    activity = activity_of(world, user, post.channel, "message", world.stamp(), root(post))
    return activity | {"value": data, "replyToId": post.ts}


def root(post: Post) -> str:
    """Return the message that begins the thread of another."""
    return post.thread_ts or post.ts


def bot() -> Json:
    return {"id": BOT, "name": BOT_NAME}


def account(person: Person) -> Json:
    return {"id": person.account, "name": person.name, "aadObjectId": person.id}


def activity_of(  # noqa: PLR0913, PLR0917 - what every activity has
    world: World, user: str, channel: str, kind: str, name: str, thread: str = ""
) -> Json:
    """Return what all activities have: who, where, when, and from which service."""
    person, place = world.person(user), world.place(channel)
    sent = datetime.fromtimestamp(world.now(), UTC).isoformat(timespec="milliseconds")
    sender = account(person) | ({"role": "bot"} if person.bot else {})
    return {
        "type": kind,
        "id": name,
        "timestamp": sent.replace("+00:00", "Z"),
        "localTimestamp": sent,
        "localTimezone": "Europe/London",
        "channelId": "msteams",
        "serviceUrl": world.service_url(place.service),
        "from": sender,
        "conversation": _conversation(place, person, thread),
        "recipient": bot(),
        "entities": [{"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Web"}],
        "channelData": _channel_data(place, person),
        "locale": "en-GB",
    }


def html_of(post: Post) -> str:
    return f"<p>{html.escape(post.text)}</p>"


def _conversation(place: Place, person: Person, thread: str) -> Json:
    threaded = thread and place.kind == "channel"
    name = f"{place.id};messageid={thread}" if threaded else place.id
    shown: Json = {
        "id": name,
        "conversationType": place.kind,
        "tenantId": _tenant(place, person),
    }
    if place.kind != "personal":
        shown["isGroup"] = True
    return shown


def _channel_data(place: Place, person: Person) -> Json:
    data: Json = {"tenant": {"id": _tenant(place, person)}}
    if place.kind == "channel":
        data |= {"teamsChannelId": place.id, "teamsTeamId": place.team}
        data |= {"channel": {"id": place.id}, "team": {"id": place.team}}
    return data


def _tenant(place: Place, person: Person) -> str:
    return person.tenant if place.kind == "personal" else TENANT


def _of_kind(activity: Json, kind: str) -> Json:
    return activity | {"channelData": activity["channelData"] | {"eventType": kind}}


def _mentioned(world: World, text: str) -> tuple[str, list[Json]]:
    """Return a text with @bot and <@OBJECT ID> as mentions, and their entities."""
    found: list[Json] = []

    def mark(match: re.Match[str]) -> str:
        who = account(world.person(match[1])) if match[1] else bot()
        words = f"<at>{who['name']}</at>"
        mentioned = {"id": who["id"], "name": who["name"]}
        found.append({"type": "mention", "mentioned": mentioned, "text": words})
        return words

    return _MENTION.sub(mark, text), found


def _attachments(world: World, post: Post, text: str) -> list[Json]:
    shown: list[Json] = [{"contentType": "text/html", "content": f"<p>{_as_html(text)}</p>"}]
    for name in post.files:
        where = f"{world.address}/files/{name}"
        content = {"downloadUrl": where, "uniqueId": name, "fileType": name.rpartition(".")[2]}
        shown.append({"contentType": _FILE, "contentUrl": where, "name": name, "content": content})
    return shown


def _as_html(text: str) -> str:
    numbers = count()
    escaped = html.escape(text, quote=False)
    marked = _MARKED.sub(
        lambda at: f'<span {_SCOPE} itemid="{next(numbers)}">{at[1]}</span>', escaped
    )
    return marked.replace("\n", "<br>")
