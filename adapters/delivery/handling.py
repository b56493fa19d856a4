"""What becomes of one event: handled, tried again, or given up with an apology."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event as Flag

import structlog
from sqlalchemy import Connection

from adapters.delivery.errors import AlreadyHandled, place
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import TRIES, Event, Outgoing, Platform, Received
from adapters.delivery.observed import Observed
from adapters.delivery.outbox import Outbox
from knowledge.catalog.database import Database
from knowledge.errors import CatalogBusy, KnowledgeError

# Before the second and the third attempt.
_WAITS = (timedelta(seconds=2), timedelta(seconds=10))
# Seconds, before the catalog is used again that couldn't be.
PAUSE = 1.0
# Why an event is given up that has been taken often enough and never came to an end.
_CUT_OFF = "CutOff"
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Handling:
    """Takes events and deals with them. `now` is an aware clock. Thread-safe.

    An event that raises is tried TRIES times; then its asker reads an apology. Where the catalog
    is locked or can't be reached, what became of an event waits for it, until `stopping` is set:
    then the event is left to the next start.
    """

    database: Database
    inbox: Inbox
    outbox: Outbox
    platforms: Mapping[str, Platform]
    observed: Observed
    now: Callable[[], datetime]
    stopping: Flag

    def work(self) -> bool:
        """Take one event and deal with it; False where there is none.

        Raises CatalogBusy, CatalogUnusable where none can be taken.
        """
        received = self.inbox.take(self.platforms)
        if received is None:
            return False
        self._deal_with(received)
        return True

    def _deal_with(self, received: Received) -> None:
        platform, began = received.event.platform, self.now()
        if received.attempt > TRIES:
            self._give_up(received, _CUT_OFF)
            return
        try:
            self._handle(received)
        except AlreadyHandled:
            _log.warning("event handled elsewhere", platform=platform, id=received.event.id)
        except CatalogBusy:
            self._surely(lambda: self.inbox.put_back(received.number))
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker must hear of it
            self._failed(received, error)
        else:
            seconds = (self.now() - began).total_seconds()
            waited = (began - received.came).total_seconds()
            self.observed.handled(platform, seconds, waited)

    def _handle(self, received: Received) -> None:
        done = _Marks(self.inbox, self.outbox, received.number)
        self.platforms[received.event.platform].handle(received.event, done)
        if not done.called:
            with self.database.write() as connection:
                done(connection)

    def _failed(self, received: Received, error: Exception) -> None:
        event, fault, at = received.event, type(error).__name__, place(error)
        _log.warning("event failed", platform=event.platform, id=event.id, fault=fault, at=at)
        if received.attempt >= TRIES:
            self._give_up(received, fault)
            return
        wait = _WAITS[received.attempt - 1]
        self.observed.failed(event.platform, fault)
        self._surely(lambda: self.inbox.put_off(received.number, fault, wait))

    def _give_up(self, received: Received, fault: str) -> None:
        event = received.event
        _log.error("event given up", platform=event.platform, id=event.id, fault=fault)
        apology = self._apology(event)

        def keep() -> None:
            with self.database.write() as connection:
                if self.inbox.give_up(connection, received.number, fault):
                    self.outbox.put(connection, *apology)

        self._surely(keep)
        self.observed.given_up(event.platform, fault)

    def _apology(self, event: Event) -> tuple[Outgoing, ...]:
        try:
            return self.platforms[event.platform].apologise(event)
        except Exception as error:  # noqa: BLE001 - the event must be given up all the same
            fault = type(error).__name__
            _log.error("no apology", platform=event.platform, id=event.id, fault=fault)
            return ()

    def _surely(self, write: Callable[[], None]) -> None:
        """Write as soon as the catalog can be used; a stop leaves it to the next start."""
        while True:
            try:
                write()
            except KnowledgeError as error:
                _log.warning("inbox can't be written", fault=type(error).__name__)
                if self.stopping.wait(PAUSE):
                    return
            else:
                return


class _Marks:
    """Marks one event as handled; `called` tells whether that was asked for."""

    def __init__(self, inbox: Inbox, outbox: Outbox, number: int) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._number = number
        self.called = False

    def __call__(self, connection: Connection, *outgoing: Outgoing) -> None:
        if not self._inbox.done(connection, self._number) and not self.called:
            raise AlreadyHandled
        self.called = True
        self._outbox.put(connection, *outgoing)
