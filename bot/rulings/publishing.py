"""A reply of the office becomes a clause: proposed, tested, published, retired."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.errors import RulingRefused, UnknownTicket
from bot.model import Person
from bot.rulings.choosing import Choosing
from bot.rulings.file import replace_file
from bot.rulings.making import Reply, page_of, question_of, year_after
from bot.rulings.model import Proposal, Published, Ruling
from bot.rulings.page import Page, document_of, heading, markdown
from bot.rulings.reading import RulingReading
from bot.settings import Settings
from bot.tickets import Did, Tickets
from knowledge.catalog.database import Database
from knowledge.errors import PublishRefused, UnknownDocument
from knowledge.library import Library
from knowledge.publishing import Check

_FOLDER = "rulings"
# What the log says of a ruling.
PUBLISHED, RETIRED = "published", "retired"


@dataclass(frozen=True, slots=True)
class Rulings:
    """Makes replies clauses of the document “Rulings”. `now` is an aware clock. Thread-safe.

    A ticket has one ruling at most, with the ticket's number; publishing again replaces its
    words from today on. Whatever ends a publication early, the same again completes it.
    """

    library: Library
    tickets: Tickets
    database: Database
    now: Callable[[], datetime]
    settings: Settings

    def list(self) -> tuple[Ruling, ...]:
        """Return the rulings of the live revision, expired ones too, by number."""
        return self._reading.of(self.library.live(), self._today)

    def page(self, most: int, before: int = 0) -> tuple[Ruling, ...]:
        """Return the latest rulings of the live revision, as `RulingReading.page` does."""
        return self._reading.page(self.library.live(), self._today, most, before)

    def propose(self, ticket: int) -> Proposal:
        """Return what the ruling of an answered ticket would be made of.

        Raises UnknownTicket, and RulingRefused for a ticket without a reply.
        """
        found = self.tickets.show(ticket)
        replies = [event.text for event in found.events if event.what == Did.REPLIED]
        if not replies:
            raise RulingRefused(f"Ticket {ticket} has no reply yet that could become a ruling.")
        return Proposal(
            ticket=ticket,
            text=replies[-1],
            question=question_of(found, self.settings),
            clauses=self._choosing.near(found),
            expires=year_after(self._today),
        )

    def publish(  # noqa: PLR0913, PLR0917 - what a ruling is made of
        self,
        ticket: int,
        text: str,
        clauses: Sequence[str],
        expires: date | None,
        who: Person,
        checks: Sequence[Check] = (),
        override: str = "",
    ) -> Published:
        """Publish a ticket's ruling, which interprets these clauses (by id) of the live revision.

        When a check objects and nothing overrides it, the draft stays and the objections are
        returned.

        Raises UnknownTicket; RulingRefused for an empty text, an end in the past, an unknown
        clause, and sources that no group may read together; and what `Library.add` and `publish`
        raise.
        """
        found, choosing = self.tickets.show(ticket), self._choosing
        reply = Reply(text, choosing.chosen(clauses), expires, who, choosing.shown(found))
        draft = self._taken_in(page_of(found, reply, self.settings, self._today))
        note = heading(ticket)
        made = self._live(draft, note, who, checks, override)
        last = next((e.text for e in reversed(found.events) if e.what == Did.RULED), "")
        # What was live already may have been left without its line in the log.
        if not made.objections and (draft is not None or last != PUBLISHED):
            self._log(ticket, who, PUBLISHED, made)
        return made

    def retire(
        self, number: int, who: Person, checks: Sequence[Check] = (), override: str = ""
    ) -> Published:
        """Take a ruling out of the live revision. Returns and raises as `publish` does."""
        if number not in {one.number for one in self.list()}:
            raise RulingRefused(f"There is no ruling {number} to retire; list them to see which.")
        document, note = document_of(number), f"{heading(number)} retired"
        draft = self.library.remove(document, who=who.name, note=note)
        made = self._live(draft, note, who, checks, override)
        if not made.objections:
            self._log(number, who, RETIRED, made)
            self._file(number).unlink(missing_ok=True)
        return made

    @property
    def _reading(self) -> RulingReading:
        return RulingReading(self.library)

    @property
    def _choosing(self) -> Choosing:
        return Choosing(self.database, self._reading, self.library.live(), self._today)

    @property
    def _today(self) -> date:
        return self.now().astimezone(self.settings.zone).date()

    def _taken_in(self, page: Page) -> int | None:
        """Return the draft that has the page, None where the live revision has it already."""
        self._refuse_foreign(page.number)
        file = self._file(page.number)
        replace_file(file, markdown(page))
        report = self.library.add([file], who=page.who, note=heading(page.number))
        for failed in report.failed:
            reason = failed.error.reason if failed.error else ""
            raise RulingRefused(f"The ruling can't be taken in: {reason}.")
        return report.revision

    def _live(
        self, draft: int | None, note: str, who: Person, checks: Sequence[Check], override: str
    ) -> Published:
        if draft is None:
            return Published(self.library.live() or 0)
        try:
            live = self.library.publish(
                draft, checks, who=who.name or who.id, note=note, override=override
            )
        except PublishRefused as refused:
            if not refused.objections:
                raise
            return Published(draft, refused.objections)
        return Published(live)

    def _file(self, number: int) -> Path:
        return self.settings.data / _FOLDER / f"{document_of(number)}.md"

    def _refuse_foreign(self, number: int) -> None:
        """Leave alone a document of that id that somebody else wrote."""
        try:
            shown = self.library.show(document_of(number))
        except UnknownDocument:
            return
        if self._reading.noted(shown) is None:
            raise RulingRefused(
                f"{shown.version.path} has the id {document_of(number)} and is no ruling of"
                " PolicyDesk's. Give it another id first."
            )

    def _log(self, ticket: int, who: Person, what: str, made: Published) -> None:
        try:
            request = f"{what} {document_of(ticket)} {made.revision}"
            self.tickets.note(ticket, Did.RULED, what, who, request)
        except UnknownTicket:
            return  # A ruling outlives its ticket.
