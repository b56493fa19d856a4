"""How what is said reaches who is to read it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adapters.chat.content import Message
from adapters.chat.model import Asked, Pressed
from adapters.chat.outgoing import Messenger
from adapters.chat.places import Spot
from adapters.delivery.model import Outgoing


@dataclass(frozen=True, slots=True)
class Way:
    """The way to everybody at a spot, or to one `user` there who alone can read it.

    `thread` is the thread that was there when they wrote: a message for one person is shown in
    no other. `url` is where a command or a button may be answered, "" where there is none.
    """

    messenger: Messenger
    spot: Spot
    user: str
    thread: str = ""
    url: str = ""

    def send(self, key: str, *said: Message) -> tuple[Outgoing, ...]:
        """Return the messages on this way: for all at the spot, unless the spot is one person's."""
        if self.spot.user:
            return self.alone(key, *said)
        return tuple(one for name, m in _keyed(key, said) for one in self._post(name, m))

    def alone(self, key: str, *said: Message) -> tuple[Outgoing, ...]:
        """Return the messages so that the user alone reads them."""
        return tuple(one for name, m in _keyed(key, said) for one in self._alone(name, m))

    def _post(self, key: str, said: Message) -> tuple[Outgoing, ...]:
        spot = self.spot
        return self.messenger.post(key, spot.channel, said, spot.thread, asker=self.user)

    def _alone(self, key: str, said: Message) -> tuple[Outgoing, ...]:
        spot = self.spot
        if self.url:
            return self.messenger.respond(key, self.url, said, self.user)
        if spot.direct and not spot.user:
            return self.messenger.post(key, spot.channel, said, spot.thread)
        # A shortcut may have been used in other people's direct messages, where the bot isn't.
        if not spot.channel or spot.direct:
            return self.messenger.direct(key, self.user, said)
        # Where nothing can be shown there, that somebody can't be reached is told where it belongs.
        thread = self.thread if self.messenger.in_place else spot.thread
        return self.messenger.ephemeral(key, spot.channel, self.user, said, thread)


def way(messenger: Messenger, happened: Asked | Pressed, spot: Spot) -> Way:
    """Return the way back to who wrote or pressed something, at a spot."""
    return Way(messenger, spot, happened.who.user, happened.place.thread, happened.response_url)


def _keyed(key: str, said: Iterable[Message]) -> Iterator[tuple[str, Message]]:
    """Yield what is said one after the other with a key for each, of which parts have their own."""
    for place, one in enumerate(said):
        yield (f"{key} then {place}" if place else key), one
