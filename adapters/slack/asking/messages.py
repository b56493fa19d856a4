"""A message for the bot: who may ask, and whether it is a question or a reply to the office."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.delivery.model import Done, Event, Outgoing
from adapters.slack import actions, places
from adapters.slack.asking import asker_wording
from adapters.slack.asking.answering import Answering, Inquiry
from adapters.slack.asking.threads import Threads
from adapters.slack.asking.ways import Way, way
from adapters.slack.model import Asked, How
from adapters.slack.people.readers import Reader, Readers
from adapters.slack.places import Spot
from adapters.slack.showing.answer import notice
from adapters.slack.showing.blocks import Message, button, escape, prose
from adapters.slack.showing.blocks import actions as row
from adapters.slack.wording import SETTLES
from bot import chat_wording
from bot.errors import TicketRefused
from bot.handover import Handover
from bot.hearing import hear
from bot.model import Reason
from bot.tickets import Ticket, TicketState
from bot.wording import data_removed

# A command has no thread that it could be a reply in: each is a question.
_IN_THREADS = (How.DIRECT, How.MENTION, How.THREAD)


@dataclass(frozen=True, slots=True)
class Asking:
    """Handles what people write to the bot. Thread-safe."""

    answering: Answering
    handover: Handover
    readers: Readers
    threads: Threads

    def handle(self, asked: Asked, event: Event, done: Done) -> None:
        """Answer a message, or say why not; nothing is kept of who may not ask."""
        reader = self.readers.of(asked.who, asked.place.team)
        back = way(asked, spot_of(asked))
        ticket = self._replied(asked, back.spot, reader)
        if reader.machine or self._overheard(asked, ticket):
            self._finish(done)
        elif reader.refusal:
            self._finish(done, *back.alone(key(event), notice(reader.refusal)))
        elif not asked.text.strip():
            self._finish(done, *back.send(key(event), notice(self._nothing_asked(asked))))
        elif ticket:
            self._finish(
                done, *back.send(key(event), self._given_back(ticket, asked, reader, event))
            )
        else:
            self.answering.answer(_inquiry(asked, reader, back, event), done)

    def _finish(self, done: Done, *messages: Outgoing) -> None:
        with self.threads.database.write() as connection:
            done(connection, *messages)

    def _overheard(self, asked: Asked, ticket: Ticket | None) -> bool:
        """Whether it wasn't said to the bot: thanks among people in a thread, or another's word."""
        if asked.how is not How.THREAD or ticket:
            return False
        return not self.threads.answered(asked.place, asked.who) or self._thanks(asked)

    def _replied(self, asked: Asked, spot: Spot, reader: Reader) -> Ticket | None:
        """Return the asker's ticket if the office's reply to it was the last thing said there.

        So it is while the asker goes on writing to the office.
        """
        if asked.how not in _IN_THREADS:
            return None
        name, word = spot.conversation, self.threads.last_word(spot.conversation)
        if word is None and asked.place.thread and places.direct(spot.channel):
            # What was asked privately elsewhere is replied to here.
            name = self.threads.news_at(spot.channel, spot.thread, asked.who.user)
            word = self.threads.last_word(name)
        if word is None or word.role == "assistant":
            return None
        mine = self.handover.tickets.of(name, reader.person.id)
        open_ = (t for t in mine if t.id == word.ticket and t.state is not TicketState.CLOSED)
        return next(open_, None)

    def _given_back(
        self, ticket: Ticket, asked: Asked, reader: Reader, event: Event
    ) -> tuple[Message, ...]:
        """Return what the asker reads who wrote below the office's reply; the office gets it."""
        if self._thanks(asked):
            return (_settles(ticket.id),)
        settings = self.handover.settings
        try:
            self.handover.answer_back(ticket.id, asked.text, reader.person, request=event.id)
        except TicketRefused as refused:
            return notice(str(refused))
        removed = hear(asked.text, settings.phone_region).removed
        told = [chat_wording.given_back(settings.office, ticket.id)]
        return notice("\n\n".join([*told, data_removed(removed)] if removed else told))

    def _thanks(self, asked: Asked) -> bool:
        assistant = self.answering.assistant
        said = hear(asked.text, assistant.settings.phone_region).said
        return assistant.purpose_of(said) is Reason.SMALL_TALK

    def _nothing_asked(self, asked: Asked) -> str:
        if asked.files:
            return chat_wording.NO_FILES
        return asker_wording.how_to_use(self.handover.settings.agency)


def key(event: Event) -> str:
    """Return what the answer to an event is called in the outbox."""
    return f"event {event.id}"


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
    )


def _settles(ticket: int) -> Message:
    said = chat_wording.does_it_settle(ticket)
    pressed = row(button(SETTLES, actions.SETTLE, str(ticket), "primary"))
    return Message(escape(said), (prose(said), pressed))
