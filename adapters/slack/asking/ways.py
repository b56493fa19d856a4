"""How what is said reaches who is to read it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from adapters.delivery.model import Outgoing
from adapters.slack import places
from adapters.slack.model import Asked, Pressed
from adapters.slack.places import Spot
from adapters.slack.sending import outgoing
from adapters.slack.showing.blocks import Message

# Under this name the body of a message for all holds the user whose answer it is.
ASKER = "asker"


@dataclass(frozen=True, slots=True)
class Way:
    """The way to everybody at a spot, or to one `user` there who alone can read it.

    `thread` is the thread that was there when they wrote: a message for one person is shown in
    no other. `url` is where a command or a button may be answered, "" where there is none.
    """

    spot: Spot
    user: str
    thread: str = ""
    url: str = ""

    def send(self, key: str, messages: Iterable[Message]) -> tuple[Outgoing, ...]:
        """Return the messages on this way: for all at the spot, unless the spot is one person's."""
        if self.spot.user:
            return self.alone(key, messages)
        numbered = outgoing.numbered(key, messages)
        return tuple(self._post(one, message) for one, message in numbered)

    def alone(self, key: str, messages: Iterable[Message]) -> tuple[Outgoing, ...]:
        """Return the messages so that the user alone reads them."""
        return tuple(self._alone(one, said) for one, said in outgoing.numbered(key, messages))

    def _post(self, key: str, message: Message) -> Outgoing:
        posted = outgoing.post(key, self.spot.channel, message, self.spot.thread)
        # Who reads it elsewhere where it can't be posted.
        return replace(posted, body={**posted.body, ASKER: self.user})

    def _alone(self, key: str, message: Message) -> Outgoing:
        channel = self.spot.channel
        if self.url:
            return outgoing.respond(key, self.url, message, self.user)
        if places.direct(channel) and not self.spot.user:
            return outgoing.post(key, channel, message, self.spot.thread)
        # A shortcut may have been used in other people's direct messages, where the bot isn't.
        if not channel or places.direct(channel):
            return outgoing.direct(key, self.user, message)
        return outgoing.ephemeral(key, channel, self.user, message, self.thread)


def way(happened: Asked | Pressed, spot: Spot) -> Way:
    """Return the way back to who wrote or pressed something, at a spot."""
    return Way(spot, happened.who.user, happened.place.thread, happened.response_url)
