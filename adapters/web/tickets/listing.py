"""The queue of tickets: filtered, searched, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.rendering import render, with_query
from adapters.web.roles import OFFICE
from adapters.web.tickets import wording
from adapters.web.visit import Visit
from bot.model import Person
from bot.tickets import WAITING, TicketState
from bot.tickets.queue import Counts, Filter, Queue, Queued, Shelf

_A_PAGE = 50
_TITLE = 200  # characters of a question; the ticket has all of it


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket as the list shows it."""

    ticket: Queued
    title: str
    state: str
    why: str
    asker: str
    asked_on: str
    waits: bool
    overdue: bool
    claimable: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Shows the queue to officers."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (Page("/tickets", get=self._list, roles=OFFICE),)

    def _list(self, visit: Visit) -> Response:
        queue = Queue(self.parts.database, self.parts.now)
        wanted = _wanted(visit)
        found = queue.page(wanted, _A_PAGE + 1, visit.count("after", 0))
        shown = found[:_A_PAGE]
        older = with_query(visit, after=shown[-1].id) if len(found) > len(shown) else ""
        now, counts = self.parts.now(), queue.counts(visit.person.id)
        return render(
            visit,
            "tickets/queue.html",
            wanted=wanted,
            tabs=_tabs(visit, wanted, counts),
            counts=counts,
            rows=[_row(one, visit.person, now) for one in shown],
            older=older,
            newer=with_query(visit, after=None) if visit.query("after") else "",
            nothing=_nothing(wanted),
        )


def _wanted(visit: Visit) -> Filter:
    try:
        shelf = Shelf(visit.query("show") or Shelf.WAITING)
    except ValueError:
        shelf = Shelf.WAITING
    # What is looked for by words may be in any state.
    if visit.query("q") and not visit.query("show"):
        shelf = Shelf.ALL
    urgent = visit.query("urgent") == "yes"
    return Filter(shelf, visit.person.id, urgent, visit.query("q"))


def _tabs(visit: Visit, wanted: Filter, counts: Counts) -> list[tuple[str, str, bool]]:
    """Return each shelf's title, address, and whether it is open."""
    counted: Mapping[Shelf, int] = {
        Shelf.WAITING: counts.waiting,
        Shelf.MINE: counts.mine,
        Shelf.NOBODYS: counts.nobodys,
        Shelf.OVERDUE: counts.overdue,
    }
    return [
        (
            f"{title} ({counted[shelf]:,})" if shelf in counted else title,
            with_query(visit, show=shelf.value, after=None),
            shelf is wanted.shelf,
        )
        for shelf, title in wording.SHELVES.items()
    ]


def _nothing(wanted: Filter) -> tuple[str, str]:
    if wanted.words or wanted.urgent:
        return wording.FOUND_NONE
    return wording.EMPTY[wanted.shelf]


def _row(one: Queued, reader: Person, now: datetime) -> Row:
    waits = one.state in WAITING
    text = " ".join(one.question.split())
    return Row(
        ticket=one,
        title=text if len(text) <= _TITLE else f"{text[:_TITLE].rstrip()}…",
        state=wording.state(one, reader),
        why=wording.REASONS.get(one.reason, one.reason.value),
        asker=wording.called(one.asker),
        asked_on=wording.asked_on(one.platform),
        waits=waits,
        overdue=waits and one.due is not None and one.due < now,
        claimable=one.state in (TicketState.OPEN, TicketState.REOPENED),
    )
