"""Slack behind the inbox and the outbox: what happened goes to whoever deals with it."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

from adapters.delivery.model import Done, Event, Outcome, Outgoing, Waiting
from adapters.slack import actions, places
from adapters.slack.asking.drafting import Drafting
from adapters.slack.asking.messages import Asking, spot_of
from adapters.slack.asking.presses import ON_ANSWERS, Presses
from adapters.slack.asking.progress import Progress
from adapters.slack.asking.settling import Settling
from adapters.slack.asking.threads import Threads
from adapters.slack.asking.ways import Way, way
from adapters.slack.model import Asked, Happening, How, Pressed, Submitted, from_body
from adapters.slack.office import for_office
from adapters.slack.office.cards import Cards
from adapters.slack.office.steps import Office
from adapters.slack.places import PLATFORM, Spot
from adapters.slack.sending.lost import Lost
from adapters.slack.sending.outgoing import Do
from adapters.slack.sending.sender import Sender
from adapters.slack.showing.answer import notice
from bot import chat_wording
from bot.settings import Settings

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SlackPlatform:
    """Implements `adapters.delivery.model.Platform`. Thread-safe."""

    asking: Asking
    presses: Presses
    office: Office
    sender: Sender
    cards: Cards
    lost: Lost
    threads: Threads
    settling: Settling
    progress: Progress
    drafting: Drafting
    settings: Settings

    @property
    def name(self) -> str:
        """What Slack is called in the inbox, the outbox and the records."""
        return PLATFORM

    def handle(self, event: Event, done: Done) -> None:
        """Do what a message, a press or a form asks for, once."""
        match from_body(event.body):
            case Asked() as asked if self._below_card(asked):
                self.office.below_card(asked, event, done)
            case Asked() as asked:
                self._answer(asked, event, done)
            case Pressed() as pressed if pressed.action in ON_ANSWERS:
                self.presses.handle(pressed, event, done)
            case Submitted(form=actions.WHY_FORM) as submitted:
                self.presses.submit(submitted, event, done)
            case Submitted(form=actions.FOR_OFFICE_FORM) as submitted:
                self.asking.handle(for_office.asked(submitted), event, done)
            case Pressed(action=actions.SETTLE) | Submitted(form=actions.WRITE_BACK_FORM) as own:
                self.settling.handle(own, event, done)
            case Pressed() | Submitted() as happened:
                self.office.handle(happened, event, done)

    def apologise(self, event: Event) -> tuple[Outgoing, ...]:
        """Return what its asker reads when an event has failed for good."""
        try:
            happened = from_body(event.body)
        except (KeyError, TypeError, ValueError) as error:
            _log.error("nobody to apologise to", event_id=event.id, fault=type(error).__name__)
            return ()
        said = chat_wording.failed(self.settings.office, self.settings.office_contact)
        key = f"sorry {event.id}"
        if isinstance(happened, Asked):
            sorry = _back(happened).send(key, notice(said))
            left = self.drafting.left(happened, event)
            return self.drafting.instead(happened, event, sorry, left=left)
        return _back(happened).alone(key, notice(said))

    async def send(self, waiting: Waiting) -> Outcome:
        """Send a message, and say what came of it."""
        return await self.sender.send(waiting)

    def sent(self, connection: Connection, outgoing: Outgoing, ref: str) -> None:
        """Keep which message a ticket's card is."""
        self.cards.sent(connection, outgoing, ref)

    def undeliverable(self, outgoing: Outgoing, why: str) -> tuple[Outgoing, ...] | None:
        """Return what an asker reads directly instead; a card is shown again as soon as it can."""
        if self.cards.undeliverable(outgoing, why):
            return None
        return self.lost.instead(outgoing)

    def _answer(self, asked: Asked, event: Event, done: Done) -> None:
        """Handle a message; where no answer is posted there, nothing is shown to come any more."""
        posted: list[bool] = []
        left = self.drafting.left(asked, event)

        def keep(connection: Connection, *outgoing: Outgoing) -> None:
            done(connection, *self.drafting.instead(asked, event, outgoing, left=left))
            posted[:] = [_posted_there(one, asked) for one in outgoing]

        self.asking.handle(asked, event, keep)
        self.progress.end(asked, answered=any(posted))

    def _below_card(self, asked: Asked) -> bool:
        return asked.how is How.THREAD and self.threads.below_card(asked.place)


def _posted_there(outgoing: Outgoing, asked: Asked) -> bool:
    """Whether it is posted in the thread where the message is, which ends what is shown there."""
    place, body = asked.place, outgoing.body
    there = (place.channel, place.thread or asked.ts)
    return body["do"] == Do.POST and (body["channel"], body["thread"]) == there


def _back(happened: Happening) -> Way:
    match happened:
        case Asked():
            return way(happened, spot_of(happened))
        case Pressed():
            return way(happened, places.spot(happened.place, happened.message))
        case Submitted():
            return Way(Spot("", ""), happened.who.user)
