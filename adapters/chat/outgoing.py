"""Messages for a chat platform as the outbox keeps them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from adapters.chat.content import Message
from adapters.chat.naming import joined, parted
from adapters.delivery.model import Outgoing

# What a platform is sent, as JSON; several where one message can't hold all of it.
Render = Callable[[Message], Sequence[Mapping[str, Any]]]


class Do(StrEnum):
    """How a message reaches its platform; the body's "do"."""

    POST = "post"
    UPDATE = "update"
    # What one person alone reads.
    EPHEMERAL = "ephemeral"
    RESPOND = "respond"
    # Takes away a draft whose answer went elsewhere.
    WITHDRAW = "withdraw"


# Under these names the body of a post holds the key of the draft whose place it takes, the user
# whose answer it is, who reads it elsewhere where it can't be posted, and the ticket of a card.
DRAFT, ASKER, CARD = "draft", "asker", "card"
# Where a message goes; all else in a body is what the platform is sent.
_WAY = frozenset({"do", "channel", "thread", "ts", "user", "url", "replaces", DRAFT, ASKER, CARD})


@dataclass(frozen=True, slots=True)
class Messenger:
    """Writes what is said as one platform's outbox keeps it.

    Each message has its own key: KEY, then KEY/2, KEY/3 and so on. `in_place` tells that the
    platform can show something to one person where others read along.
    """

    platform: str
    render: Render
    in_place: bool

    def post(  # noqa: PLR0913 - what a message is made of
        self,
        key: str,
        channel: str,
        said: Message,
        thread: str = "",
        *,
        card: int | None = None,
        asker: str = "",
    ) -> tuple[Outgoing, ...]:
        """Return a message for a channel, or for a thread by its first message's name.

        `card` is the ticket whose card it is; only the first message is shown then, for a card is
        changed in its place. `asker` is whose answer it is.
        """
        about = {} if card is None else {CARD: card}
        whose = {ASKER: asker} if asker else {}
        body = {"do": Do.POST, "channel": channel, "thread": thread} | about | whose
        made = self._outgoing(key, channel, thread, body, said)
        return made if card is None else made[:1]

    def update(self, key: str, ref: str, said: Message) -> tuple[Outgoing, ...]:
        """Return what a message that is there is to be changed into; one, however long."""
        channel, ts = place_of(ref)
        body = {"do": Do.UPDATE, "channel": channel, "ts": ts}
        return self._outgoing(key, channel, ts, body, said)[:1]

    def ephemeral(
        self, key: str, channel: str, user: str, said: Message, thread: str = ""
    ) -> tuple[Outgoing, ...]:
        """Return a message that one person alone reads, in the channel if it can be shown there."""
        body = {"do": Do.EPHEMERAL, "channel": channel, "thread": thread, "user": user}
        lane, order = (channel, thread) if self.in_place else (user, "")
        return self._outgoing(key, lane, order, body, said)

    def respond(
        self, key: str, url: str, said: Message, user: str, *, replaces: bool = False
    ) -> tuple[Outgoing, ...]:
        """Return the private answer to a command or shortcut; a direct one once it is refused.

        With `replaces` it takes the place of the message that was pressed.
        """
        body = {"do": Do.RESPOND, "url": url, "user": user, "replaces": replaces}
        return self._outgoing(key, user, "", body, said)

    def direct(self, key: str, user: str, said: Message) -> tuple[Outgoing, ...]:
        """Return a direct message to a person."""
        return self.post(key, user, said)

    def directly(self, outgoing: Outgoing, user: str) -> Outgoing:
        """Return the same words as a direct message."""
        words = {name: value for name, value in outgoing.body.items() if name not in _WAY}
        body = {"do": Do.POST, "channel": user, "thread": ""} | words
        return replace(outgoing, lane=user, thread=f"{user}:", body=body)

    def in_place_of(
        self, draft: str, channel: str, thread: str, messages: Sequence[Outgoing]
    ) -> tuple[Outgoing, ...]:
        """Return the messages, of which the first one for that thread takes the draft's place.

        Where none is for that thread the draft is taken away.
        """
        there = (Do.POST, channel, thread)
        for place, one in enumerate(messages):
            if (one.body["do"], one.body.get("channel"), one.body.get("thread")) == there:
                instead = replace(one, body={**one.body, DRAFT: draft})
                return (*messages[:place], instead, *messages[place + 1 :])
        body = {"do": Do.WITHDRAW, "channel": channel, "thread": thread, DRAFT: draft}
        name, order = f"withdraw {draft}", f"{channel}:{thread}"
        return (*messages, Outgoing(self.platform, name, channel, order, body))

    def _outgoing(
        self, key: str, lane: str, thread: str, body: Mapping[str, Any], said: Message
    ) -> tuple[Outgoing, ...]:
        order = f"{lane}:{thread}"
        return tuple(
            Outgoing(self.platform, name, lane, order, {**body, **words})
            for name, words in _numbered(key, self.render(said))
        )


def ref(channel: str, ts: str) -> str:
    """Return what a posted message is called in the outbox and on a card: "CHANNEL:TS"."""
    return joined(channel, ts)


def place_of(ref: str) -> tuple[str, str]:
    """Return the channel and the name of a posted message."""
    channel, ts = parted(ref)
    return channel, ts


def _numbered(
    key: str, payloads: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for place, payload in enumerate(payloads, start=1):
        yield (key if place == 1 else f"{key}/{place}"), payload
