"""A reply on its way: written, with a clause if one settles it, looked at, sent.

What was typed travels from form to form; nothing of it is kept before it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response

from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.tickets import wording
from adapters.web.tickets.clauses import Clauses
from adapters.web.tickets.showing import changes, overtaken, request_of, seen, seen_in
from adapters.web.tickets.view import View
from adapters.web.visit import Visit
from bot.errors import TicketOvertaken, TicketRefused
from bot.ticket_wording import reply_to, signature
from bot.tickets import Did
from bot.tickets.life import overtaking

_OK = HTTPStatus.OK
_AT = "/tickets/{ticket:int}"


@dataclass(frozen=True, slots=True)
class Replying:
    """The pages on which a reply is made."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page(f"{_AT}/compose", get=self._begin, post=self._go_on, roles=OFFICE),
            Page(f"{_AT}/clauses", get=self._choose, post=self._choose, roles=OFFICE),
            Page(f"{_AT}/take-over", post=self._take_over, roles=OFFICE, does="took over a ticket"),
            Page(f"{_AT}/preview", post=self._preview, roles=OFFICE),
            Page(f"{_AT}/reply", post=self._send, roles=OFFICE, does="replied to a ticket"),
        )

    def _begin(self, visit: Visit) -> Response:
        key = visit.query("clause")
        return self._with_clause(visit, seen(self.parts, visit), "", key)

    def _go_on(self, visit: Visit) -> Response:
        """Show what was typed, to go on writing; with a clause below it where one was chosen."""
        shown, text = seen(self.parts, visit), visit.said_in("text")
        return self._with_clause(visit, shown, text, visit.said_in("clause"))

    def _with_clause(self, visit: Visit, shown: View, text: str, key: str) -> Response:
        quote = self._clauses.quoted(key) if key else ""
        fault = wording.CLAUSE_GONE if key and not quote else ""
        return self._form(visit, shown, "\n\n".join(filter(None, (text, quote))), fault=fault)

    def _choose(self, visit: Visit) -> Response:
        shown = seen(self.parts, visit)
        words = visit.said_in("q") or visit.query("q")
        return render(
            visit,
            "tickets/clauses.html",
            view=shown,
            text=visit.said_in("text"),
            seen=seen_in(visit) or shown.seen,
            q=words,
            searched=self._clauses.search(words) if words else (),
            found=self._clauses.found(shown.ticket),
        )

    def _take_over(self, visit: Visit) -> Response:
        """Take a ticket over, and go on with what was being written for it."""
        number, text = visit.number("ticket"), visit.said_in("text")
        once = request_of(visit, Did.TAKEN_OVER)
        tickets = self.parts.assistant.tickets
        try:
            tickets.take_over(number, visit.person, once, seen=seen_in(visit))
        except TicketOvertaken as fault:
            raise overtaken(self.parts, fault, f"/tickets/{number}") from fault
        if text:
            return self._form(visit, seen(self.parts, visit), text)
        return back(visit, f"/tickets/{number}", f"You have ticket {number} now.")

    def _preview(self, visit: Visit) -> Response:
        shown, text = seen(self.parts, visit), visit.said_in("text")
        if not text:
            return self._form(visit, shown, "", HTTPStatus.UNPROCESSABLE_ENTITY, empty=True)
        if news := overtaking(shown.ticket, seen_in(visit), visit.person):
            return self._overtaken(visit, shown, text, changes(self.parts, news))
        settings = self.parts.settings
        officer = visit.person.name if settings.name_officers else ""
        return render(
            visit,
            "tickets/preview.html",
            view=shown,
            text=text,
            seen=seen_in(visit) or shown.seen,
            head=reply_to(settings.office, shown.ticket.id),
            signed=signature(settings.office, officer),
        )

    def _send(self, visit: Visit) -> Response:
        number, text = visit.number("ticket"), visit.said_in("text")
        once = request_of(visit, Did.REPLIED, text)
        tickets = self.parts.assistant.tickets
        try:
            tickets.reply(number, text, visit.person, once, seen=seen_in(visit))
        except TicketOvertaken as fault:
            now = seen(self.parts, visit)
            return self._overtaken(visit, now, text, changes(self.parts, fault.since))
        except TicketRefused as fault:
            now = seen(self.parts, visit)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return self._form(visit, now, text, status, fault=str(fault), empty=not text)
        return back(visit, f"/tickets/{number}", wording.SENT)

    def _overtaken(self, visit: Visit, shown: View, text: str, changed: Sequence[str]) -> Response:
        return self._form(visit, shown, text, HTTPStatus.CONFLICT, changed=changed)

    def _form(  # noqa: PLR0913 - what can be said above a form
        self,
        visit: Visit,
        shown: View,
        text: str,
        status: HTTPStatus = _OK,
        *,
        fault: str = "",
        empty: bool = False,
        changed: Sequence[str] = (),
    ) -> Response:
        return render(
            visit,
            "tickets/compose.html",
            status,
            view=shown,
            text=text,
            fault="" if empty else fault,
            faults={"text": wording.EMPTY_REPLY} if empty else {},
            changed=changed,
            overtaken=wording.OVERTAKEN,
        )

    @property
    def _clauses(self) -> Clauses:
        return Clauses(self.parts.assistant)
