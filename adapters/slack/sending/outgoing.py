"""Messages for Slack as the outbox keeps them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from adapters.delivery.model import Outgoing
from adapters.slack.showing.blocks import Message

PLATFORM = "slack"


class Do(StrEnum):
    """How a message reaches Slack; the body's "do"."""

    POST = "post"
    UPDATE = "update"
    EPHEMERAL = "ephemeral"
    RESPOND = "respond"
    # Takes away a draft whose answer went elsewhere.
    WITHDRAW = "withdraw"


# Under this name the body of a post holds the key of the draft whose place it takes.
DRAFT = "draft"


def post(
    key: str, channel: str, message: Message, thread: str = "", *, card: int | None = None
) -> Outgoing:
    """Return a message for a channel, or for a thread by its first message's timestamp.

    `card` is the ticket whose card it is; it stands in the body under that name.
    """
    about = {} if card is None else {"card": card}
    body = {"do": Do.POST, "channel": channel, "thread": thread} | about
    return _outgoing(key, channel, thread, body, message)


def update(key: str, channel: str, ts: str, message: Message) -> Outgoing:
    """Return what a message that is there is to be changed into."""
    return _outgoing(key, channel, ts, {"do": Do.UPDATE, "channel": channel, "ts": ts}, message)


def ephemeral(key: str, channel: str, user: str, message: Message, thread: str = "") -> Outgoing:
    """Return a message that one person sees in a channel; a direct one if they aren't in there."""
    body = {"do": Do.EPHEMERAL, "channel": channel, "thread": thread, "user": user}
    return _outgoing(key, channel, thread, body, message)


def respond(key: str, url: str, message: Message, user: str, *, replaces: bool = False) -> Outgoing:
    """Return the private answer to a command or shortcut; a direct one once Slack refuses it.

    With `replaces` it takes the place of the message that was pressed.
    """
    body = {"do": Do.RESPOND, "url": url, "user": user, "replaces": replaces}
    return _outgoing(key, user, "", body, message)


def direct(key: str, user: str, message: Message) -> Outgoing:
    """Return a direct message to a person."""
    return post(key, user, message)


def in_place_of(
    draft: str, channel: str, thread: str, messages: Sequence[Outgoing]
) -> tuple[Outgoing, ...]:
    """Return the messages, of which the first one for that thread takes the draft's place there.

    Where none is for that thread the draft is taken away.
    """
    there = (Do.POST, channel, thread)
    for place, one in enumerate(messages):
        if (one.body["do"], one.body.get("channel"), one.body.get("thread")) == there:
            instead = replace(one, body={**one.body, DRAFT: draft})
            return (*messages[:place], instead, *messages[place + 1 :])
    body = {"do": Do.WITHDRAW, "channel": channel, "thread": thread, DRAFT: draft}
    gone = Outgoing(PLATFORM, f"withdraw {draft}", channel, f"{channel}:{thread}", body)
    return (*messages, gone)


def numbered(key: str, messages: Iterable[Message]) -> Iterator[tuple[str, Message]]:
    """Yield each message of one reply with its key: KEY, then KEY/2, KEY/3 and so on."""
    for place, message in enumerate(messages, start=1):
        yield (key if place == 1 else f"{key}/{place}"), message


def ref(channel: str, ts: str) -> str:
    """Return what a posted message is called in the outbox and on a card: "CHANNEL:TS"."""
    return f"{channel}:{ts}"


def place_of(ref: str) -> tuple[str, str]:
    """Return the channel and the timestamp of a posted message."""
    channel, _, ts = ref.partition(":")
    return channel, ts


def _outgoing(key: str, lane: str, thread: str, body: dict[str, Any], message: Message) -> Outgoing:
    words = {"text": message.text, "blocks": list(message.blocks)}
    return Outgoing(PLATFORM, key, lane, f"{lane}:{thread}", body | words)
