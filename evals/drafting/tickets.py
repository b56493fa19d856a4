"""Drafts from tickets: what the policies didn't settle, or what a ruling has settled since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.hearing import hear
from bot.model import Kind, Question, Reason
from bot.records import Records
from bot.rulings.page import document_of
from bot.tickets import Ticket, Tickets
from evals.drafting.clauses import asker_of
from evals.drafting.draft import Draft, gold_of
from evals.model import Case
from evals.verdict import plain
from knowledge.model import Clause, Version
from knowledge.serving import Serving

# Fewer words stand in some clause by chance: "Yes, you may."
_WORDS = 5
_SETTLED = "The office's reply is a clause now. Check that it answers the question as it was asked."
_UNSETTLED = "The policies didn't settle it. If a clause does now: expect answer, with it as gold."
_SENT = f"The asker sent this to the office. Write what is right into expect: {', '.join(Kind)}."

_Found = tuple[Clause, Version]


def from_tickets(
    tickets: Tickets, records: Records, rulings: Rulings, region: str, count: int
) -> tuple[Draft, ...]:
    """Draft cases from the latest `count` tickets, oldest first.

    A question whose reply has become a clause is expected to be answered by it, any other one
    to go to the office again. `region` is where phone numbers without + are from: replies are
    shown without personal data.
    """
    latest = sorted(tickets.list(), key=lambda one: one.id)[-count:]
    return tuple(_draft(tickets.show(one.id), records, rulings, region) for one in latest)


class Rulings:
    """The clauses of a revision that are in force on a day, as what replies may have become."""

    def __init__(self, library: Serving, revision: int, on: date) -> None:
        self._library = library
        self._revision = revision
        self._on = on
        self._texts: list[tuple[str, _Found]] | None = None

    def published(self, ticket: int) -> tuple[_Found, ...]:
        """Return the clauses of the ruling that the office published for a ticket."""
        document = document_of(ticket)
        return tuple(found for _, found in self._read() if found[0].document == document)

    def of(self, reply: str) -> tuple[_Found, ...]:
        """Return the clauses in which the reply stands word for word, one for each paragraph.

        None unless every paragraph does.
        """
        paragraphs = [plain(part) for part in reply.splitlines() if part.strip()]
        if not paragraphs or any(len(part.split()) < _WORDS for part in paragraphs):
            return ()
        found = [next((at for text, at in self._read() if p in text), None) for p in paragraphs]
        return tuple(one for one in found if one is not None) if all(found) else ()

    def _read(self) -> Iterable[tuple[str, _Found]]:
        if self._texts is None:
            listed = self._library.documents(self._revision, self._on)
            # What everybody may read comes first.
            ranked = sorted((bool(one.groups), one.document) for one in listed if one.in_force)
            shown = [self._library.show(name, self._revision, self._on) for _, name in ranked]
            self._texts = [
                (plain(f"{clause.lead_in} {clause.text}"), (clause, one.version))
                for one in shown
                for clause in one.clauses
            ]
        return self._texts


def _draft(ticket: Ticket, records: Records, rulings: Rulings, region: str) -> Draft:
    replies = [event.text for event in ticket.events if event.what == "replied"]
    asked = _asked(ticket, records)
    said = next(filter(None, map(rulings.of, reversed(replies))), ())
    found = rulings.published(ticket.id) or said
    case = Case(
        id=f"ticket-{ticket.id}",
        question=asked.text,
        expect=(),
        history=tuple(one for one in asked.history if one.content.strip()),
        viewer=asked.viewer,
        tags=("ticket",),
    )
    told = tuple(f"The office replied: {hear(reply, region).text}" for reply in replies)
    if found:
        return Draft(_settled(case, found), (*told, _SETTLED))
    if ticket.reason is Reason.ASKED_FOR_PERSON:
        return Draft(case, (*told, _SENT))
    unsettled = replace(case, expect=(Kind.ESCALATE,), reasons=(ticket.reason,))
    return Draft(unsettled, (*told, _UNSETTLED))


def _asked(ticket: Ticket, records: Records) -> Question:
    """Return the question as it was put; what the turn doesn't tell any more, the ticket does."""
    turn = records.asked_for(ticket.id, ticket.conversation)
    if turn is None:
        return Question(ticket.question)
    # Who presses a button asks what they asked before.
    button = ticket.reason is Reason.ASKED_FOR_PERSON
    return Question(ticket.question, turn.viewer) if button else turn


def _settled(case: Case, found: Sequence[_Found]) -> Case:
    groups = frozenset().union(*(asker_of(version).groups for _, version in found))
    may_read = replace(case.viewer, groups=case.viewer.groups | groups)
    gold = dict.fromkeys(gold_of(clause, version) for clause, version in found)
    return replace(
        case,
        expect=(Kind.ANSWER,),
        viewer=may_read,
        tags=("ruling",),
        gold=tuple((one,) for one in gold),
    )
