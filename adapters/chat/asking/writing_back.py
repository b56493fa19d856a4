"""What an asker writes after the office's reply: it goes back to the office, or is offered to."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat import actions, places
from adapters.chat.asking.threads import Threads, Word
from adapters.chat.content import Button, Buttons, Message, Prose
from adapters.chat.model import Asked, How
from adapters.chat.people.readers import Reader
from adapters.chat.places import Spot
from adapters.chat.showing.answer import notice
from adapters.chat.wording import SETTLES, WRITE_BACK
from adapters.delivery.model import Event
from bot import chat_wording
from bot.errors import TicketRefused
from bot.handover import Handover
from bot.hearing import hear
from bot.tickets import Ticket, TicketState
from bot.wording import data_removed

# A command has no thread that it could be a reply in: each is a question.
_IN_THREADS = (How.DIRECT, How.MENTION, How.THREAD)


@dataclass(frozen=True, slots=True)
class WritingBack:
    """Knows when somebody writes to the office, and passes it on. Thread-safe."""

    handover: Handover
    threads: Threads

    def replied(self, asked: Asked, spot: Spot, reader: Reader) -> Ticket | None:
        """Return the asker's ticket if the office's reply to it was the last thing said there.

        So it is while the asker goes on writing to the office. What mentions a colleague is for
        the colleague, unless that is who replied.
        """
        if asked.how not in _IN_THREADS or not spot.thread:
            return None
        word = self.threads.last_word(spot.conversation)
        if word is None and asked.place.thread and spot.direct:
            # What was asked privately elsewhere is replied to here.
            name = self.threads.news_at(spot, asked.who.user)
            word = self.threads.last_word(name)
        ticket = self._open(word, reader)
        return ticket if ticket and _to_the_office(asked, ticket) else None

    def replied_before(self, asked: Asked, spot: Spot, reader: Reader) -> Ticket | None:
        """Return the asker's ticket if a reply to it came before what is said outside a thread."""
        if asked.how is How.DIRECT and not asked.place.thread:
            word = self.threads.last_alone(spot, reader.person.id, asked.who.user)
        elif asked.how in _IN_THREADS and not spot.thread:
            word = self.threads.last_word(spot.conversation)
        else:
            return None
        return self._open(word, reader) if word and word.role == "office" else None

    def given_back(self, ticket: Ticket, asked: Asked, reader: Reader, event: Event) -> Message:
        """Return what the asker reads who wrote below the office's reply; the office gets it."""
        settings = self.handover.settings
        try:
            self.handover.answer_back(ticket.id, asked.text, reader.person, request=event.id)
        except TicketRefused as refused:
            return notice(str(refused))
        removed = hear(asked.text, settings.phone_region).removed
        told = [chat_wording.given_back(settings.office, ticket.id)]
        return notice("\n\n".join([*told, data_removed(removed)] if removed else told))

    def _open(self, word: Word | None, reader: Reader) -> Ticket | None:
        if word is None or word.role == "assistant":
            return None
        mine = self.handover.tickets.of(word.conversation, reader.person.id)
        open_ = (t for t in mine if t.id == word.ticket and t.state is not TicketState.CLOSED)
        return next(open_, None)


def settles(ticket: int) -> Message:
    """Return the question whether a reply settles it, with the button that says so."""
    said = chat_wording.does_it_settle(ticket)
    pressed = Button(SETTLES, actions.SETTLE, str(ticket), primary=True)
    return Message(said, (Prose(said), Buttons((pressed,))))


def with_write_back(said: str, ticket: int) -> Message:
    """Return a sentence with the button that opens the form to the office."""
    pressed = Button(WRITE_BACK, actions.WRITE_BACK, str(ticket))
    return Message(said, (Prose(said), Buttons((pressed,))))


def _to_the_office(asked: Asked, ticket: Ticket) -> bool:
    if asked.how is not How.THREAD or not asked.others:
        return True
    return (
        ticket.claimant is not None
        and places.user_of(ticket.claimant.id, asked.who.platform) in asked.others
    )
