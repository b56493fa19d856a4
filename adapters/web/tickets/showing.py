"""A ticket's page, and the steps that are pressed on it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from adapters.web.errors import BadForm, Overtaken
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.tickets import wording
from adapters.web.tickets.clauses import Clauses
from adapters.web.tickets.view import View, view
from adapters.web.visit import Visit
from bot.errors import TicketOvertaken
from bot.tickets import Did, Ticket, TicketEvent, Tickets
from bot.tickets.queue import Filter, Queue

_Step = Callable[[Visit], str]


@dataclass(frozen=True, slots=True)
class Showing:
    """Shows tickets to officers, one at a time, and takes their steps."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/tickets/{ticket:int}", get=self._show, roles=OFFICE),
            self._step("claim", self._claim, "claimed a ticket"),
            self._step("release", self._release, "put back a ticket"),
            self._step("decline", self._decline, "declined a ticket"),
            self._step("close", self._close, "closed a ticket"),
            self._step("reopen", self._reopen, "reopened a ticket"),
        )

    def _show(self, visit: Visit) -> Response:
        shown = seen(self.parts, visit)
        found = Clauses(self.parts.assistant).found(shown.ticket)
        return render(
            visit, "tickets/ticket.html", view=shown, found=found, next=self._next(shown.ticket)
        )

    def _step(self, name: str, take: _Step, does: str) -> Page:
        def taken(visit: Visit) -> Response:
            address = f"/tickets/{visit.number('ticket')}"
            try:
                said = take(visit)
            except TicketOvertaken as fault:
                raise overtaken(self.parts, fault, address) from fault
            return back(visit, address, said)

        return Page(f"/tickets/{{ticket:int}}/{name}", post=taken, roles=OFFICE, does=does)

    def _claim(self, visit: Visit) -> str:
        number = visit.number("ticket")
        self._tickets.claim(number, visit.person, request_of(visit, Did.CLAIMED))
        return f"You have ticket {number} now, and its asker is told that somebody does."

    def _release(self, visit: Visit) -> str:
        number = visit.number("ticket")
        self._tickets.release(number, visit.person, request_of(visit, Did.RELEASED))
        return f"Ticket {number} is back in the queue; anybody may take it."

    def _decline(self, visit: Visit) -> str:
        number, reason = visit.number("ticket"), visit.said_in("reason")
        if not reason:
            raise BadForm({"reason": wording.EMPTY_REASON})
        once = request_of(visit, Did.DECLINED, reason)
        self._tickets.decline(number, reason, visit.person, once, seen=seen_in(visit))
        return f"Ticket {number} is closed, and its asker is told why."

    def _close(self, visit: Visit) -> str:
        number, note = visit.number("ticket"), visit.said_in("note")
        once = request_of(visit, Did.CLOSED, note)
        self._tickets.close(number, visit.person, note, once, seen=seen_in(visit))
        return f"Ticket {number} is closed; its asker wasn't told anything. You can open it again."

    def _reopen(self, visit: Visit) -> str:
        number, reason = visit.number("ticket"), visit.said_in("reason")
        once = request_of(visit, Did.REOPENED, reason)
        self._tickets.reopen(number, visit.person, reason, once)
        return f"Ticket {number} waits for the office again."

    def _next(self, ticket: Ticket) -> int:
        """Return the number of the ticket that comes after this one among those that wait, or 0."""
        queue = Queue(self.parts.database, self.parts.now)
        later = queue.page(Filter(), 1, ticket.id) or queue.page(Filter(), 2)
        return next((one.id for one in later if one.id != ticket.id), 0)

    @property
    def _tickets(self) -> Tickets:
        return self.parts.assistant.tickets


def seen(parts: Parts, visit: Visit) -> View:
    """Return the ticket that the address names. Raises UnknownTicket."""
    tickets = parts.assistant.tickets
    ticket = tickets.show(visit.number("ticket"))
    return view(ticket, tickets.tellings(ticket), visit.person, parts.now())


def seen_in(visit: Visit) -> int:
    """Return up to which line of the log a form was made, 0 where it doesn't say."""
    given = visit.said_in("seen")
    return int(given) if given.isascii() and given.isdecimal() else 0


def request_of(visit: Visit, did: Did, words: str = "") -> str:
    """Return what a press is called: the same form pressed twice is one request.

    "" for a form that doesn't say what it was made from, as it may be pressed again much later.
    """
    if not seen_in(visit):
        return ""
    pressed = (visit.person.id, visit.path("ticket"), did, visit.said_in("seen"), words)
    return f"web {hashlib.sha256(repr(pressed).encode()).hexdigest()}"


def overtaken(parts: Parts, fault: TicketOvertaken, to: str) -> Overtaken:
    """Return what tells an officer what others did to a ticket meanwhile."""
    return Overtaken(str(fault), changes(parts, fault.since), to)


def changes(parts: Parts, events: tuple[TicketEvent, ...]) -> tuple[str, ...]:
    """Return what was done to a ticket, a sentence each, by the agency's clock."""
    return wording.happened(events, parts.settings.zone)
