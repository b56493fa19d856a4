"""What became of each file that was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from adapters.web.documents.fields import named, readable
from adapters.web.documents.taking import ADD
from adapters.web.errors import NotHere
from adapters.web.jobs import Jobs
from adapters.web.page import Page
from adapters.web.rendering import render, with_query
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from knowledge.report import Status

_A_PAGE: Final = 50
# What needs somebody first.
_ORDER: Final = (
    Status.FAILED,
    Status.SKIPPED,
    Status.CHANGED,
    Status.ADDED,
    Status.RETIRED,
    Status.VANISHED,
    Status.UNCHANGED,
)
_RANKS: Final = {status.value: place for place, status in enumerate(_ORDER)}


@dataclass(frozen=True, slots=True)
class Reporting:
    """Shows what a job that took documents in has reported."""

    jobs: Jobs

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (Page("/documents/added/{job:int}", get=self._report, roles=OFFICE),)

    def _report(self, visit: Visit) -> Response:
        job = self.jobs.show(visit.number("job"))
        if job.kind != ADD or job.result is None:
            raise NotHere("This isn't a report of documents that were taken in.")
        rows = sorted(job.result["report"], key=_rank)
        start = visit.count("from", 0)
        following = start + _A_PAGE
        return render(
            visit,
            "documents/added.html",
            job=job,
            result=job.result,
            rows=rows[start:following],
            counts={status: _count(rows, status) for status in _ORDER},
            newer=with_query(visit, **{"from": max(0, start - _A_PAGE) or None}) if start else "",
            older=with_query(visit, **{"from": following}) if following < len(rows) else "",
            named=named,
            readable=readable,
        )


def _rank(row: Mapping[str, Any]) -> tuple[int, bool, str]:
    return _RANKS[row["status"]], not row["warnings"], row["path"]


def _count(rows: list[Any], status: Status) -> int:
    return sum(row["status"] == status for row in rows)
