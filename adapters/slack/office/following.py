"""What Slack doesn't show yet of what the catalog says: tickets' cards, and news for askers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.delivery.alarms import Alarms
from adapters.delivery.model import Outgoing
from adapters.delivery.outbox import Outbox
from adapters.slack.office.alarming import closed
from adapters.slack.office.card import Shown, card
from adapters.slack.office.cards import Cards, Due
from adapters.slack.office.desk import Desk
from adapters.slack.sending import outgoing
from adapters.slack.sending.outgoing import PLATFORM
from adapters.slack.showing.answer import news, notice
from adapters.slack.showing.blocks import Message
from adapters.slack.showing.limits import fit
from bot.errors import UnknownTicket
from bot.records import Records, Undelivered
from knowledge.catalog.database import Database

# So often what couldn't be posted is tried again; one card while the channel is closed.
_AGAIN = timedelta(minutes=1)


@dataclass(slots=True)
class CardFollower:
    """Shows each ticket that waits as one card in the office's channel, kept up to date.

    A card that can't be posted stays due, and is tried again every minute; while the channel is
    closed the oldest one is, and all of them follow as soon as it gets there.
    """

    desk: Desk
    cards: Cards
    outbox: Outbox
    alarms: Alarms
    database: Database
    now: Callable[[], datetime]
    _tried: datetime | None = field(default=None, init=False)
    _closed: bool = field(default=False, init=False)

    def follow(self) -> None:
        """Put into the outbox the cards that are new, and the changes of others."""
        if self.desk.settings.slack_office_channel and (due := self.cards.due()):
            for one in self._possible(due):
                self._show(one)

    def _possible(self, due: tuple[Due, ...]) -> tuple[Due, ...]:
        """Return what may be tried now; what failed before isn't tried all the time."""
        channel = self.desk.settings.slack_office_channel
        was_closed, self._closed = self._closed, closed(self.alarms, channel)
        if was_closed and not self._closed:
            return due
        new = () if self._closed else tuple(one for one in due if not one.again)
        if self._tried is not None and self.now() < self._tried + _AGAIN:
            return new
        failed = due[:1] if self._closed else tuple(one for one in due if one.again)
        if failed:
            self._tried = self.now()
        return (*new, *failed)

    def _show(self, due: Due) -> None:
        try:
            ticket = self.desk.tickets.show(due.ticket)
        except UnknownTicket:  # expired since
            return
        settings = self.desk.settings
        shown = Shown(ticket, self.desk.shown_to_all(ticket), settings.zone)
        message = fit(card(shown))[0]
        with self.database.write() as connection:
            self.outbox.put(connection, self._outgoing(due, message))
            self.cards.keep(connection, due)

    def _outgoing(self, due: Due, message: Message) -> Outgoing:
        # A key is sent once; what came back goes out under another one.
        again = f" again {self.now().isoformat()}" if due.again else ""
        if not due.ref:
            channel = self.desk.settings.slack_office_channel
            return outgoing.post(f"card {due.ticket}{again}", channel, message, card=due.ticket)
        key = f"card {due.ticket} {due.event}{again}"
        return outgoing.update(key, *outgoing.place_of(due.ref), message)


@dataclass(frozen=True, slots=True)
class NewsFollower:
    """Tells askers what the office wrote or did, where they asked."""

    desk: Desk
    records: Records
    outbox: Outbox
    database: Database

    def follow(self) -> None:
        """Put into the outbox what askers haven't been told."""
        for one in self.records.undelivered(PLATFORM):
            messages = tuple(self._messages(one))
            with self.database.write() as connection:
                self.outbox.put(connection, *messages)
                self.records.keep_told(connection, [one.news])

    def _messages(self, undelivered: Undelivered) -> Iterator[Outgoing]:
        told, address = undelivered.news, undelivered.address
        said = notice(told.content) if told.role == "notice" else self._reply(undelivered)
        for key, message in outgoing.numbered(f"news {told.id}", said):
            if address.get("channel"):
                yield outgoing.post(key, address["channel"], message, address.get("thread", ""))
            else:
                yield outgoing.direct(key, address["user"], message)

    def _reply(self, undelivered: Undelivered) -> tuple[Message, ...]:
        told, office = undelivered.news, self.desk.settings.office
        try:
            question = self.desk.tickets.show(told.ticket).question
        except UnknownTicket:  # expired since
            question = ""
        return news(told.content, question, told.ticket, office, told.author)
