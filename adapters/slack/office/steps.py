"""What people of the office do by button and form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import structlog

from adapters.delivery.model import Done, Event, Outgoing
from adapters.slack import actions
from adapters.slack.model import Asked, Pressed, Submitted
from adapters.slack.office import office_wording
from adapters.slack.office.desk import Desk, NotAllowed
from adapters.slack.office.entries import entered
from adapters.slack.office.modals import TEXT
from adapters.slack.office.proposals import Proposals
from adapters.slack.office.rulings import RuleForm
from adapters.slack.sending import outgoing
from adapters.slack.showing.answer import notice
from bot.errors import BotError
from bot.model import Person
from bot.tickets import Ticket
from knowledge.catalog.database import Database

# Answered where they stand: what was offered is decided.
_ON_OFFERS = frozenset({actions.SEND_PROPOSED, actions.KEEP_BACK})
_Step = Callable[[int, Person, str], Ticket]
_T = TypeVar("_T")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Office:
    """Takes the steps of tickets that are asked for in Slack; what they show follows by itself.

    Only people of the office's channel get anything done to a ticket. Whoever is refused is told
    why, alone. Thread-safe.
    """

    desk: Desk
    proposals: Proposals
    rule_form: RuleForm
    database: Database

    def handle(self, happened: Pressed | Submitted, event: Event, done: Done) -> None:
        """Do what a button or a form asks for, once, and tell who may not."""
        if isinstance(happened, Submitted) and happened.form == actions.RULE_FORM:
            self.rule_form.handle(happened, event, done)
            return
        try:
            said = self._done(happened, event)
            told = _instead_of_offer(happened, event, said) or self._told(happened, event, said)
        except (NotAllowed, BotError) as refused:
            _log.info("a step was refused", event_id=event.id, fault=type(refused).__name__)
            told = self._told(happened, event, str(refused))
        with self.database.write() as connection:
            done(connection, *told)

    def below_card(self, asked: Asked, event: Event, done: Done) -> None:
        """Offer what a claimant wrote below a card as the reply; leave everybody else's alone."""
        offer = self.proposals.offer(asked, event)
        with self.database.write() as connection:
            done(connection, *offer)

    def _done(self, happened: Pressed | Submitted, event: Event) -> str:
        """Take the step, and return what is told to who asked for it, "" for nothing."""
        if isinstance(happened, Submitted):
            return self._known(self._forms(), happened.form)(happened, event)
        if happened.place.channel != self.desk.settings.slack_office_channel:
            raise NotAllowed(office_wording.OUTSIDER)
        return self._known(self._presses(), happened.action)(happened, event)

    def _known(self, steps: Mapping[str, _T], name: str) -> _T:
        if name not in steps:
            raise NotAllowed(office_wording.NO_SUCH_BUTTON)
        return steps[name]

    def _presses(self) -> Mapping[str, Callable[[Pressed, Event], str]]:
        tickets = self.desk.tickets
        return {
            actions.CLAIM: self._step(tickets.claim),
            actions.TAKE_OVER: self._step(tickets.take_over),
            actions.RELEASE: self._step(tickets.release),
            actions.REOPEN: self._step(lambda n, who, once: tickets.reopen(n, who, request=once)),
            actions.SEND_PROPOSED: lambda pressed, _: self.proposals.send(
                pressed.value, pressed.who
            ),
            actions.KEEP_BACK: lambda pressed, _: self.proposals.keep(pressed.value, pressed.who),
        }

    def _forms(self) -> Mapping[str, Callable[[Submitted, Event], str]]:
        return {
            actions.PREVIEW_FORM: self._send,
            actions.NOT_FOR_US_FORM: self._not_for_us,
        }

    def _step(self, take: _Step) -> Callable[[Pressed, Event], str]:
        def taken(pressed: Pressed, event: Event) -> str:
            officer = self.desk.officer(pressed.who)
            take(self.desk.ticket(pressed.value).id, officer, event.id)
            return ""

        return taken

    def _send(self, sent: Submitted, _: Event) -> str:
        self.proposals.send(sent.about, sent.who)
        return ""  # the card tells it

    def _not_for_us(self, sent: Submitted, event: Event) -> str:
        officer = self.desk.officer(sent.who)
        ticket = self.desk.ticket(sent.about)
        self.desk.tickets.decline(ticket.id, entered(sent, TEXT), officer, event.id)
        return ""

    def _told(self, happened: Pressed | Submitted, event: Event, said: str) -> list[Outgoing]:
        """Return what only who pressed reads: where they pressed, of a form where they work."""
        key, user = f"event {event.id}", happened.who.user
        messages = outgoing.numbered(key, notice(said) if said else ())
        if isinstance(happened, Pressed) and not happened.place.channel.startswith("D"):
            place = happened.place
            return [
                outgoing.ephemeral(one, place.channel, user, message, place.thread)
                for one, message in messages
            ]
        return [outgoing.direct(one, user, message) for one, message in messages]


def _instead_of_offer(happened: Pressed | Submitted, event: Event, said: str) -> list[Outgoing]:
    """Return what takes the place of an offer that was decided; nothing for other presses."""
    if not isinstance(happened, Pressed) or happened.action not in _ON_OFFERS:
        return []
    if not happened.response_url:
        return []
    key, url, user = f"event {event.id}", happened.response_url, happened.who.user
    return [outgoing.respond(key, url, one, user, replaces=True) for one in notice(said)]
