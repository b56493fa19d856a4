"""Replies that wait for a press before their asker reads them: nothing is sent silently."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.chat import actions, places
from adapters.chat.content import Button, Buttons, Divider, Message, Paragraph
from adapters.chat.model import Asked, Asker
from adapters.chat.office import proposal_wording
from adapters.chat.office.cards import Cards
from adapters.chat.office.desk import Desk, NotAllowed, where
from adapters.chat.office.forms import reading
from adapters.chat.outgoing import ref
from adapters.chat.people.membership import Standing
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Event, Outgoing
from bot.model import Person
from bot.tickets import WAITING, Did, Ticket, TicketEvent, TicketState
from bot.tickets.life import holder


@dataclass(frozen=True, slots=True)
class Proposals:
    """What officers wrote for an asker, offered and sent. Thread-safe."""

    desk: Desk
    cards: Cards

    def offer(self, asked: Asked, event: Event) -> tuple[Outgoing, ...]:
        """Keep what the claimant of a ticket wrote below its card, and ask whether to send it.

        Nothing is kept of what others write there; who may take it for a reply is told that it
        is none, once while the ticket stays as it is.
        """
        place = asked.place
        number = self.cards.ticket(ref(place.channel, place.thread))
        if number is None or not asked.text.strip():
            return ()
        ticket = self.desk.tickets.show(number)
        if not self._offered_to(ticket, asked.who):
            return self._hint(ticket, asked)
        officer = places.person(asked.who, self.desk.name_of(asked.who.user))
        text = asked.text.strip()
        noted = self.desk.tickets.note(number, Did.PROPOSED, text, officer, event.id)
        line = next(e for e in reversed(noted.events) if (e.what, e.text) == (Did.PROPOSED, text))
        offered = self._offer(ticket, line, officer)
        return self.desk.messenger.ephemeral(
            f"event {event.id}", place.channel, asked.who.user, offered, place.thread
        )

    def send(self, about: str, who: Asker) -> str:
        """Send a proposal to its asker, once however often it is wanted; return what is told.

        What was kept back stays so. Raises NotAllowed, UnknownTicket, TicketRefused.
        """
        ticket, line, officer = self._own(about, who)
        if _came(ticket, line, Did.KEPT):
            return proposal_wording.kept_before(ticket.id)
        self.desk.tickets.reply(ticket.id, line.text, officer, f"send {line.id}")
        return proposal_wording.sent(ticket.id)

    def keep(self, about: str, who: Asker) -> str:
        """Keep a proposal from being sent, unless it was; return what is told.

        Raises NotAllowed, UnknownTicket.
        """
        ticket, line, officer = self._own(about, who)
        if _came(ticket, line, Did.REPLIED):
            return proposal_wording.sent(ticket.id)
        self.desk.tickets.note(ticket.id, Did.KEPT, line.text, officer, f"keep {line.id}")
        return proposal_wording.kept(ticket.id)

    def _offered_to(self, ticket: Ticket, who: Asker) -> bool:
        """Whether it is their ticket, also once it is answered or waits again."""
        if ticket.state is TicketState.CLOSED or not _claimed_by(ticket, who):
            return False
        # Whoever has it was a member then; when nobody can say, their words aren't lost.
        return self.desk.membership.standing(who.user) is not Standing.OUTSIDER

    def _hint(self, ticket: Ticket, asked: Asked) -> tuple[Outgoing, ...]:
        """Return, for the writer alone, why nothing goes to the asker, if they may expect it.

        While a colleague has the ticket, people talk about it.
        """
        who = asked.who
        if ticket.state is TicketState.CLOSED and _claimed_by(ticket, who):
            said = proposal_wording.closed_below(ticket.id)
        elif ticket.state in WAITING and holder(ticket) is None:
            said = proposal_wording.unclaimed_below(ticket.id)
        else:
            return ()
        if self.desk.membership.standing(who.user) is not Standing.MEMBER:
            return ()
        key = f"hint {ticket.id} {ticket.events[-1].id} {who.user}"
        place, messenger = asked.place, self.desk.messenger
        return messenger.ephemeral(key, place.channel, who.user, notice(said), place.thread)

    def _own(self, about: str, who: Asker) -> tuple[Ticket, TicketEvent, Person]:
        officer = self.desk.officer(who)
        ticket, line = self.desk.proposed(about)
        if line.person != officer.id:
            raise NotAllowed(proposal_wording.NOT_PROPOSED)
        return ticket, line, officer

    def _offer(self, ticket: Ticket, line: TicketEvent, officer: Person) -> Message:
        value = f"{ticket.id}:{line.id}"
        send = Button(proposal_wording.SEND, actions.SEND_PROPOSED, value, primary=True)
        keep = Button(proposal_wording.KEEP, actions.KEEP_BACK, value)
        asked = proposal_wording.offered(ticket.id, again=ticket.state is TicketState.ANSWERED)
        reads = reading(self.desk, ticket, line.text, officer)
        said = (Paragraph((asked,)), Paragraph((where(ticket),)))
        blocks = (*said, Divider(), *reads, Divider(), Buttons((send, keep)))
        return Message(asked, blocks)


def _claimed_by(ticket: Ticket, who: Asker) -> bool:
    return ticket.claimant is not None and ticket.claimant.id == places.person(who).id


def _came(ticket: Ticket, line: TicketEvent, did: Did) -> bool:
    """Whether this has come of a proposal."""
    same = (did, line.person, line.text)
    return any((e.what, e.person, e.text) == same for e in ticket.events if e.id > line.id)
