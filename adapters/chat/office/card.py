"""A ticket → its card in the office's channel. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from adapters.chat import actions
from adapters.chat.content import (
    Block,
    Button,
    Buttons,
    Line,
    Mention,
    Message,
    Paragraph,
    Prose,
    Quote,
    Small,
    small,
)
from adapters.chat.office import office_wording
from adapters.chat.office.found import Found
from adapters.chat.places import user_of
from adapters.chat.showing.splitting import shortened
from bot import model_wording, wording
from bot.model import Citation, Person
from bot.tickets import WAITING, Did, Ticket, TicketEvent, TicketState
from knowledge.model import Passage

# A card is read on a phone; the whole clauses are one press away.
_MOST_CLAUSES = 3
_MOST_STEPS = 4
_CLAUSE_BEGINS = 220
_TITLE = 100
_SAID = 300
_QUESTION = 4_000
_NAME = 60
# Words of the office, which may quote a clause.
_OFFICE_SAID = frozenset({Did.REPLIED, Did.DECLINED})
_SHOWN_WORDS = _OFFICE_SAID | {Did.ANSWERED_BACK, Did.REOPENED}

_Button = tuple[str, str]
_CLAIM: _Button = (office_wording.CLAIM, actions.CLAIM)
_REPLY: _Button = (office_wording.REPLY, actions.REPLY)
_AGAIN: _Button = (office_wording.REPLY_AGAIN, actions.REPLY)
_PICK: _Button = (office_wording.PICK, actions.PICK)
_NOT_FOR_US: _Button = (office_wording.NOT_FOR_US, actions.NOT_FOR_US)
_TAKE_OVER: _Button = (office_wording.TAKE_OVER, actions.TAKE_OVER)
_RELEASE: _Button = (office_wording.RELEASE, actions.RELEASE)
_RULE: _Button = (office_wording.RULE, actions.RULE)
_REOPEN: _Button = (office_wording.REOPEN, actions.REOPEN)
# What can be pressed in which state; what comes first stands out.
_BUTTONS: dict[TicketState, tuple[_Button, ...]] = {
    TicketState.OPEN: (_CLAIM, _REPLY, _PICK, _NOT_FOR_US),
    TicketState.REOPENED: (_CLAIM, _REPLY, _PICK, _NOT_FOR_US),
    TicketState.CLAIMED: (_REPLY, _PICK, _NOT_FOR_US, _TAKE_OVER, _RELEASE),
    TicketState.ANSWERED: (_AGAIN, _RULE, _REOPEN),
    TicketState.CLOSED: (_RULE, _REOPEN),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A ticket with its log, what may be shown of its clauses, and in whose time.

    `quotes` are the clauses found, as they would be quoted in a reply; `platform` is where it is
    shown.
    """

    ticket: Ticket
    found: Found
    quotes: Sequence[Citation]
    zone: tzinfo
    platform: str


def card(shown: Shown) -> Message:
    """Return the card: one message, whatever stands in the ticket."""
    ticket = shown.ticket
    head = office_wording.title(ticket.id, urgent=ticket.urgent)
    blocks = (
        Prose(head, bold=True),
        Paragraph(_state(shown)),
        Quote(shortened(ticket.question, _QUESTION)),
        Small((_asked(shown),)),
        Paragraph((office_wording.WHY.get(ticket.reason, ticket.reason.value),)),
        *_writer(ticket),
        *(_clauses(shown) if ticket.state in WAITING else ()),
        *_log(shown),
        _buttons(shown),
    )
    return Message(f"{head}: {shortened(ticket.question, 150)}", blocks)


def person(who: Person, platform: str) -> Mention | str:
    """Return somebody as a platform shows them: by their name there where it knows them."""
    if user := user_of(who.id, platform):
        return Mention(user, shortened(who.name, _NAME))
    return shortened(who.name or who.id, _NAME)


def source(passage: Passage) -> str:
    """Return what a clause is called, and its document."""
    named = (wording.name(passage.clause), passage.version.header.title)
    return " · ".join(dict.fromkeys(filter(None, named)))


