"""What people asked, by how it ended and what they thought of it, over time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from starlette.responses import Response

from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.questions import chart
from adapters.web.questions.periods import PERIODS, USUAL
from adapters.web.records import filters, wording
from adapters.web.rendering import render, with_query
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from bot.record_search import Opinion, TurnCounts, TurnSearch, Wanted

_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """Shows questions to the office; who asked them doesn't matter here."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (Page("/questions", get=self._list, roles=OFFICE),)

    def _list(self, visit: Visit) -> Response:
        period = PERIODS.get(visit.query("days"), PERIODS[USUAL])
        today, zone = self.parts.assistant.today(), visit.site.zone
        edges = period.edges(today, zone)
        kind, reason = filters.ended(visit)
        opinion = filters.chosen(visit, "opinion", Opinion)
        about = Wanted(words=filters.words(visit, "q"), opinion=opinion)
        wanted = replace(about, kind=kind, reason=reason, begins=edges[0], ends=edges[-1])
        database = self.parts.database
        # All ends are counted, whichever of them is listed.
        tallies = TurnCounts(database).of(about, edges)
        found = TurnSearch(database).page(wanted, visit.count("before", 0) or None, _A_PAGE + 1)
        counted = chart.stretches(tallies, period.begins(today))
        return render(
            visit,
            "questions/list.html",
            words=wording,
            period=period,
            periods=[(value, one.title) for value, one in PERIODS.items()],
            tallies=tallies,
            total=sum(tally.count for tally in tallies),
            stretches=counted,
            bars=list(chart.bars(counted)),
            size=(chart.WIDTH, chart.HEIGHT),
            turns=found[:_A_PAGE],
            older=with_query(visit, before=found[_A_PAGE - 1].turn) if len(found) > _A_PAGE else "",
            newest=with_query(visit, before=None) if visit.query("before") else "",
        )
