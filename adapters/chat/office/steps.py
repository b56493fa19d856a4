"""What people of the office do by button and form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import structlog

from adapters.chat import actions, places
from adapters.chat.model import Asked, Pressed, Submitted
from adapters.chat.office import office_wording
from adapters.chat.office.desk import Desk, NotAllowed
from adapters.chat.office.entries import entered
from adapters.chat.office.modals import TEXT
from adapters.chat.office.proposals import Proposals
from adapters.chat.office.rulings import RuleForm
from adapters.chat.outgoing import ref
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Done, Event, Outgoing
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
    """Takes the steps of tickets that are asked for in a chat; what they show follows by itself.

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
            told = self._instead(happened, event, said) or self._told(happened, event, said)
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
        elsewhere = happened.place.channel != self.desk.home.channel
        # What is offered to an officer alone may stand in their direct messages.
        if elsewhere and happened.action not in _ON_OFFERS:
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

    def _told(self, happened: Pressed | Submitted, event: Event, said: str) -> tuple[Outgoing, ...]:
        """Return what only who pressed reads: where they pressed, of a form where they work."""
        if not said:
            return ()
        key, user, messenger = f"event {event.id}", happened.who.user, self.desk.messenger
        if isinstance(happened, Pressed) and not places.spot(happened.place).direct:
            place = happened.place
            below = places.spot(place, happened.message).thread
            thread = place.thread if messenger.in_place else below
            return messenger.ephemeral(key, place.channel, user, notice(said), thread)
        return messenger.direct(key, user, notice(said))

    def _instead(
        self, happened: Pressed | Submitted, event: Event, said: str
    ) -> tuple[Outgoing, ...]:
        """Return what takes the place of an offer that was decided; nothing for other presses."""
        if not isinstance(happened, Pressed) or happened.action not in _ON_OFFERS:
            return ()
        key, url, user = f"event {event.id}", happened.response_url, happened.who.user
        messenger = self.desk.messenger
        if url:
            return messenger.respond(key, url, notice(said), user, replaces=True)
        if happened.message and not messenger.in_place:
            return messenger.update(
                key, ref(happened.place.channel, happened.message), notice(said)
            )
        return ()
