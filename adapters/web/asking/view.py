"""What a conversation on the page is made of. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.web.asking import words
from adapters.web.asking.answer import Answer, answer, closed_answer
from adapters.web.asking.pieces import Piece, paragraphs
from bot.dialogue import Exchange, Said, Word
from bot.kept import Kept
from bot.model import Decision
from bot.rereading import open_still
from bot.settings import Settings
from bot.ticket_wording import reply_to, signature
from bot.tickets import WAITING, Ticket, TicketState
from bot.wording import moment
from knowledge.model import Viewer

# Seconds after which a page looks again: while an answer is made, while the office has something
# to do, and while it may still add something.
_SOON, _WAITING, _QUIET = 2, 5, 30


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer; `helpful` and `comment` are what its asker thought of it."""

    number: int
    at: datetime
    question: str
    answer: Answer
    helpful: bool | None
    comment: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What the office wrote or did, or its asker wrote to it: `kind` is office, notice or asker."""

    kind: str
    at: datetime
    head: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A question that the office has: how it stands, and what its asker can do.

    `promise` says by when a reply is meant to come, "" where nothing is promised or it is there.
    `waits` tells that the office has to do something, `done` that it is closed; `write` is the
    label of what sends a message to it.
    """

    ticket: int
    question: str
    state: str
    promise: str
    waits: bool
    done: bool
    write: str


@dataclass(frozen=True, slots=True)
class View:
    """A conversation as its asker sees it; it is looked at again every so many seconds, 0 never.

    `earlier` is where more was said, 0 for nowhere. `seen` is the number of its latest turn,
    `state` tells it as it is now from what it was and will be.
    """

    entries: tuple[Turn | Letter, ...]
    cases: tuple[Case, ...]
    earlier: int
    seen: int
    state: str
    underway: str
    every: int


@dataclass(frozen=True, slots=True)
class Showing:
    """Makes views for one person at one moment; `decision` reads a turn's decision again."""

    viewer: Viewer
    settings: Settings
    now: datetime
    decision: Callable[[Kept], Decision]

    def view(self, said: Said, tickets: Sequence[Ticket], seen: int, underway: str) -> View:
        """Return what was said, with the tickets that came of it and the question underway."""
        passed_on = {ticket.question for ticket in tickets}
        entries = tuple(
            self._turn(entry, passed_on, latest=entry.kept.turn == seen and not underway)
            if isinstance(entry, Exchange)
            else self._letter(entry)
            for entry in said.entries
        )
        cases = tuple(map(self._case, tickets))
        words_ = (one.id for one in said.entries if isinstance(one, Word))
        return View(
            entries=entries,
            cases=cases,
            earlier=said.earlier,
            seen=seen,
            state=f"{seen}-{max(words_, default=0)}",
            underway=underway,
            every=_every(tickets, underway),
        )

    def _turn(self, asked: Exchange, passed_on: Collection[str], *, latest: bool) -> Turn:
        kept = asked.kept
        shown = self._answer(kept)
        if (kept.stand_alone or kept.question) in passed_on:
            shown = replace(shown, to_office=False)
        if not latest:
            # A ready reply goes on from what was said last.
            shown = replace(shown, options=())
        return Turn(kept.turn, asked.at, kept.question, shown, asked.helpful, asked.comment)

    def _answer(self, kept: Kept) -> Answer:
        if not open_still(kept, self.viewer):
            return closed_answer()
        return answer(self.decision(kept), self.settings)

    def _letter(self, word: Word) -> Letter:
        office, said = self.settings.office, paragraphs(word.content)
        match word.role:
            case "office":
                head = reply_to(office, word.ticket) if word.ticket else ""
                return Letter("office", word.at, head, said, signature(office, word.author))
            case "notice":
                return Letter("notice", word.at, "", said)
            case "user":
                head = words.you_wrote(office, word.ticket) if word.ticket else words.YOU_ASKED
                return Letter("asker", word.at, head, said)
            case _:
                return Letter("notice", word.at, "", paragraphs(words.EXPIRED))

    def _case(self, ticket: Ticket) -> Case:
        waits, done = ticket.state in WAITING, ticket.state is TicketState.CLOSED
        promise = ""
        if waits and ticket.due:
            at = moment(ticket.due.astimezone(self.settings.zone))
            promise = words.promised(at, late=ticket.due < self.now)
        return Case(
            ticket=ticket.id,
            question=ticket.question,
            state=words.state(ticket.state),
            promise=promise,
            waits=waits,
            done=done,
            write=words.write_to(self.settings.office, ticket.id, reopens=done),
        )


def _every(tickets: Sequence[Ticket], underway: str) -> int:
    if underway:
        return _SOON
    states = {ticket.state for ticket in tickets}
    if not states.isdisjoint(WAITING):
        return _WAITING
    return _QUIET if TicketState.ANSWERED in states else 0
