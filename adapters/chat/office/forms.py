"""Which form a press opens, what is wrong with what was entered, and the preview of a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from adapters.chat import actions
from adapters.chat.content import Block, Buttons, Form
from adapters.chat.model import Pressed, Submitted
from adapters.chat.office import for_office, modals, office_wording
from adapters.chat.office.desk import Desk, NotAllowed, where
from adapters.chat.office.entries import day, entered
from adapters.chat.office.fields import notice_form
from adapters.chat.office.modals import CLAUSE, EXPIRES, NOTE, TEXT
from adapters.chat.showing.answer import news
from bot.errors import BotError
from bot.model import Person
from bot.tickets import Did, Ticket
from bot.tickets.life import after

_Refused = (NotAllowed, BotError)
# What each form does to its ticket, and the field at which it is said that it can't.
_STEPS: Mapping[str, tuple[Did, str]] = {
    actions.REPLY_FORM: (Did.REPLIED, TEXT),
    actions.PICK_FORM: (Did.REPLIED, CLAUSE),
    actions.NOT_FOR_US_FORM: (Did.DECLINED, TEXT),
    actions.RULE_FORM: (Did.RULED, TEXT),
}
_WRITTEN = (*_STEPS, actions.WRITE_BACK_FORM, actions.FOR_OFFICE_FORM)


@dataclass(frozen=True, slots=True)
class OfficeViews:
    """The forms of the office, and of who writes to it. Thread-safe."""

    desk: Desk
    today: Callable[[], date]

    def open_for(self, pressed: Pressed) -> Form | None:
        """Return the form that a button opens, or the reason why it doesn't; None if none."""
        opens = self._forms().get(pressed.action)
        if opens is None:
            return None
        try:
            return opens(pressed)
        except _Refused as refused:
            return notice_form(office_wording.NOT_DONE, str(refused))

    def check(self, submitted: Submitted) -> Mapping[str, str]:
        """Return what is wrong with the fields of a form, by field; {} lets it through."""
        if submitted.form in _WRITTEN and (faults := dict(self._empty(submitted))):
            return faults
        if submitted.form not in _STEPS:
            return {}
        did, field = _STEPS[submitted.form]
        try:
            officer = self.desk.officer(submitted.who)
            after(self.desk.ticket(submitted.about), did, officer)
        except _Refused as refused:
            return {field: str(refused)}
        return {}

    def preview(self, submitted: Submitted) -> Form | None:
        """Return a reply as its asker will read it, to be sent from there; None for other forms.

        The words are kept as a proposal, so that what is sent is what was seen.
        """
        if submitted.form not in (actions.REPLY_FORM, actions.PICK_FORM):
            return None
        try:
            officer = self.desk.officer(submitted.who)
            ticket = self.desk.ticket(submitted.about)
            kept = self.desk.propose(ticket, self._written(ticket, submitted), officer)
        except _Refused as refused:
            return notice_form(office_wording.NOT_DONE, str(refused))
        reads = reading(self.desk, ticket, kept.text, officer)
        about = f"{ticket.id}:{kept.id}"
        return modals.preview_form(about, where(ticket), reads)

    def _forms(self) -> Mapping[str, Callable[[Pressed], Form]]:
        return {
            actions.REPLY: self._reply,
            actions.PICK: self._pick,
            actions.NOT_FOR_US: self._not_for_us,
            actions.RULE: self._rule,
            actions.WRITE_BACK: self._write_back,
            actions.OFFICE_SHORTCUT: lambda used: for_office.form(used, self.desk.settings.office),
        }

    def _reply(self, pressed: Pressed) -> Form:
        return modals.reply_form(self._ticket(pressed, Did.REPLIED))

    def _pick(self, pressed: Pressed) -> Form:
        ticket = self._ticket(pressed, Did.REPLIED)
        found = self.desk.shown_to(ticket, pressed.who)
        return modals.pick_form(ticket, found, self.desk.quotes(found))

    def _not_for_us(self, pressed: Pressed) -> Form:
        return modals.not_for_us_form(self._ticket(pressed, Did.DECLINED))

    def _rule(self, pressed: Pressed) -> Form:
        ticket = self._ticket(pressed, Did.RULED)
        found = self.desk.shown_to(ticket, pressed.who)
        said = [event.text for event in ticket.events if event.what == Did.REPLIED]
        # A reply may quote what was found; who may not see that doesn't get it here either.
        reply = said[-1] if said and not found.hidden else ""
        return modals.rule_form(ticket, reply, found, self.today())

    def _write_back(self, pressed: Pressed) -> Form:
        ticket = self.desk.ticket(pressed.value)
        self.desk.asked_by(ticket, pressed.who)
        return modals.write_back_form(ticket.id, self.desk.settings.office)

    def _ticket(self, pressed: Pressed, did: Did) -> Ticket:
        """Return the ticket to which the officer may do this now."""
        officer = self.desk.officer(pressed.who)
        ticket = self.desk.ticket(pressed.value)
        after(ticket, did, officer)
        return ticket

    def _written(self, ticket: Ticket, submitted: Submitted) -> str:
        if submitted.form == actions.REPLY_FORM:
            return entered(submitted, TEXT)
        key = entered(submitted, CLAUSE)
        found = self.desk.shown_to(ticket, submitted.who)
        for passage in found.passages:
            if passage.clause.key == key:
                return self.desk.from_clause(passage, entered(submitted, NOTE))
        raise NotAllowed(office_wording.NO_CLAUSE_TO_PICK)

    def _empty(self, submitted: Submitted) -> Iterator[tuple[str, str]]:
        field = CLAUSE if submitted.form == actions.PICK_FORM else TEXT
        if not entered(submitted, field):
            yield field, office_wording.EMPTY
        if submitted.form == actions.RULE_FORM:
            expires = day(entered(submitted, EXPIRES))
            if expires is None or expires <= self.today():
                yield EXPIRES, office_wording.TOO_LATE


def reading(desk: Desk, ticket: Ticket, text: str, officer: Person) -> tuple[Block, ...]:
    """Return a reply exactly as its asker will read it, but for the buttons."""
    name = officer.name if desk.settings.name_officers else ""
    told = news(text, ticket.question, ticket.id, desk.settings.office, name)
    return tuple(block for block in told.blocks if not isinstance(block, Buttons))
