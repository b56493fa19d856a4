"""What somebody looks for on record, as the address of the page says it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from adapters.web.errors import BadForm
from adapters.web.visit import Visit
from bot.model import Band, Kind, Reason
from bot.record_search import Opinion, Wanted, WantedTickets
from bot.tickets import TicketState

_Choice = TypeVar("_Choice", bound=StrEnum)
_FIRST: Final = date(1970, 1, 2)
_LAST: Final = date(2999, 12, 31)
_LONGEST: Final = 200


def turns_wanted(visit: Visit) -> Wanted:
    """Return which turns the query asks for. Raises BadForm for a day that doesn't exist."""
    begins, ends = days(visit)
    kind, reason = ended(visit)
    return Wanted(
        words=words(visit, "q"),
        begins=begins,
        ends=ends,
        kind=kind,
        reason=reason,
        band=chosen(visit, "band", Band),
        opinion=chosen(visit, "opinion", Opinion),
        platform=words(visit, "platform"),
        asker=words(visit, "asker"),
    )


def tickets_wanted(visit: Visit) -> WantedTickets:
    """Return which tickets the query asks for. Raises BadForm for a day that doesn't exist."""
    begins, ends = days(visit)
    return WantedTickets(
        words=words(visit, "q"),
        begins=begins,
        ends=ends,
        state=chosen(visit, "state", TicketState),
        reason=chosen(visit, "reason", Reason),
        platform=words(visit, "platform"),
        person=words(visit, "person"),
    )


def ended(visit: Visit) -> tuple[Kind | None, Reason | None]:
    """Return how it ended: one choice of the page names a kind or, closer, a reason."""
    return chosen(visit, "ended", Kind), chosen(visit, "ended", Reason)


def words(visit: Visit, name: str) -> str:
    """Return what is looked for, without signs that can't be seen."""
    given = visit.query(name)[:_LONGEST]
    return "".join(c for c in given if c.isprintable()).strip()


def chosen(visit: Visit, name: str, choices: type[_Choice]) -> _Choice | None:
    """Return what was chosen from a list, None for all and for what isn't in it."""
    given = visit.query(name)
    return next((one for one in choices if one == given), None)


def days(visit: Visit) -> tuple[datetime | None, datetime | None]:
    """Return the first moment of the first day and the first after the last, by our clock.

    Raises BadForm.
    """
    first, last = _day(visit, "from"), _day(visit, "to")
    if first and last and first > last:
        raise BadForm({"to": "The last day is before the first one."})
    zone = visit.site.zone
    begins = datetime.combine(first, time(), zone) if first else None
    ends = datetime.combine(last + timedelta(days=1), time(), zone) if last else None
    return begins, ends


def _day(visit: Visit, name: str) -> date | None:
    given = visit.query(name)
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError as fault:
        raise BadForm({name: f"“{given[:30]}” isn't a day. Write it as 2026-03-31."}) from fault
    return min(max(day, _FIRST), _LAST)
