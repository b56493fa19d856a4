"""A reply that an officer publishes as a ruling: told at once that it is tested, then what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import structlog

from adapters.chat.model import Submitted
from adapters.chat.office import ruling_wording
from adapters.chat.office.cards import Cards
from adapters.chat.office.desk import Desk, NotAllowed
from adapters.chat.office.entries import day, entered
from adapters.chat.office.modals import CLAUSES, EXPIRES, TEXT
from adapters.chat.outgoing import place_of
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Done, Event, Outgoing
from adapters.delivery.outbox import Outbox
from bot.errors import BotError
from bot.model import Person
from bot.rulings import Published
from knowledge.catalog.database import Database
from knowledge.errors import CatalogBusy, KnowledgeError

_log = structlog.get_logger(__name__)


class Publish(Protocol):
    """Publishes a ticket's ruling behind the checks that stand before every draft."""

    def __call__(
        self, ticket: int, text: str, clauses: Sequence[str], expires: date | None, who: Person
    ) -> Published:
        """Do as `bot.rulings.Rulings.publish` does, and raise what it raises."""
        ...


@dataclass(frozen=True, slots=True)
class RuleForm:
    """Publishes what was entered in the form, and tells it below the ticket's card. Thread-safe."""

    desk: Desk
    cards: Cards
    outbox: Outbox
    database: Database
    publish: Publish

    def handle(self, sent: Submitted, event: Event, done: Done) -> None:
        """Test and publish a ruling. Raises CatalogBusy while somebody else publishes."""
        key = f"event {event.id}"
        try:
            officer = self.desk.officer(sent.who)
            number = self.desk.ticket(sent.about).id
        except (NotAllowed, BotError) as refused:
            _log.info("a ruling was refused", event_id=event.id, fault=type(refused).__name__)
            told = self._alone(key, sent, str(refused))
        else:
            self._begin(number, sent, event)
            told = self._told(key, number, sent, self._published(number, sent, officer))
        with self.database.write() as connection:
            done(connection, *told)

    def _begin(self, number: int, sent: Submitted, event: Event) -> None:
        key = f"rule {number} {event.id}"
        begun = self._told(key, number, sent, ruling_wording.BEING_TESTED)
        with self.database.write() as connection:
            self.outbox.put(connection, *begun)

    def _published(self, number: int, sent: Submitted, officer: Person) -> str:
        """Return what came of it."""
        chosen = sent.values.get(CLAUSES) or ()
        text, expires = entered(sent, TEXT), day(entered(sent, EXPIRES))
        try:
            made = self.publish(number, text, tuple(chosen), expires, officer)
        except CatalogBusy:
            raise
        except (BotError, KnowledgeError) as refused:
            _log.info("a ruling was refused", ticket=number, fault=type(refused).__name__)
            return ruling_wording.refused(str(refused))
        if made.objections:
            return ruling_wording.refused(ruling_wording.FAILED_TESTS, made.objections)
        return ruling_wording.published(made.revision)

    def _told(self, key: str, number: int, sent: Submitted, said: str) -> tuple[Outgoing, ...]:
        """Return what is told below the card, to the officer alone where there is none."""
        card = self.cards.message(number)
        if not card:
            return self._alone(key, sent, said)
        channel, ts = place_of(card)
        return self.desk.messenger.post(key, channel, notice(said), ts)

    def _alone(self, key: str, sent: Submitted, said: str) -> tuple[Outgoing, ...]:
        return self.desk.messenger.direct(key, sent.who.user, notice(said))
