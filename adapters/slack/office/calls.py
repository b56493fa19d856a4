"""Rings, reminders and escalations of tickets, each told once to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.delivery.alarms import Alarms
from adapters.delivery.model import Outgoing
from adapters.delivery.outbox import Outbox
from adapters.slack.office import office_wording
from adapters.slack.office.alarming import closed
from adapters.slack.office.cards import Cards
from adapters.slack.office.desk import Desk
from adapters.slack.places import user_of
from adapters.slack.sending import outgoing
from adapters.slack.showing.blocks import (
    Block,
    Message,
    context,
    escape,
    link,
    mrkdwn,
    quote,
    section,
)
from adapters.slack.showing.splitting import shortened
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
_EVERYBODY = "<!channel>"


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
        channel = self.desk.settings.slack_office_channel
        return bool(channel) and not closed(self.alarms, channel)

    def _messages(self, ticket: Ticket, call: Call, card: str) -> Iterator[Outgoing]:
        """Yield what is sent; `card` is "" where nothing can be put below it."""
        users = self._users(ticket, call.to)
        if card and users:
            mentioned = " ".join(f"<@{escape(user)}>" for user in users)
            channel, ts = outgoing.place_of(card)
            yield outgoing.post(_key(call), channel, self._message(ticket, call, "", mentioned), ts)
        if call.to in _LISTS or not card:
            for user in users:
                message = self._message(ticket, call, card)
                yield outgoing.direct(_key(call, user), user, message)
        if not users and self._channel_works():
            everybody = _EVERYBODY if call.to in _LISTS else ""
            channel = self.desk.settings.slack_office_channel
            yield outgoing.post(_key(call), channel, self._message(ticket, call, card, everybody))

    def _users(self, ticket: Ticket, to: To) -> Sequence[str]:
        """Return who is told by name; a second list that is empty leaves it to the first."""
        settings = self.desk.settings
        match to:
            case To.ON_CALL:
                return settings.slack_on_call
            case To.SECOND:
                return settings.slack_on_call_second or settings.slack_on_call
            case To.CLAIMANT:
                user = user_of(ticket.claimant.id) if ticket.claimant else ""
                return (user,) if user else ()
            case To.CHANNEL:
                return ()

    def _message(self, ticket: Ticket, call: Call, card: str, mentioned: str = "") -> Message:
        zone = self.desk.settings.zone
        due = wording.moment(ticket.due.astimezone(zone)) if ticket.due else ""
        said = office_wording.called(call.why, ticket.id, due)
        address = self.link(card) if card else ""
        blocks: list[Block] = [
            section(mrkdwn(f"{mentioned} {escape(said)}") if mentioned else said),
            quote(shortened(ticket.question, _QUESTION)),
        ]
        if address:
            blocks.append(context(link(address, office_wording.OPEN_CARD)))
        return Message(escape(said), tuple(blocks))


def _key(call: Call, user: str = "") -> str:
    return " ".join(filter(None, ("ring", call.key.removeprefix("call "), user)))
