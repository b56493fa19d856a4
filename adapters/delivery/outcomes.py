"""What came of sending a message, written down with all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from adapters.delivery.alarms import Alarms
from adapters.delivery.model import Later, Outcome, Outgoing, Platform, Sent, Undeliverable, Waiting
from adapters.delivery.observed import Observed
from adapters.delivery.outbox import Outbox
from knowledge.catalog.database import Database
from knowledge.errors import KnowledgeError

# A message that isn't there after so long, and after so many attempts, never will be; of a machine
# that was off for two days the attempts tell.
_DAY = timedelta(hours=24)
_ATTEMPTS = 10
# Begins the key of what people read in another message's place.
INSTEAD = "instead "
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Keeps outcomes. `now` is an aware clock. Thread-safe."""

    database: Database
    outbox: Outbox
    alarms: Alarms
    platforms: Mapping[str, Platform]
    observed: Observed
    now: Callable[[], datetime]

    def keep(self, waiting: Waiting, outcome: Outcome, wait: float) -> None:
        """Write down what came of a message; `wait` is in seconds, for one that goes later.

        Raises CatalogBusy, CatalogUnusable: then nothing was written, and it is to be kept again.
        """
        match outcome:
            case Sent(ref):
                self.keep_sent([(waiting, ref)])
            case Later(until_mended=mended) if mended or not self._hopeless(waiting):
                self._later(waiting, outcome, wait)
            case Later(why=why):
                self._undeliverable(waiting, Undeliverable(why))
            case Undeliverable():
                self._undeliverable(waiting, outcome)

    def keep_sent(self, there: Sequence[tuple[Waiting, str]]) -> None:
        """Write down, in one transaction, that messages are there, each with its reference.

        Raises CatalogBusy, CatalogUnusable: then nothing was written, and it is to be kept again.
        """
        try:
            with self.database.write() as connection:
                for waiting, ref in there:
                    self._close(connection, waiting, ref, tell=True)
        except KnowledgeError:
            raise
        except Exception:  # noqa: BLE001 - one of them; the others are there all the same
            for waiting, ref in there:
                self._sent(waiting, ref)
            return
        for waiting, _ in there:
            self._tell_sent(waiting)

    def _hopeless(self, waiting: Waiting) -> bool:
        since = waiting.since or self.now()
        return waiting.attempt >= _ATTEMPTS and self.now() - since >= _DAY

    def _sent(self, waiting: Waiting, ref: str) -> None:
        outgoing = waiting.outgoing
        try:
            with self.database.write() as connection:
                self._close(connection, waiting, ref, tell=True)
        except KnowledgeError:
            raise
        except Exception as error:  # noqa: BLE001 - it is there, and must not be sent again
            fault = type(error).__name__
            _log.error("sent, but its platform failed", **_named(outgoing), fault=fault)
            with self.database.write() as connection:
                self._close(connection, waiting, ref, tell=False)
        self._tell_sent(waiting)

    def _tell_sent(self, waiting: Waiting) -> None:
        waited = self.now() - (waiting.since or self.now())
        self.observed.sent(waiting.outgoing.platform, waited.total_seconds())

    def _close(self, connection: Connection, waiting: Waiting, ref: str, *, tell: bool) -> None:
        outgoing = waiting.outgoing
        self.outbox.sent(connection, waiting.number, ref)
        self.alarms.keep_ended(connection, _about(outgoing))
        self._works(connection, outgoing.platform)
        if tell:
            self.platforms[outgoing.platform].sent(connection, outgoing, ref)

    def _later(self, waiting: Waiting, outcome: Later, wait: float) -> None:
        outgoing = waiting.outgoing
        # Once unsure it stays so: whether it was looked for meanwhile isn't known here.
        unsure = outcome.unsure or waiting.unsure
        delay = timedelta(seconds=wait)
        self.outbox.put_off(waiting.number, outcome.why, delay, unsure=unsure)
        _log.info("message waits", **_named(outgoing), why=outcome.why, attempt=waiting.attempt)
        self.observed.retried(outgoing.platform)
        if outcome.until_mended:
            self.alarms.raise_(outgoing.platform, _nothing_goes(outgoing, outcome.why))
        elif outcome.after is not None:
            self.observed.rate_limited(outgoing.platform)

    def _undeliverable(self, waiting: Waiting, outcome: Undeliverable) -> None:
        outgoing, why = waiting.outgoing, outcome.why
        instead = self._instead(outgoing, why)
        # What its platform would bring again as it is can't be sent then either.
        comes = instead is None and outcome.whole_lane
        replaced = comes or bool(instead)
        with self.database.write() as connection:
            self.outbox.undeliverable(connection, waiting.number, why, replaced=replaced)
            self._works(connection, outgoing.platform)
            if outcome.whole_lane:
                self.alarms.keep_raised(connection, _about(outgoing), _alarm(outgoing, why))
            self.outbox.put(connection, *(instead or ()))
        # Where it comes later the alarm, which is told of once, says enough.
        tell = _log.info if comes else _log.error
        tell("message undeliverable", **_named(outgoing), why=why, replaced=replaced)
        self.observed.undeliverable(outgoing.platform)

    def _works(self, connection: Connection, platform: str) -> None:
        """End the alarm of a platform that deals with a message again; what waited for it goes."""
        if self.alarms.keep_ended(connection, platform):
            self.outbox.hurry(connection, platform)

    def _instead(self, outgoing: Outgoing, why: str) -> tuple[Outgoing, ...] | None:
        # Else two places that can't be reached would stand in for each other for ever.
        if outgoing.key.startswith(INSTEAD):
            return ()
        try:
            found = self.platforms[outgoing.platform].undeliverable(outgoing, why)
        except KnowledgeError:
            raise
        except Exception as error:  # noqa: BLE001 - the message ends all the same
            fault = type(error).__name__
            _log.error("nothing instead of a message", **_named(outgoing), fault=fault)
            return ()
        if found is None:
            return None
        return tuple(replace(one, key=f"{INSTEAD}{one.key}") for one in found)


def _named(outgoing: Outgoing) -> dict[str, str]:
    return {"platform": outgoing.platform, "key": outgoing.key, "lane": outgoing.lane}


def _about(outgoing: Outgoing) -> str:
    return f"{outgoing.platform} {outgoing.lane}"


def _nothing_goes(outgoing: Outgoing, why: str) -> str:
    return f"Nothing can be sent to {outgoing.platform}: {why}. All messages wait until then."


def _alarm(outgoing: Outgoing, why: str) -> str:
    return (
        f"A message to {outgoing.lane} ({outgoing.platform}) can't be delivered: {why}."
        " This ends with the next one that gets there."
    )
