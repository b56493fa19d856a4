"""Rings, reminders and escalations of tickets, each told once to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain

from adapters.chat.content import (
    Block,
    Everybody,
    Link,
    Mention,
    Message,
    Paragraph,
    Quote,
    small,
)
from adapters.chat.office import office_wording
from adapters.chat.office.alarming import closed
from adapters.chat.office.cards import Cards
from adapters.chat.office.desk import Desk
from adapters.chat.outgoing import place_of
from adapters.chat.places import user_of
from adapters.chat.showing.splitting import shortened
from adapters.delivery.alarms import Alarms
from adapters.delivery.model import Outgoing
from adapters.delivery.outbox import Outbox
from bot import wording
from bot.service_level import Call, ServiceLevel, To
from bot.tickets import WAITING, Ticket
from knowledge.catalog.database import Database

# Who is rung within seconds of a question is rung soon enough.
_EVERY = timedelta(seconds=5)
# A new ticket's card is there by then, and the ring links to it.
_SOON = timedelta(seconds=10)
_LISTS = (To.ON_CALL, To.SECOND)
_QUESTION = 300


@dataclass(slots=True)
class CallFollower:
    """Tells people of the office what the service level finds due.

    Whom it concerns gets a direct message, and the card's thread mentions them. Where nobody is
    named who could be told, the office's channel is. Each call is noted in the ticket's log.
    `link` returns the address of a card, "" where it has none.
    """

    desk: Desk
    cards: Cards
    outbox: Outbox
    alarms: Alarms
    database: Database
    level: ServiceLevel
    link: Callable[[str], str]
    now: Callable[[], datetime]
    _next: datetime | None = field(default=None, init=False)

    @property
    def platform(self) -> str:
        """Whose follower it is."""
        return self.desk.messenger.platform

    def follow(self) -> None:
        """Put into the outbox what people are to be told now."""
        now = self.now()
        if self._next is not None and now < self._next:
            return
        self._next = now + _EVERY
        for ticket in self.desk.tickets.logged(*WAITING):
            for call in self.level.calls(ticket, now):
                self._tell(ticket, call)

    def _tell(self, ticket: Ticket, call: Call) -> None:
        card, works = self.cards.message(ticket.id), self._channel_works()
        if not card and works and self.now() - ticket.updated < _SOON:
            return
        messages = tuple(self._messages(ticket, call, card if works else ""))
        with self.database.write() as connection:
            self.outbox.put(connection, *messages)
        # What belongs below the card waits until it is there; what was put is put once.
        if messages and (card or not works):
            self.desk.tickets.note(ticket.id, call.did, call.why, request=call.key)

    def _channel_works(self) -> bool:
        channel, platform = self.desk.home.channel, self.desk.messenger.platform
        return bool(channel) and not closed(self.alarms, platform, channel)

    def _messages(self, ticket: Ticket, call: Call, card: str) -> Iterator[Outgoing]:
        """Yield what is sent; `card` is "" where nothing can be put below it."""
        users, messenger = self._users(ticket, call.to), self.desk.messenger
        if card and users:
            channel, ts = place_of(card)
            said = self._message(ticket, call, "", *(self._mention(user) for user in users))
            yield from messenger.post(_key(call), channel, said, ts)
        if call.to in _LISTS or not card:
            for user in users:
                said = self._message(ticket, call, card)
                yield from messenger.direct(_key(call, user), user, said)
        if not users and self._channel_works():
            everybody = (Everybody(),) if call.to in _LISTS else ()
            said = self._message(ticket, call, card, *everybody)
            yield from messenger.post(_key(call), self.desk.home.channel, said)

    def _users(self, ticket: Ticket, to: To) -> Sequence[str]:
        """Return who is told by name; a second list that is empty leaves it to the first."""
        home = self.desk.home
        match to:
            case To.ON_CALL:
                return home.on_call
            case To.SECOND:
                return home.second or home.on_call
            case To.CLAIMANT:
                claimant = ticket.claimant.id if ticket.claimant else ""
                user = user_of(claimant, self.desk.messenger.platform)
                return (user,) if user else ()
            case To.CHANNEL:
                return ()

    def _mention(self, user: str) -> Mention:
        return Mention(user, self.desk.name_of(user))

    def _message(
        self, ticket: Ticket, call: Call, card: str, *rung: Mention | Everybody
    ) -> Message:
        zone = self.desk.settings.zone
        due = wording.moment(ticket.due.astimezone(zone)) if ticket.due else ""
        said = office_wording.called(call.why, ticket.id, due)
        address = self.link(card) if card else ""
        blocks: list[Block] = [
            Paragraph((*chain.from_iterable((one, " ") for one in rung), said)),
            Quote(shortened(ticket.question, _QUESTION)),
        ]
        if address:
            blocks.append(small(Link(address, office_wording.OPEN_CARD)))
        return Message(said, tuple(blocks))


def _key(call: Call, user: str = "") -> str:
    return " ".join(filter(None, ("ring", call.key.removeprefix("call "), user)))
