"""The forms of the office and of who writes to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from adapters.chat import actions
from adapters.chat.content import Block, Day, Form, Paragraph, Prose, Quote, Typed, small
from adapters.chat.office import office_wording, ruling_wording
from adapters.chat.office.card import source
from adapters.chat.office.fields import LONGEST, choice, notice_form
from adapters.chat.office.found import Found
from adapters.chat.showing.splitting import length, shortened
from bot import wording
from bot.model import Citation
from bot.rulings.making import year_after
from bot.tickets import Did, Ticket

TEXT = "text"
CLAUSE = "clause"
CLAUSES = "clauses"
EXPIRES = "expires"
NOTE = "note"
_LONGEST_NOTE = 1_000
_LONGEST_QUESTION = 2_900
# All of them stay below what a form holds; the preview shows the chosen one to its last word.
_LONGEST_CLAUSE = 3_000
_MOST_CLAUSES = 10


def reply_form(ticket: Ticket) -> Form:
    """Return the form in which an officer writes a reply."""
    blocks = (*_question(ticket), Typed(TEXT, office_wording.REPLY, office_wording.REPLY_HINT))
    return Form(actions.REPLY_FORM, str(ticket.id), "Reply", blocks, "Preview")


def pick_form(ticket: Ticket, found: Found, quotes: Mapping[str, Citation]) -> Form:
    """Return the form in which an officer answers with one of the clauses found.

    `quotes` has them by key, as they would be quoted.
    """
    if not quotes:
        return notice_form(office_wording.PICK, office_wording.NO_CLAUSE_TO_PICK)
    offered = dict(islice(quotes.items(), _MOST_CLAUSES))
    by_key = {key: one.passage for key, one in offered.items()}
    chosen = choice(CLAUSE, office_wording.CHOOSE, by_key)
    before = Typed(NOTE, office_wording.PICK_HINT, longest=_LONGEST_NOTE, optional=True)
    blocks = (*_question(ticket), *_quoted(offered.values()), *_rest(found), chosen, before)
    return Form(actions.PICK_FORM, str(ticket.id), "Answer from a clause", blocks, "Preview")


def not_for_us_form(ticket: Ticket) -> Form:
    """Return the form in which an officer says why a ticket isn't the office's."""
    label, hint = office_wording.NOT_FOR_US_LABEL, office_wording.NOT_FOR_US_HINT
    blocks = (*_question(ticket), Typed(TEXT, label, hint, longest=_LONGEST_NOTE))
    return Form(actions.NOT_FOR_US_FORM, str(ticket.id), "Not for us", blocks, "Send")


def preview_form(about: str, where: str, reading: Sequence[Block]) -> Form:
    """Return a reply as its asker will read it; sending the form sends it."""
    blocks = (Paragraph((where,)), *reading)
    return Form(actions.PREVIEW_FORM, about, "As the asker reads it", blocks, "Send", "Back")


def rule_form(ticket: Ticket, reply: str, found: Found, today: date) -> Form:
    """Return the form in which a reply becomes a ruling."""
    fits = length(reply) <= LONGEST
    hint = ruling_wording.RULE_HINT if fits else ruling_wording.RULE_TOO_LONG
    text = Typed(TEXT, ruling_wording.RULE_TEXT, hint, begin=reply if fits else "")
    said = () if fits else (Prose(office_wording.REPLY, bold=True), Quote(reply))
    offered = found.passages[:_MOST_CLAUSES]
    # What a ruling interprets may change its words and stay the same clause.
    by_id = {one.clause.id: one for one in offered}
    label = ruling_wording.RULE_CLAUSES
    chosen = choice(CLAUSES, label, by_id, several=True, optional=True)
    expires = Day(EXPIRES, ruling_wording.RULE_EXPIRES, year_after(today))
    blocks = (*_question(ticket), *said, text, *((chosen,) if offered else ()), expires)
    return Form(
        actions.RULE_FORM, str(ticket.id), "Publish as a ruling", blocks, "Test and publish"
    )


def write_back_form(ticket: int, office: str) -> Form:
    """Return the form in which an asker writes to the office again."""
    blocks = (Typed(TEXT, f"To {office}"),)
    return Form(actions.WRITE_BACK_FORM, str(ticket), "Write back", blocks, "Send")


def for_office_form(about: str, text: str, office: str) -> Form:
    """Return the form in which somebody sends a message to the office."""
    cut = "" if length(text) <= LONGEST else office_wording.FOR_OFFICE_CUT
    blocks = (
        small(f"It goes to {office}; the reply comes to you."),
        Typed(TEXT, office_wording.FOR_OFFICE_TEXT, cut, begin=shortened(text, LONGEST)),
        Typed(NOTE, office_wording.FOR_OFFICE_NOTE, longest=_LONGEST_NOTE, optional=True),
    )
    return Form(actions.FOR_OFFICE_FORM, about, "Send to the office", blocks, "Send")


def _question(ticket: Ticket) -> tuple[Block, ...]:
    """Return what was asked, and what its asker wrote back last."""
    title = small(office_wording.title(ticket.id, urgent=ticket.urgent))
    asked = Quote(shortened(ticket.question, _LONGEST_QUESTION))
    back = [event.text for event in ticket.events if event.what == Did.ANSWERED_BACK]
    if not back:
        return title, asked
    return title, asked, small(office_wording.WROTE_BACK), Quote(back[-1])


def _quoted(offered: Iterable[Citation]) -> Iterator[Block]:
    for rank, one in enumerate(offered, start=1):
        yield Prose(shortened(f"{rank}. {source(one.passage)}", _LONGEST_NOTE), bold=True)
        yield Quote(shortened(wording.quoted_words(one), _LONGEST_CLAUSE))
        if one.note:
            yield small(one.note)


def _rest(found: Found) -> tuple[Block, ...]:
    said = office_wording.not_shown(0, found.hidden, found.changed)
    return (small(said),) if said else ()
