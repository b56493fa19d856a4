"""The list of documents, with filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from starlette.responses import Response

from adapters.web.documents import targets
from adapters.web.documents.taking import TITLES
from adapters.web.jobs import Jobs
from adapters.web.page import Page
from adapters.web.rendering import render, with_query
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from adapters.web.went_wrong import went_wrong
from knowledge.library import Library
from knowledge.register import Entry, Standing, Wanted, chosen

_A_PAGE: Final = 50
_STATES: Final = {
    "in-force": Standing.IN_FORCE,
    "coming": Standing.COMING,
    "ended": Standing.ENDED,
}


@dataclass(frozen=True, slots=True)
class Listing:
    """Lists what the knowledge base holds and what was withdrawn. `today` is the agency's.

    `now` is an aware clock.
    """

    library: Library
    jobs: Jobs
    today: Callable[[], date]
    now: Callable[[], datetime]

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/documents", get=self._list, roles=OFFICE),
            Page("/documents/withdrawn", get=self._withdrawn, roles=OFFICE),
        )

    def _list(self, visit: Visit) -> Response:
        drafts = targets.all_open(self.library)[::-1]
        every = self.library.register(drafts[0] if drafts else None, self.today())
        wrong = went_wrong(self.jobs, TITLES, self.now())
        return self._shown(visit, every, "documents/list.html", drafts=drafts, went_wrong=wrong)

    def _withdrawn(self, visit: Visit) -> Response:
        return self._shown(visit, self.library.withdrawn(), "documents/withdrawn.html")

    def _shown(
        self, visit: Visit, every: Sequence[Entry], template: str, **context: Any
    ) -> Response:
        today = self.today()
        found = tuple(chosen(every, _wanted(visit, today)))
        start = visit.count("from", 0)
        return render(
            visit,
            template,
            entries=found[start : start + _A_PAGE],
            start=start,
            count=len(found),
            every=len(every),
            due=sum(entry.due(today) for entry in every),
            today=today,
            newer=with_query(visit, **{"from": max(0, start - _A_PAGE) or None}) if start else "",
            older=_older(visit, start, len(found)),
            owners=_used({entry.header.owner} for entry in every),
            audiences=_used(set(entry.header.audience) for entry in every),
            groups=_used(entry.header.groups for entry in every),
            **context,
        )


def _wanted(visit: Visit, today: date) -> Wanted:
    state = visit.query("state")
    return Wanted(
        words=visit.query("q"),
        standing=_STATES.get(state),
        owner=visit.query("owner"),
        audience=visit.query("audience"),
        group=visit.query("group"),
        changed=state == "draft",
        due=today if state == "due" else None,
    )


def _older(visit: Visit, start: int, count: int) -> str:
    following = start + _A_PAGE
    return with_query(visit, **{"from": following}) if following < count else ""


def _used(names: Iterable[Iterable[str]]) -> list[str]:
    return sorted({name for several in names for name in several if name}, key=str.casefold)
