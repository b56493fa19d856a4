"""A person's own conversations, turns and tickets by what an address says of them."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.web.asking import words
from adapters.web.asking.naming import conversation
from adapters.web.errors import NotHere
from adapters.web.visit import Visit
from bot.errors import UnknownTicket, UnknownTurn
from bot.kept import Kept
from bot.records import Records
from bot.tickets import Ticket, Tickets


@dataclass(frozen=True, slots=True)
class Threads:
    """Finds what is the visitor's own, and nothing else. Thread-safe."""

    records: Records
    tickets: Tickets

    def name(self, visit: Visit) -> str:
        """Return the conversation that the address names. Raises NotHere unless it was begun."""
        name = conversation(visit.person, visit.path("token"))
        if self.records.begun(name) is None:
            raise NotHere(words.NO_CONVERSATION)
        return name

    def turn(self, visit: Visit) -> Kept:
        """Return the turn that the address names. Raises NotHere."""
        name = self.name(visit)
        try:
            kept = self.records.turn(visit.number("turn"))
        except UnknownTurn as unknown:
            raise NotHere(words.NO_ANSWER) from unknown
        if kept.conversation != name:
            raise NotHere(words.NO_ANSWER)
        return kept

    def ticket(self, visit: Visit) -> Ticket:
        """Return the ticket that the address names. Raises NotHere."""
        name = self.name(visit)
        try:
            ticket = self.tickets.show(visit.number("ticket"))
        except UnknownTicket as unknown:
            raise NotHere(words.NO_TICKET) from unknown
        if ticket.conversation != name:
            raise NotHere(words.NO_TICKET)
        return ticket
