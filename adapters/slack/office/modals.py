"""The forms of the office and of who writes to it, as Slack's views. Pure.

Each field's block is called what its action is, so that a fault is shown at its field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from adapters.slack import actions
from adapters.slack.office import office_wording
from adapters.slack.office.card import source
from adapters.slack.office.found import Found
from adapters.slack.showing.blocks import Block, context, plain, prose, quote, section
from adapters.slack.showing.splitting import shortened
from bot.tickets import Ticket
from knowledge.model import Passage

View = Mapping[str, Any]

TEXT = "text"
CLAUSE = "clause"
CLAUSES = "clauses"
EXPIRES = "expires"
NOTE = "note"
# What Slack lets somebody type into one field.
LONGEST = 3_000
_LONGEST_NOTE = 1_000
_LONGEST_QUESTION = 2_900
_LONGEST_CLAUSE = 1_500
_MOST_CLAUSES = 10
_CHOICE = 75
_NOT_NEEDED = "Cancel"


def reply_view(ticket: Ticket) -> View:
    """Return the form in which an officer writes a reply."""
    blocks = (*_question(ticket), _input(TEXT, office_wording.REPLY, office_wording.REPLY_HINT))
    return _form(actions.REPLY_FORM, str(ticket.id), "Reply", "Preview", blocks)


def pick_view(ticket: Ticket, found: Found) -> View:
    """Return the form in which an officer answers with one of the clauses found."""
    if not found.passages:
        return notice_view(office_wording.PICK, office_wording.NO_CLAUSE_TO_PICK)
    offered = found.passages[:_MOST_CLAUSES]
    by_key = {one.clause.key: one for one in offered}
    chosen = _choice(CLAUSE, office_wording.CHOOSE, "static_select", by_key)
    before = _input(NOTE, office_wording.PICK_HINT, longest=_LONGEST_NOTE, optional=True)
    blocks = (*_question(ticket), *_whole(offered), *_rest(found), chosen, before)
    return _form(actions.PICK_FORM, str(ticket.id), "Answer from a clause", "Preview", blocks)


def not_for_us_view(ticket: Ticket) -> View:
    """Return the form in which an officer says why a ticket isn't the office's."""
    label, hint = office_wording.NOT_FOR_US_LABEL, office_wording.NOT_FOR_US_HINT
    blocks = (*_question(ticket), _input(TEXT, label, hint, longest=_LONGEST_NOTE))
    return _form(actions.NOT_FOR_US_FORM, str(ticket.id), "Not for us", "Send", blocks)


def preview_view(about: str, where: str, reading: Sequence[Block]) -> View:
    """Return a reply as its asker will read it; sending the form sends it."""
    blocks = (section(where), *reading)
    return _form(actions.PREVIEW_FORM, about, "As the asker reads it", "Send", blocks, "Back")


def rule_view(ticket: Ticket, reply: str, found: Found, today: date) -> View:
    """Return the form in which a reply becomes a ruling."""
    text = _input(TEXT, office_wording.RULE_TEXT, office_wording.RULE_HINT, begin=reply)
    offered = found.passages[:_MOST_CLAUSES]
    # What a ruling interprets may change its words and stay the same clause.
    by_id = {one.clause.id: one for one in offered}
    label = office_wording.RULE_CLAUSES
    chosen = _choice(CLAUSES, label, "multi_static_select", by_id, optional=True)
    picker = {
        "type": "datepicker",
        "action_id": EXPIRES,
        "initial_date": a_year_after(today).isoformat(),
    }
    expires = _field(EXPIRES, office_wording.RULE_EXPIRES, picker)
    blocks = (*_question(ticket), text, *((chosen,) if offered else ()), expires)
    return _form(
        actions.RULE_FORM, str(ticket.id), "Publish as a ruling", "Test and publish", blocks
    )


def write_back_view(ticket: int, office: str) -> View:
    """Return the form in which an asker writes to the office again."""
    blocks = (_input(TEXT, f"To {office}"),)
    return _form(actions.WRITE_BACK_FORM, str(ticket), "Write back", "Send", blocks)


def for_office_view(about: str, text: str, office: str) -> View:
    """Return the form in which somebody sends a message to the office."""
    blocks = (
        context(f"It goes to {office}; the reply comes to you."),
        _input(TEXT, office_wording.FOR_OFFICE_TEXT, begin=text),
        _input(NOTE, office_wording.FOR_OFFICE_NOTE, longest=_LONGEST_NOTE, optional=True),
    )
    return _form(actions.FOR_OFFICE_FORM, about, "Send to the office", "Send", blocks)


def notice_view(title: str, said: str) -> View:
    """Return a view that only says something."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain("Close"),
        "blocks": [section(said)],
    }


def a_year_after(day: date) -> date:
    """Return the same day next year; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _question(ticket: Ticket) -> tuple[Block, ...]:
    return (
        context(office_wording.title(ticket.id, urgent=ticket.urgent)),
        quote(shortened(ticket.question, _LONGEST_QUESTION)),
    )


def _whole(offered: Sequence[Passage]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for rank, passage in enumerate(offered, start=1):
        clause = passage.clause
        text = "\n".join(filter(None, (clause.lead_in, clause.text)))
        named = shortened(f"{rank}. {source(passage)}", _LONGEST_NOTE)
        blocks += [prose(named, bold=True), quote(shortened(text, _LONGEST_CLAUSE))]
    return tuple(blocks)


def _rest(found: Found) -> tuple[Block, ...]:
    said = office_wording.not_shown(0, found.hidden, found.changed)
    return (context(said),) if said else ()


def _choice(
    action: str,
    label: str,
    kind: str,
    offered: Mapping[str, Passage],
    *,
    optional: bool = False,
) -> Block:
    choices = [
        {"text": plain(shortened(f"{rank}. {source(one)}", _CHOICE)), "value": value}
        for rank, (value, one) in enumerate(offered.items(), start=1)
    ]
    element = {"type": kind, "action_id": action, "options": choices}
    return _field(action, label, element, optional=optional)


def _input(  # noqa: PLR0913 - what a field is made of
    action: str,
    label: str,
    hint: str = "",
    *,
    begin: str = "",
    longest: int = LONGEST,
    optional: bool = False,
) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": action,
        "multiline": True,
        "max_length": longest,
    }
    if begin:
        element["initial_value"] = begin[:longest]
    return _field(action, label, element, hint, optional=optional)


def _field(
    action: str, label: str, element: Block, hint: str = "", *, optional: bool = False
) -> Block:
    field = {"type": "input", "block_id": action, "label": plain(label), "element": element}
    told = {"hint": plain(hint)} if hint else {}
    return field | told | {"optional": optional}


def _form(  # noqa: PLR0913, PLR0917 - what a form is made of
    form: str,
    about: str,
    title: str,
    submit: str,
    blocks: Sequence[Block],
    close: str = _NOT_NEEDED,
) -> View:
    return {
        "type": "modal",
        "callback_id": form,
        "private_metadata": about,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(close),
        "blocks": list(blocks),
    }