def _state(shown: Shown) -> Line:
    ticket = shown.ticket
    who = person(ticket.claimant, shown.platform) if ticket.claimant else ""
    stands = office_wording.state(ticket.state, who)
    if ticket.due is None or not _overdue(ticket, ticket.due):
        return stands
    return (*stands, f" · {office_wording.overdue(_moment(ticket.due, shown.zone))}")


def _overdue(ticket: Ticket, due: datetime) -> bool:
    """Whether it was when something happened last; the reminder of it is among that."""
    return ticket.state in WAITING and any(event.at >= due for event in ticket.events)


def _asked(shown: Shown) -> Line:
    ticket = shown.ticket
    who = person(ticket.asker, shown.platform) if ticket.asker.id else office_wording.SOMEBODY
    due = _moment(ticket.due, shown.zone) if ticket.due and ticket.state in WAITING else ""
    asked_on = ticket.conversation.partition(":")[0]
    elsewhere = "" if asked_on == shown.platform else asked_on
    return office_wording.asked(who, _moment(ticket.created, shown.zone), due, elsewhere)


def _moment(at: datetime, zone: tzinfo) -> str:
    return wording.moment(at.astimezone(zone))


def _writer(ticket: Ticket) -> Iterator[Block]:
    # What was kept before there were models names none.
    if model := ticket.decision.get("writer"):
        yield small(model_wording.worded_by(model, ticket.decision["dropped"]))


def _clauses(shown: Shown) -> Iterator[Block]:
    found, first = shown.found, shown.quotes[:_MOST_CLAUSES]
    if not first and not found.hidden and not found.changed:
        yield small(office_wording.FOUND_NOTHING)
        return
    if first:
        yield Prose(office_wording.FOUND, bold=True)
    for one in first:
        yield small(shortened(source(one.passage), _TITLE))
        yield Quote(_begins(one))
    more = len(shown.quotes) - len(first)
    if rest := office_wording.not_shown(more, found.hidden, found.changed):
        yield small(rest)


def _begins(one: Citation) -> str:
    """Return how a quote begins; what opens a list isn't the whole of it."""
    text = " ".join(wording.quoted_words(one).split())
    return shortened(f"{text} …" if text.endswith(":") else text, _CLAUSE_BEGINS)


def _log(shown: Shown) -> Iterator[Block]:
    told = [one for one in shown.ticket.events if office_wording.step(one.what, one.text)]
    if told:
        yield Prose(office_wording.LAST, bold=True)
    for event in told[-_MOST_STEPS:]:
        yield Small((_step(event, shown),))
        if event.text and event.what in _SHOWN_WORDS:
            yield _words(event, shown.found)


def _step(event: TicketEvent, shown: Shown) -> Line:
    at = event.at.astimezone(shown.zone)
    when = f"{at:%a} {at.day} {at:%b}, {at:%H:%M} · "
    did = office_wording.step(event.what, event.text)
    if not (event.person or event.who):
        return (when + did,)
    return (when, person(Person(event.person, event.who), shown.platform), f" {did}")


def _words(event: TicketEvent, found: Found) -> Block:
    """Return what was said; the office's words may quote what was found, so they hide with it."""
    if found.hidden and event.what in _OFFICE_SAID:
        return small(f"({office_wording.WITHHELD})")
    return Quote(shortened(event.text, _SAID))


def _buttons(shown: Shown) -> Block:
    ticket = shown.ticket
    first, *others = (one for one in _BUTTONS[ticket.state] if _usable(one, shown))
    value = str(ticket.id)
    stands_out = Button(*first, value, primary=True)
    return Buttons((stands_out, *(Button(*other, value) for other in others)))


def _usable(one: _Button, shown: Shown) -> bool:
    if one is _PICK:
        return bool(shown.quotes)
    if one is _RULE:
        return bool(shown.ticket.times(Did.REPLIED))
    return True
