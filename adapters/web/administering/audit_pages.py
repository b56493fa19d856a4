"""The audit log: who pressed what, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.responses import Response

from adapters.web.audit import BEGUN, DONE, Audit, AuditLine
from adapters.web.page import Page
from adapters.web.rendering import render, with_query
from adapters.web.roles import ADMINISTRATION
from adapters.web.visit import Visit

_LISTED: Final = 50
_KINDS: Final = {DONE: "good", "failed": "bad", BEGUN: "info"}
_OUTCOMES: Final = {
    BEGUN: "asked for",
    "refused: Overtaken": "somebody else was faster",
    "refused: BadForm": "something was missing",
    "refused: NotAllowed": "not allowed",
    "refused: NotHere": "not there any more",
    "failed": "went wrong",
}


@dataclass(frozen=True, slots=True)
class AuditPages:
    """Lists the log, the newest first. `zone` is the agency's, whose days are asked for."""

    audit: Audit
    zone: ZoneInfo

    def pages(self) -> tuple[Page, ...]:
        """Return the page."""
        return (Page("/settings/audit", get=self.show, roles=ADMINISTRATION),)

    def show(self, visit: Visit) -> Response:
        """List fifty lines."""
        asked = {name: visit.query(name) for name in ("who", "what", "since", "until")}
        since, until = _day(asked["since"]), _day(asked["until"])
        before = visit.count("before", 0)
        found = self.audit.lines(
            _LISTED + 1,
            before,
            who=asked["who"],
            what=asked["what"],
            since=self._begin(since),
            until=self._begin(until + timedelta(days=1)) if until else None,
        )
        shown = found[:_LISTED]
        return render(
            visit,
            "administering/audit.html",
            lines=[_shown(line) for line in shown],
            kinds=[("", "anything"), *((one, one) for one in self.audit.kinds())],
            asked=asked,
            older=with_query(visit, before=shown[-1].id) if len(found) > _LISTED else "",
            newest=with_query(visit, before=None) if before else "",
        )

    def _begin(self, day: date | None) -> datetime | None:
        return datetime.combine(day, time(), self.zone) if day else None


def details(detail: Mapping[str, Any]) -> str:
    """Return what a line tells beside who and what, in a line."""
    pairs = ((name, value) for name, value in detail.items() if value not in (None, "", []))
    return "; ".join(f"{name.replace('_', ' ')}: {_said(value)}" for name, value in pairs)


def _shown(line: AuditLine) -> tuple[AuditLine, str, str, str]:
    """Return a line with its details, its outcome in words, and the badge of that."""
    outcome = _OUTCOMES.get(line.outcome, line.outcome.partition(":")[0])
    return line, details(line.detail), outcome, _KINDS.get(line.outcome, "warning")


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _day(given: str) -> date | None:
    """Return a day of the filters, None for none; years that no calendar has are none."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return day if date.min < day < date.max else None
