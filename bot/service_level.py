"""What the office promises: by when it answers, and when it is rung and reminded. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from bot.office_hours import OfficeHours, after_hours, calendar, is_open
from bot.settings import Settings
from bot.tickets.life import holder, opening
from bot.tickets.model import WAITING, Did, Ticket, TicketEvent

_CALLED = frozenset({Did.RANG, Did.REMINDED, Did.ESCALATED, Did.RULED})
# Who has used up this share of the time is reminded that the rest is short.
_SOON = 0.75


class To(StrEnum):
    """Who is called: those on call, the second list, the claimant, the office's channel."""

    ON_CALL = "on call"
    SECOND = "second list"
    CLAIMANT = "claimant"
    CHANNEL = "channel"


class Why(StrEnum):
    """What a call is about; the ticket's log has it as the text of the line."""

    URGENT = "urgent"
    WRITTEN_BACK = "written back"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    UNCLAIMED = "unclaimed"
    LONG_OVERDUE = "long overdue"


@dataclass(frozen=True, slots=True)
class Call:
    """What somebody of the office is to be told of a ticket now.

    When it has been sent it is noted as `tickets.note(ticket, did, why, request=key)`; `key` is
    the same however often the call is found due.
    """

    ticket: int
    did: Did
    why: Why
    to: To
    key: str


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """By when a ticket is answered: in working time, but by the clock when it is urgent."""

    hours: OfficeHours
    zone: ZoneInfo
    free: Callable[[date], bool]
    within: timedelta
    urgent_within: timedelta

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return what the settings promise."""
        return cls(
            hours=OfficeHours.read(settings.office_hours),
            zone=settings.zone,
            free=calendar(settings.holidays),
            within=timedelta(hours=settings.answer_within),
            urgent_within=timedelta(hours=settings.urgent_within),
        )

    def due(self, opened: datetime, urgent: bool) -> datetime:  # noqa: FBT001 - a ticket's own word
        """Return by when a ticket opened then is to be answered, in UTC."""
        return self._passed(opened, 1, urgent=urgent)

    def calls(self, ticket: Ticket, now: datetime) -> tuple[Call, ...]:
        """Return who is to be told what of a ticket now; needs its log.

        Each is due once each time that the ticket comes to wait for the office. What is urgent is
        told at any hour, everything else while the office works.
        """
        if ticket.state not in WAITING:
            return ()
        if not ticket.urgent and not is_open(now, self.hours, self.zone, self.free):
            return ()
        begun = opening(ticket.events)
        said = {(e.what, e.text) for e in ticket.events if e.id > begun.id}
        found = [*self._rings(ticket, begun), *self._stage(ticket, begun, now)]
        due = [call for call in found if (call.did, call.why) not in said]
        return (*_written_back(ticket), *due)

    def _rings(self, ticket: Ticket, begun: TicketEvent) -> Iterator[Call]:
        if ticket.urgent and holder(ticket) is None:
            yield _call(ticket, begun, Did.RANG, Why.URGENT, To.ON_CALL)

    def _stage(self, ticket: Ticket, begun: TicketEvent, now: datetime) -> Iterator[Call]:
        """Yield how late it is; what was missed on the way isn't made up for."""
        theirs = To.CLAIMANT if ticket.claimant else To.CHANNEL
        held = holder(ticket) is not None
        unclaimed = (1.0, Did.ESCALATED, Why.UNCLAIMED, To.SECOND)
        reminders = (
            (2.0, Did.ESCALATED, Why.LONG_OVERDUE, To.SECOND),
            (1.0, Did.REMINDED, Why.OVERDUE, theirs),
            (_SOON, Did.REMINDED, Why.DUE_SOON, theirs),
        )
        for share, did, why, to in (unclaimed,) if ticket.urgent and not held else reminders:
            promised = ticket.due if share == 1 else None
            if now >= (promised or self._passed(begun.at, share, urgent=ticket.urgent)):
                yield _call(ticket, begun, did, why, to)
                return

    def _passed(self, since: datetime, share: float, *, urgent: bool) -> datetime:
        """Return when this share of the time to answer within has passed."""
        if urgent:
            return since + self.urgent_within * share
        return after_hours(since, self.within * share, self.hours, self.zone, self.free)


def _written_back(ticket: Ticket) -> Iterator[Call]:
    """Yield the call for whom the asker has written to since the office did anything."""
    last = [e for e in ticket.events if e.what not in _CALLED or e.text == Why.WRITTEN_BACK][-1]
    if last.what == Did.ANSWERED_BACK:
        to = To.CLAIMANT if ticket.claimant else To.CHANNEL
        yield _call(ticket, last, Did.RANG, Why.WRITTEN_BACK, to)


def _call(ticket: Ticket, since: TicketEvent, did: Did, why: Why, to: To) -> Call:
    key = f"call {ticket.id} {since.id} {why}"
    return Call(ticket.id, did, why, to, key)
