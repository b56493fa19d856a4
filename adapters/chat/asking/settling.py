"""What the asker of a ticket does with the office's reply: settle it, or write back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import structlog

from adapters.chat import places
from adapters.chat.asking.threads import Threads
from adapters.chat.asking.ways import Way
from adapters.chat.asking.writing_back import with_write_back
from adapters.chat.content import Buttons, Message, small
from adapters.chat.model import Pressed, Submitted
from adapters.chat.office.entries import entered
from adapters.chat.office.modals import TEXT
from adapters.chat.outgoing import Messenger, ref
from adapters.chat.people.readers import Readers
from adapters.chat.showing.answer import news, notice
from adapters.delivery.model import Done, Event, Outgoing
from bot import chat_wording
from bot.errors import BotError
from bot.handover import Handover
from bot.kept import News
from bot.model import Person
from bot.tickets import Ticket, TicketState

_log = structlog.get_logger(__name__)


class _NotTheAsker(Exception):
    """Somebody may not do what they pressed."""


@dataclass(frozen=True, slots=True)
class Settling:
    """Handles the buttons below the office's reply, for its asker alone. Thread-safe."""

    handover: Handover
    threads: Threads
    readers: Readers
    messenger: Messenger

    def handle(self, happened: Pressed | Submitted, event: Event, done: Done) -> None:
        """Do what a button or a form asks for, once, and tell who may not."""
        changes: tuple[Outgoing, ...] = ()
        try:
            if isinstance(happened, Pressed):
                said, changes = self._settle(happened, event)
            else:
                said = self._write_back(happened, event)
        except (_NotTheAsker, BotError) as refused:
            _log.info("a step was refused", event_id=event.id, fault=type(refused).__name__)
            said = notice(str(refused))
        with self.threads.database.write() as connection:
            done(connection, *self._back(happened).alone(f"event {event.id}", said), *changes)

    def _settle(self, pressed: Pressed, event: Event) -> tuple[Message, tuple[Outgoing, ...]]:
        """Close the ticket; return what its asker reads, and its replies without buttons."""
        ticket, asker = self._own(pressed.value, pressed)
        if ticket.state is TicketState.CLOSED:
            said = chat_wording.CLOSED_ALREADY
        else:
            said = chat_wording.SETTLED
            self.handover.tickets.settle(ticket.id, asker, event.id)
        return with_write_back(said, ticket.id), tuple(self._without_buttons(ticket, pressed))

    def _write_back(self, sent: Submitted, event: Event) -> Message:
        ticket, asker = self._own(sent.about, sent)
        self.handover.answer_back(ticket.id, entered(sent, TEXT), asker, event.id)
        return notice(chat_wording.written_back(self.handover.settings.office))

    def _own(self, number: str, happened: Pressed | Submitted) -> tuple[Ticket, Person]:
        """Return a ticket and its asker. Raises UnknownTicket, _NotTheAsker."""
        who = happened.who
        ticket = self.handover.tickets.show(int(number))
        asker = places.person(who, self.readers.name_of(who.user))
        if ticket.asker.id != asker.id:
            raise _NotTheAsker(chat_wording.NOT_THE_ASKER)
        return ticket, asker

    def _without_buttons(self, ticket: Ticket, pressed: Pressed) -> Iterator[Outgoing]:
        """Yield what changes the messages that ask whether the reply settles it."""
        asked = pressed.message and ref(pressed.place.channel, pressed.message)
        for told, there in self.threads.replies(ticket.id):
            key = f"settled {ticket.id} {told.id}"
            yield from self.messenger.update(key, there, self._reply(told, ticket))
            asked = "" if there == asked else asked
        if asked:
            said = Message(chat_wording.IS_SETTLED, (small(chat_wording.IS_SETTLED),))
            yield from self.messenger.update(f"settled {ticket.id} {asked}", asked, said)

    def _reply(self, told: News, ticket: Ticket) -> Message:
        """Return the part of a reply that had its buttons, with a word in their place."""
        office = self.handover.settings.office
        last = news(told.content, ticket.question, ticket.id, office, told.author)
        words = tuple(block for block in last.blocks if not isinstance(block, Buttons))
        return replace(last, blocks=(*words, small(chat_wording.IS_SETTLED)))

    def _back(self, happened: Pressed | Submitted) -> Way:
        """Return the way to who did it: where they pressed, of a form where they work."""
        user = happened.who.user
        if isinstance(happened, Submitted):
            return Way(self.messenger, places.nowhere(happened.who), user)
        place = happened.place
        return Way(self.messenger, places.spot(place, happened.message), user, place.thread)
