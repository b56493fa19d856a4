"""What a platform doesn't show yet of what the catalog says: cards, and news for askers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from adapters.chat.content import Message
from adapters.chat.office.alarming import closed
from adapters.chat.office.backoff import Backoff
from adapters.chat.office.card import Shown, card
from adapters.chat.office.cards import Cards, Due, key
from adapters.chat.office.desk import Desk
from adapters.chat.showing.answer import news, notice
from adapters.delivery.alarms import Alarms
from adapters.delivery.errors import place
from adapters.delivery.model import Outgoing
from adapters.delivery.outbox import Outbox
from bot.errors import UnknownTicket
from bot.kept import Undelivered
from bot.records import Records
from bot.tickets import TicketState
from knowledge.catalog.database import Database
from knowledge.errors import KnowledgeError

# What the channel itself is called among the tickets whose cards wait.
_CHANNEL = 0
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class CardFollower:
    """Shows each ticket that waits as one card in the office's channel, kept up to date.

    A card that can't be shown stays due, and is tried again less and less often; the others don't
    wait for it. While the channel is closed one card after the other tries whether it still is,
    and all of them follow as soon as one gets there.
    """

    desk: Desk
    cards: Cards
    outbox: Outbox
    alarms: Alarms
    database: Database
    now: Callable[[], datetime]
    _closed: bool = field(default=False, init=False)
    _again: Backoff = field(init=False)

    def __post_init__(self) -> None:
        self._again = Backoff(self.now)

    @property
    def platform(self) -> str:
        """Whose follower it is."""
        return self.desk.messenger.platform

    def follow(self) -> None:
        """Put into the outbox the cards that are new, and the changes of others."""
        if self.desk.home.channel and (due := self.cards.due()):
            for one in self._possible(due):
                self._try(one)

    def _possible(self, due: Sequence[Due]) -> Sequence[Due]:
        """Return what may be tried now; what failed before isn't tried all the time."""
        was_closed, self._closed = self._closed, self._is_closed()
        if was_closed and not self._closed:
            self._again.forget()
        if not self._closed:
            return [one for one in due if self._again.may(one.ticket, one.event)]
        if not was_closed:  # by what has just failed
            self._again.tried(_CHANNEL)
        if not self._again.may(_CHANNEL):
            return ()
        self._again.tried(_CHANNEL)
        return [min(due, key=lambda one: self._again.times(one.ticket, one.event))]

    def _is_closed(self) -> bool:
        return closed(self.alarms, self.desk.messenger.platform, self.desk.home.channel)

    def _try(self, due: Due) -> None:
        """Show a card; what is wrong with one must not keep the others from being shown."""
        try:
            self._show(due)
        except KnowledgeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is this card's
            if self._again.tried(due.ticket, due.event):
                fault = type(error).__name__
                _log.error("a card can't be made", ticket=due.ticket, fault=fault, at=place(error))
        else:
            if due.again:
                self._again.tried(due.ticket, due.event)

    def _show(self, due: Due) -> None:
        try:
            ticket = self.desk.tickets.show(due.ticket)
        except UnknownTicket:  # expired since
            return
        zone, platform = self.desk.settings.zone, self.desk.messenger.platform
        found = self.desk.shown_to_all(ticket)
        quotes = tuple(self.desk.quotes(found).values())
        message = card(Shown(ticket, found, quotes, zone, platform))
        with self.database.write() as connection:
            self.outbox.put(connection, *self._outgoing(due, message))
            self.cards.keep(connection, due)

    def _outgoing(self, due: Due, message: Message) -> tuple[Outgoing, ...]:
        name, messenger = key(due, self.now()), self.desk.messenger
        if not due.ref:
            return messenger.post(name, self.desk.home.channel, message, card=due.ticket)
        return messenger.update(name, due.ref, message)


@dataclass(frozen=True, slots=True)
class NewsFollower:
    """Tells askers what the office wrote or did, where they asked."""

    desk: Desk
    records: Records
    outbox: Outbox
    database: Database

    @property
    def platform(self) -> str:
        """Whose follower it is."""
        return self.desk.messenger.platform

    def follow(self) -> None:
        """Put into the outbox what askers haven't been told."""
        for one in self.records.undelivered(self.desk.messenger.platform):
            messages = self._messages(one)
            with self.database.write() as connection:
                self.outbox.put(connection, *messages)
                self.records.keep_told(connection, [one.news])

    def _messages(self, undelivered: Undelivered) -> tuple[Outgoing, ...]:
        told, address = undelivered.news, undelivered.address
        said = notice(told.content) if told.role == "notice" else self._reply(undelivered)
        name, messenger = f"news {told.id}", self.desk.messenger
        if address.get("channel"):
            return messenger.post(name, address["channel"], said, address.get("thread", ""))
        return messenger.direct(name, address["user"], said)

    def _reply(self, undelivered: Undelivered) -> Message:
        told, office = undelivered.news, self.desk.settings.office
        try:
            ticket = self.desk.tickets.show(told.ticket)
        except UnknownTicket:  # expired since
            return news(told.content, "", told.ticket, office, told.author)
        done = ticket.state is TicketState.CLOSED
        return news(told.content, ticket.question, ticket.id, office, told.author, done=done)
