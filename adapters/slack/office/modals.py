"""The forms of the office and of who writes to it, as Slack's views. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from adapters.slack import actions
from adapters.slack.office import office_wording
from adapters.slack.office.card import source
from adapters.slack.office.fields import LONGEST, View, choice, field, form, typed
from adapters.slack.office.found import Found
from adapters.slack.showing.blocks import Block, context, plain, prose, quote, section
from adapters.slack.showing.splitting import length, shortened
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


def reply_view(ticket: Ticket) -> View:
    """Return the form in which an officer writes a reply."""
    blocks = (*_question(ticket), typed(TEXT, office_wording.REPLY, office_wording.REPLY_HINT))
    return form(actions.REPLY_FORM, str(ticket.id), "Reply", "Preview", blocks)


def pick_view(ticket: Ticket, found: Found, quotes: Mapping[str, Citation]) -> View:
    """Return the form in which an officer answers with one of the clauses found.

    `quotes` has them by key, as they would be quoted.
    """
    if not quotes:
        return notice_view(office_wording.PICK, office_wording.NO_CLAUSE_TO_PICK)
    offered = dict(islice(quotes.items(), _MOST_CLAUSES))
    by_key = {key: one.passage for key, one in offered.items()}
    chosen = choice(CLAUSE, office_wording.CHOOSE, "static_select", by_key)
    before = typed(NOTE, office_wording.PICK_HINT, longest=_LONGEST_NOTE, optional=True)
    blocks = (*_question(ticket), *_quoted(offered.values()), *_rest(found), chosen, before)
    return form(actions.PICK_FORM, str(ticket.id), "Answer from a clause", "Preview", blocks)


def not_for_us_view(ticket: Ticket) -> View:
    """Return the form in which an officer says why a ticket isn't the office's."""
    label, hint = office_wording.NOT_FOR_US_LABEL, office_wording.NOT_FOR_US_HINT
    blocks = (*_question(ticket), typed(TEXT, label, hint, longest=_LONGEST_NOTE))
    return form(actions.NOT_FOR_US_FORM, str(ticket.id), "Not for us", "Send", blocks)


def preview_view(about: str, where: str, reading: Sequence[Block]) -> View:
    """Return a reply as its asker will read it; sending the form sends it."""
    blocks = (section(where), *reading)
    return form(actions.PREVIEW_FORM, about, "As the asker reads it", "Send", blocks, "Back")


def rule_view(ticket: Ticket, reply: str, found: Found, today: date) -> View:
    """Return the form in which a reply becomes a ruling."""
    fits = length(reply) <= LONGEST
    hint = office_wording.RULE_HINT if fits else office_wording.RULE_TOO_LONG
    text = typed(TEXT, office_wording.RULE_TEXT, hint, begin=reply if fits else "")
    said = () if fits else (prose(office_wording.REPLY, bold=True), quote(reply))
    offered = found.passages[:_MOST_CLAUSES]
    # What a ruling interprets may change its words and stay the same clause.
    by_id = {one.clause.id: one for one in offered}
    label = office_wording.RULE_CLAUSES
    chosen = choice(CLAUSES, label, "multi_static_select", by_id, optional=True)
    picker = {
        "type": "datepicker",
        "action_id": EXPIRES,
        "initial_date": year_after(today).isoformat(),
    }
    expires = field(EXPIRES, office_wording.RULE_EXPIRES, picker)
    blocks = (*_question(ticket), *said, text, *((chosen,) if offered else ()), expires)
    return form(
        actions.RULE_FORM, str(ticket.id), "Publish as a ruling", "Test and publish", blocks
    )


def write_back_view(ticket: int, office: str) -> View:
    """Return the form in which an asker writes to the office again."""
    blocks = (typed(TEXT, f"To {office}"),)
    return form(actions.WRITE_BACK_FORM, str(ticket), "Write back", "Send", blocks)


def for_office_view(about: str, text: str, office: str) -> View:
    """Return the form in which somebody sends a message to the office."""
    cut = "" if length(text) <= LONGEST else office_wording.FOR_OFFICE_CUT
    blocks = (
        context(f"It goes to {office}; the reply comes to you."),
        typed(TEXT, office_wording.FOR_OFFICE_TEXT, cut, begin=shortened(text, LONGEST)),
        typed(NOTE, office_wording.FOR_OFFICE_NOTE, longest=_LONGEST_NOTE, optional=True),
    )
    return form(actions.FOR_OFFICE_FORM, about, "Send to the office", "Send", blocks)


def notice_view(title: str, said: str) -> View:
    """Return a view that only says something."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain("Close"),
        "blocks": [section(said)],
    }


def _question(ticket: Ticket) -> tuple[Block, ...]:
    """Return what was asked, and what its asker wrote back last."""
    title = context(office_wording.title(ticket.id, urgent=ticket.urgent))
    asked = quote(shortened(ticket.question, _LONGEST_QUESTION))
    back = [event.text for event in ticket.events if event.what == Did.ANSWERED_BACK]
    if not back:
        return title, asked
    return title, asked, context(office_wording.WROTE_BACK), quote(back[-1])


def _quoted(offered: Iterable[Citation]) -> Iterator[Block]:
    for rank, one in enumerate(offered, start=1):
        yield prose(shortened(f"{rank}. {source(one.passage)}", _LONGEST_NOTE), bold=True)
        yield quote(shortened(wording.quoted_words(one), _LONGEST_CLAUSE))
        if one.note:
            yield context(one.note)


def _rest(found: Found) -> tuple[Block, ...]:
    said = office_wording.not_shown(0, found.hidden, found.changed)
    return (context(said),) if said else ()
