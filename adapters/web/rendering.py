"""Templates to pages: everything that isn't ours is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from adapters.web.assets import address
from adapters.web.links import clause_link, document_link, local
from adapters.web.roles import Role
from adapters.web.visit import Visit

_SEE_OTHER: Final = 303
_SAID: Final = "x-said"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the console, as its navigation shows it; `more` are other places that are its."""

    title: str
    to: str
    roles: frozenset[Role] = frozenset()
    more: tuple[str, ...] = ()

    def has(self, path: str) -> bool:
        """Whether an address belongs to it."""
        own = () if self.to == "/" else (self.to,)
        return path == self.to or path.startswith((*own, *self.more))


_DRAFTING: Final = frozenset({Role.OFFICER, Role.EVALUATOR})
AREAS: Final = (
    Area("Ask", "/", more=("/conversations",)),
    Area("Tickets", "/tickets", frozenset({Role.OFFICER})),
    Area("Documents", "/documents", frozenset({Role.OFFICER})),
    Area("Drafts", "/drafts", _DRAFTING, ("/revisions", "/history")),
    Area("Questions", "/questions", frozenset({Role.OFFICER})),
    Area("Evaluations", "/evaluations", frozenset({Role.EVALUATOR})),
    Area("Records", "/records", frozenset({Role.RECORDS})),
    Area("Settings", "/settings", frozenset({Role.ADMINISTRATOR})),
)


def render(visit: Visit, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a page made from a template; `visit` is at hand there."""
    body = environment().get_template(template).render(visit=visit, **context)
    return HTMLResponse(body, status)


def back(visit: Visit, to: str, said: str = "") -> Response:
    """Lead on to a page of ours, which says the sentence once.

    A script that asked gets the address as JSON: it couldn't see where a redirect leads.
    """
    if visit.scripted:
        answer: Response = JSONResponse({"to": local(to), "said": said})
    else:
        answer = RedirectResponse(local(to), _SEE_OTHER)
    if said:
        # The gate takes it off again and leaves it in the session.
        answer.headers[_SAID] = urlencode({"said": said})
    return answer


@cache
def environment() -> Environment:
    """Return what all templates are made with."""
    made = Environment(
        loader=PackageLoader("adapters.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"moment": moment, "day": _day, "counted": counted}
    made.globals |= {
        "asset": address,
        "clause_link": clause_link,
        "document_link": document_link,
        "areas": areas,
        "with_query": with_query,
    }
    return made


def areas(visit: Visit) -> tuple[Area, ...]:
    """Return the areas that somebody may open."""
    return tuple(one for one in AREAS if not one.roles or visit.has(*one.roles))


def with_query(visit: Visit, **changed: object) -> str:
    """Return the address of this page with some of its query said otherwise; None drops it."""
    asked: dict[str, object] = {
        name: visit.all_queried(name) for name in visit.request.query_params
    }
    merged: Mapping[str, object] = asked | changed
    query = urlencode({k: v for k, v in merged.items() if v not in (None, "")}, doseq=True)
    return f"{visit.request.url.path}?{query}" if query else visit.request.url.path


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 clause, 1,200 clauses."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def moment(at: datetime | None, visit: Visit) -> str:
    """Return a moment by the agency's clock."""
    return f"{at.astimezone(visit.site.zone):%Y-%m-%d %H:%M}" if at else "–"


def _day(day: date | None) -> str:
    """Return a day that no line breaks in."""
    return Markup('<time class="day">{}</time>').format(day.isoformat()) if day else "–"
