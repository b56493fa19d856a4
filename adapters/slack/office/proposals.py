"""Replies that wait for a press before their asker reads them: nothing is sent silently."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.delivery.model import Event, Outgoing
from adapters.slack import actions, places
from adapters.slack.model import Asked, Asker
from adapters.slack.office import office_wording
from adapters.slack.office.cards import Cards
from adapters.slack.office.desk import Desk, NotAllowed, where
from adapters.slack.office.forms import reading
from adapters.slack.people.membership import Standing
from adapters.slack.sending import outgoing
from adapters.slack.showing.blocks import Block, Message, button, divider, escape, section
from adapters.slack.showing.blocks import actions as row
from adapters.slack.showing.limits import fit
from bot.model import Person
from bot.tickets import Did, Ticket, TicketEvent
from bot.tickets.life import holder


@dataclass(frozen=True, slots=True)
class Proposals:
    """What officers wrote for an asker, offered and sent. Thread-safe."""

    desk: Desk
    cards: Cards

    def offer(self, asked: Asked, event: Event) -> tuple[Outgoing, ...]:
        """Keep what the claimant of a ticket wrote below its card, and ask whether to send it.

        Nothing is kept of what others write there.
        """
        place = asked.place
        number = self.cards.ticket(outgoing.ref(place.channel, place.thread))
        if number is None or not asked.text.strip():
            return ()
        ticket = self.desk.tickets.show(number)
        if not self._has_it(ticket, asked.who):
            return ()
        officer = places.person(asked.who, self.desk.name_of(asked.who.user))
        text = asked.text.strip()
        noted = self.desk.tickets.note(number, Did.PROPOSED, text, officer, event.id)
        line = next(e for e in reversed(noted.events) if (e.what, e.text) == (Did.PROPOSED, text))
        offered = fit(self._offer(ticket, line, officer))
        return tuple(
            outgoing.ephemeral(key, place.channel, asked.who.user, message, place.thread)
            for key, message in outgoing.numbered(f"event {event.id}", offered)
        )

    def send(self, about: str, who: Asker) -> str:
        """Send a proposal to its asker, once however often it is wanted; return what is told.

        Raises NotAllowed, UnknownTicket, TicketRefused.
        """
        ticket, line, officer = self._own(about, who)
        self.desk.tickets.reply(ticket.id, line.text, officer, f"send {line.id}")
        return office_wording.SENT

    def keep(self, about: str, who: Asker) -> str:
        """Return that a proposal stays unsent. Raises NotAllowed, UnknownTicket."""
        self._own(about, who)
        return office_wording.KEPT

    def _has_it(self, ticket: Ticket, who: Asker) -> bool:
        held = holder(ticket)
        if held is None or held.id != places.person(who).id:
            return False
        # Whoever has it was a member then; when Slack can't say, their words aren't lost.
        return self.desk.membership.standing(who.user) is not Standing.OUTSIDER

    def _own(self, about: str, who: Asker) -> tuple[Ticket, TicketEvent, Person]:
        officer = self.desk.officer(who)
        ticket, line = self.desk.proposed(about)
        if line.person != officer.id:
            raise NotAllowed(office_wording.NOT_PROPOSED)
        return ticket, line, officer

    def _offer(self, ticket: Ticket, line: TicketEvent, officer: Person) -> Message:
        value = f"{ticket.id}:{line.id}"
        buttons: Block = row(
            button(office_wording.SEND, actions.SEND_PROPOSED, value, "primary"),
            button(office_wording.KEEP, actions.KEEP_BACK, value),
        )
        asked = office_wording.offered(ticket.id)
        reads = reading(self.desk, ticket, line.text, officer)
        blocks = (section(asked), section(where(ticket)), divider(), *reads, divider(), buttons)
        return Message(escape(asked), blocks)
