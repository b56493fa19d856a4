"""A chat platform behind the inbox and the outbox: what happened goes to whoever deals with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import structlog
from sqlalchemy import Connection

from adapters.chat import actions, places
from adapters.chat.asking.drafting import Drafting
from adapters.chat.asking.messages import Asking, spot_of
from adapters.chat.asking.presses import ON_ANSWERS, Presses
from adapters.chat.asking.settling import Settling
from adapters.chat.asking.threads import Threads
from adapters.chat.asking.ways import Way, way
from adapters.chat.asking.welcoming import Welcoming
from adapters.chat.lost import Lost
from adapters.chat.model import Asked, How, Opened, Pressed, Submitted, from_event
from adapters.chat.office import for_office
from adapters.chat.office.cards import Cards
from adapters.chat.office.steps import Office
from adapters.chat.outgoing import Do, Messenger
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Done, Event, Outcome, Outgoing, Waiting
from bot import chat_wording
from bot.settings import Settings

_log = structlog.get_logger(__name__)


class Sender(Protocol):
    """Sends one message, and never raises for what a platform or the network may do."""

    async def send(self, waiting: Waiting) -> Outcome:
        """Send a message as its body says, and say what came of it."""
        ...


class Progress(Protocol):
    """Shows that something is being done; what fails is only missing."""

    def end(self, asked: Asked, *, answered: bool) -> None:
        """Show no more that a question is being looked up. For any thread."""
        ...


# Keeps what a platform must know of a message that is there, in the transaction that says so.
Keep = Callable[[Connection, Outgoing, str], None]


@dataclass(frozen=True, slots=True)
class ChatPlatform:
    """Implements `adapters.delivery.model.Platform`. Thread-safe."""

    messenger: Messenger
    asking: Asking
    presses: Presses
    office: Office
    sender: Sender
    cards: Cards
    lost: Lost
    threads: Threads
    settling: Settling
    welcoming: Welcoming
    progress: Progress
    drafting: Drafting
    settings: Settings
    keep: Keep

    @property
    def name(self) -> str:
        """What the platform is called in the inbox, the outbox and the records."""
        return self.messenger.platform

    def handle(self, event: Event, done: Done) -> None:
        """Do what a message, a press or a form asks for, once."""
        match from_event(event):
            case Asked() as asked if self._below_card(asked):
                self.office.below_card(asked, event, done)
            case Asked() as asked:
                self._answer(asked, event, done)
            case Opened() as opened:
                self.welcoming.handle(opened, done)
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
            happened = from_event(event)
        except (KeyError, TypeError, ValueError) as error:
            _log.error("nobody to apologise to", event_id=event.id, fault=type(error).__name__)
            return ()
        said = chat_wording.failed(self.settings.office, self.settings.office_contact)
        key = f"sorry {event.id}"
        match happened:
            case Opened():
                return ()
            case Asked():
                sorry = self._back(happened).send(key, notice(said))
                left = self.drafting.left(happened, event)
                return self.drafting.instead(happened, event, sorry, left=left)
            case _:
                return self._back(happened).alone(key, notice(said))

    async def send(self, waiting: Waiting) -> Outcome:
        """Send a message, and say what came of it."""
        return await self.sender.send(waiting)

    def sent(self, connection: Connection, outgoing: Outgoing, ref: str) -> None:
        """Keep which message a ticket's card is, and what else the platform must know."""
        self.cards.sent(connection, outgoing, ref)
        self.keep(connection, outgoing, ref)

    def undeliverable(self, outgoing: Outgoing, why: str) -> tuple[Outgoing, ...] | None:
        """Return what an asker reads elsewhere instead; a card is shown again as soon as it can."""
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
        # Where the bot may hear only what mentions it, a claimant mentions it below the card.
        meant = (
            asked.how is How.MENTION and bool(asked.place.thread) and not self.messenger.in_place
        )
        return (asked.how is How.THREAD or meant) and self.threads.below_card(asked.place)

    def _back(self, happened: Asked | Pressed | Submitted) -> Way:
        match happened:
            case Asked():
                return way(self.messenger, happened, spot_of(happened))
            case Pressed():
                there = places.spot(happened.place, happened.message)
                return way(self.messenger, happened, there)
            case Submitted():
                return Way(self.messenger, places.nowhere(happened.who), happened.who.user)


def _posted_there(outgoing: Outgoing, asked: Asked) -> bool:
    """Whether it is posted in the thread where the message is, which ends what is shown there."""
    place, body = asked.place, outgoing.body
    there = (place.channel, place.thread or asked.ts)
    return body["do"] == Do.POST and (body["channel"], body["thread"]) == there
