"""A message for the bot: who may ask, and whether it is a question or a reply to the office."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adapters.chat import places
from adapters.chat.asking.answering import Answering, Inquiry
from adapters.chat.asking.drafting import key_of
from adapters.chat.asking.overhearing import Concern, Overhearing
from adapters.chat.asking.threads import Threads
from adapters.chat.asking.ways import Way, way
from adapters.chat.asking.writing_back import WritingBack, settles, with_write_back
from adapters.chat.content import Message
from adapters.chat.model import Asked, How
from adapters.chat.outgoing import Messenger
from adapters.chat.people.readers import Reader, Readers
from adapters.chat.places import Spot
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Done, Event, Outgoing
from bot import chat_wording
from bot.followup import leans
from bot.model import Reason
from bot.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Asking:
    """Handles what people write to the bot; `how_to_use` is told who asks nothing. Thread-safe."""

    answering: Answering
    overhearing: Overhearing
    writing_back: WritingBack
    readers: Readers
    threads: Threads
    messenger: Messenger
    how_to_use: str

    def handle(self, asked: Asked, event: Event, done: Done) -> None:
        """Answer a message, or say why not; nothing is kept of who may not ask."""
        reader = self.readers.of(asked.who, asked.place.team)
        back = way(self.messenger, asked, spot_of(asked))
        ticket = self.writing_back.replied(asked, back.spot, reader)
        if reader.machine or (asked.how is How.THREAD and not ticket and not self._heeds(asked)):
            self._finish(done)
        elif reader.refusal:
            self._finish(done, *back.alone(key(event), notice(reader.refusal)))
        elif not asked.text.strip():
            self._finish(done, *back.send(key(event), notice(self._nothing_asked(asked))))
        elif ticket:
            self._finish(done, *back.send(key(event), self._told(ticket, asked, reader, event)))
        else:
            self._hear(asked, _inquiry(asked, reader, back, event), done)

    def _heeds(self, asked: Asked) -> bool:
        """Whether there may be something for the bot in what its writer says in a thread."""
        return bool(asked.text.strip()) and self.threads.answered(asked.place, asked.who)

    def _hear(self, asked: Asked, inquiry: Inquiry, done: Done) -> None:
        """Answer what is for the bot; leave alone what people say to each other."""
        concern = Concern.US
        if asked.how is How.THREAD:
            concern = self.overhearing.concern(asked, inquiry)
        match concern:
            case Concern.OTHERS:
                self._finish(done)
            case Concern.UNCLEAR:
                settings = self.answering.assistant.settings
                said = chat_wording.was_it_for_me(settings.office, settings.office_contact)
                self._finish(done, *inquiry.back.alone(inquiry.key, notice(said)))
            case Concern.US:
                self._answer(asked, inquiry, done)

    def _answer(self, asked: Asked, inquiry: Inquiry, done: Done) -> None:
        """Answer a question; what may be for the office, whose reply it follows, is offered to."""
        back, reader = inquiry.back, inquiry.reader
        ticket = self.writing_back.replied_before(asked, back.spot, reader)
        office = self.answering.assistant.settings.office
        if ticket is None:
            self.answering.answer(inquiry, done)
        elif self._thanks(asked):
            self._finish(done, *back.send(inquiry.key, settles(ticket.id)))
        elif leans(asked.text) and self.overhearing.purpose(asked.text) is None:
            offer = with_write_back(chat_wording.is_it_for(office, ticket.id), ticket.id)
            self._finish(done, *back.send(inquiry.key, offer))
        else:
            offer = with_write_back(chat_wording.or_is_it_for(office, ticket.id), ticket.id)
            self.answering.answer(replace(inquiry, unsettled=(offer,)), done)

    def _told(self, ticket: Ticket, asked: Asked, reader: Reader, event: Event) -> Message:
        """Return what an asker reads who wrote below the office's reply."""
        if self._thanks(asked):
            return settles(ticket.id)
        return self.writing_back.given_back(ticket, asked, reader, event)

    def _thanks(self, asked: Asked) -> bool:
        return self.overhearing.purpose(asked.text) is Reason.SMALL_TALK

    def _nothing_asked(self, asked: Asked) -> str:
        if asked.files:
            return chat_wording.NO_FILES
        return self.how_to_use

    def _finish(self, done: Done, *messages: Outgoing) -> None:
        with self.threads.database.write() as connection:
            done(connection, *messages)


def key(event: Event) -> str:
    """Return what the answer to an event is called in the outbox."""
    return key_of(event.id)


def spot_of(asked: Asked) -> Spot:
    """Return where a message is answered, if everybody there may see the answer."""
    match asked.how:
        case How.COMMAND:
            return places.spot_alone(asked.place, asked.who.user)
        case How.SHORTCUT | How.FOR_OFFICE:
            return places.spot_alone(asked.place, asked.who.user, asked.ts)
        case _:
            return places.spot(asked.place, asked.ts)


def _inquiry(asked: Asked, reader: Reader, back: Way, event: Event) -> Inquiry:
    return Inquiry(
        text=asked.text,
        reader=reader,
        back=back,
        request=event.id,
        key=key(event),
        begins=not asked.place.thread,
        for_office=asked.how is How.FOR_OFFICE,
        remark=chat_wording.TEXT_ONLY if asked.files else "",
        drafted=True,
    )
