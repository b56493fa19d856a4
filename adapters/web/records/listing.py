"""Turns and tickets on record, searched and exported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.responses import Response, StreamingResponse

from adapters.web.errors import BadForm
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.records import filters, wording
from adapters.web.rendering import render, with_query
from adapters.web.roles import KEEPING
from adapters.web.visit import Visit
from bot.record_search import TicketSearch, TurnSearch, exporting
from bot.record_search.lines import Columns, Exported, json_lines, table_lines

_A_PAGE: Final = 50
_TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """Shows and hands out what records officers look for."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        turns, tickets = "exported turns on record", "exported tickets on record"
        return (
            Page("/records", get=self._turns, post=self._export_turns, roles=KEEPING, does=turns),
            Page(
                "/records/tickets",
                get=self._tickets,
                post=self._export_tickets,
                roles=KEEPING,
                does=tickets,
            ),
        )

    def _turns(self, visit: Visit) -> Response:
        wanted, search = filters.turns_wanted(visit), TurnSearch(self.parts.database)
        found = search.page(wanted, visit.count("before", 0) or None, _A_PAGE + 1)
        shown = found[:_A_PAGE]
        platforms = {name: wording.platform(name) for name in search.platforms()}
        return render(
            visit,
            "records/turns.html",
            words=wording,
            turns=shown,
            count=search.count(wanted),
            platforms=wording.options(platforms),
            older=with_query(visit, before=shown[-1].turn) if len(found) > _A_PAGE else "",
            newest=with_query(visit, before=None) if visit.query("before") else "",
        )

    def _tickets(self, visit: Visit) -> Response:
        wanted, search = filters.tickets_wanted(visit), TicketSearch(self.parts.database)
        found = search.page(wanted, visit.count("before", 0) or None, _A_PAGE + 1)
        shown = found[:_A_PAGE]
        named = TurnSearch(self.parts.database).platforms()
        return render(
            visit,
            "records/tickets.html",
            words=wording,
            tickets=shown,
            count=search.count(wanted),
            platforms=wording.options({name: wording.platform(name) for name in named}),
            older=with_query(visit, before=shown[-1].ticket) if len(found) > _A_PAGE else "",
            newest=with_query(visit, before=None) if visit.query("before") else "",
        )

    def _export_turns(self, visit: Visit) -> Response:
        wanted = filters.turns_wanted(visit)
        visit.note(count=TurnSearch(self.parts.database).count(wanted))
        found = exporting.turns(self.parts.database, wanted)
        return _export(visit, "turns", found, exporting.TURN_COLUMNS, self.parts.assistant.today())

    def _export_tickets(self, visit: Visit) -> Response:
        wanted = filters.tickets_wanted(visit)
        visit.note(count=TicketSearch(self.parts.database).count(wanted))
        found = exporting.tickets(self.parts.database, wanted)
        today = self.parts.assistant.today()
        return _export(visit, "tickets", found, exporting.TICKET_COLUMNS, today)


def _export(
    visit: Visit, name: str, found: Iterable[Exported], columns: Columns, today: date
) -> Response:
    """Return a file to save, written while it is sent. Raises BadForm for a form of no kind."""
    kind = visit.said_in("as")
    if kind not in _TYPES:
        raise BadForm({"as": "Choose CSV or JSON Lines."})
    visit.note(form=kind)
    lines = json_lines(found) if kind == "jsonl" else table_lines(found, columns)
    saved = f'attachment; filename="policydesk-{name}-{today}.{kind}"'
    headers = {"Content-Disposition": saved, "Cache-Control": "no-store"}
    return StreamingResponse(lines, headers=headers, media_type=_TYPES[kind])
