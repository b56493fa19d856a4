"""What the office works with: who may do something to a ticket, and which clauses they see."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.chat import places
from adapters.chat.model import Asker
from adapters.chat.office import office_wording
from adapters.chat.office.found import Finds, Found
from adapters.chat.office.home import Home
from adapters.chat.outgoing import Messenger
from adapters.chat.people.membership import Membership, Standing
from bot import wording
from bot.citing import citation
from bot.model import Citation, Person
from bot.settings import Settings
from bot.surroundings import Surroundings
from bot.tickets import Did, Ticket, TicketEvent, Tickets
from knowledge.model import Passage, Viewer


class NotAllowed(Exception):
    """Somebody may not do what they pressed; the message is what they read."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The office's parts on one platform. Thread-safe.

    `name_of` returns a user's name, "" where nobody knows it; `viewer_of` what somebody may read.
    Neither raises.
    """

    tickets: Tickets
    finds: Finds
    surroundings: Surroundings
    membership: Membership
    settings: Settings
    name_of: Callable[[str], str]
    viewer_of: Callable[[Asker], Viewer]
    home: Home
    messenger: Messenger

    def officer(self, who: Asker) -> Person:
        """Return somebody of the office. Raises NotAllowed for everybody else."""
        match self.membership.standing(who.user):
            case Standing.MEMBER:
                return places.person(who, self.name_of(who.user))
            case Standing.UNKNOWN:
                raise NotAllowed(office_wording.UNKNOWN_MEMBER)
            case Standing.OUTSIDER:
                raise NotAllowed(office_wording.OUTSIDER)

    def ticket(self, number: str) -> Ticket:
        """Return a ticket by what stands in a button. Raises UnknownTicket, NotAllowed."""
        if not (number.isascii() and number.isdigit()):
            raise NotAllowed(office_wording.NO_SUCH_BUTTON)
        return self.tickets.show(int(number))

    def asked_by(self, ticket: Ticket, who: Asker) -> Person:
        """Return the asker of a ticket. Raises NotAllowed for everybody else."""
        asker = places.person(who, self.name_of(who.user))
        if ticket.asker.id != asker.id:
            raise NotAllowed(office_wording.NOT_YOURS)
        return asker

    def shown_to_all(self, ticket: Ticket) -> Found:
        """Return the clauses of a ticket that everybody in the office's channel may see."""
        return self.finds.of(ticket, Viewer(frozenset(self.settings.office_groups)))

    def shown_to(self, ticket: Ticket, who: Asker) -> Found:
        """Return the clauses of a ticket that this officer may see, alone with the form."""
        own = self.viewer_of(who).groups
        return self.finds.of(ticket, Viewer(own | frozenset(self.settings.office_groups)))

    def quotes(self, found: Found) -> Mapping[str, Citation]:
        """Return each clause as it is quoted in a reply, by its key: with the items of its list.

        Of several that are quoted alike there is the first.
        """
        quoted: dict[str, tuple[str, Citation]] = {}
        for passage in found.passages:
            one = self._whole(passage)
            quoted.setdefault(one.passage.clause.key, (passage.clause.key, one))
        return dict(quoted.values())

    def from_clause(self, passage: Passage, before: str) -> str:
        """Return a reply that quotes a clause whole, word for word, with where it is from."""
        quote = wording.from_clause(self._whole(passage))
        return "\n\n".join(filter(None, (before.strip(), quote)))

    def propose(self, ticket: Ticket, text: str, officer: Person) -> TicketEvent:
        """Keep a reply that waits to be sent; the same words again are the same proposal.

        Raises UnknownTicket, TicketRefused for a closed ticket.
        """
        replies = len(ticket.times(Did.REPLIED))
        words = f"{ticket.id}\n{officer.id}\n{replies}\n{text}"
        request = f"propose {hashlib.sha256(words.encode()).hexdigest()}"
        noted = self.tickets.note(ticket.id, Did.PROPOSED, text, officer, request)
        return next(
            event
            for event in reversed(noted.events)
            if (event.what, event.person, event.text) == (Did.PROPOSED, officer.id, text)
        )

    def proposed(self, about: str) -> tuple[Ticket, TicketEvent]:
        """Return a proposal by "TICKET:EVENT". Raises UnknownTicket, NotAllowed."""
        number, _, line = about.partition(":")
        ticket = self.ticket(number)
        for event in ticket.events:
            if event.what == Did.PROPOSED and str(event.id) == line:
                return ticket, event
        raise NotAllowed(office_wording.NO_SUCH_BUTTON)

    def _whole(self, passage: Passage) -> Citation:
        whole = self.surroundings.whole(passage)
        return citation(whole, wording.for_whom(whole.passage))


def where(ticket: Ticket) -> str:
    """Return where the asker reads a reply, as a sentence for the officer."""
    try:
        spot = places.Spot.of(ticket.conversation)
    except ValueError:
        return office_wording.PREVIEW_ELSEWHERE
    return office_wording.PREVIEW_DIRECT if spot.private else office_wording.PREVIEW_IN_THREAD
