"""Faults to pages: what is wrong, what to do, and what was typed, so that nothing is lost."""

from __future__ import annotations

from typing import Final

import structlog
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from adapters.delivery.errors import place
from adapters.web.audit import BEGUN, DONE
from adapters.web.errors import Overtaken, WebError
from adapters.web.rendering import render
from adapters.web.visit import Visit
from bot.errors import BotError, UnknownTicket, UnknownTurn
from evals.errors import EvalError
from knowledge.errors import CatalogBusy, KnowledgeError, UnknownDocument, UnknownRevision

_UNKNOWN: Final = (UnknownTicket, UnknownTurn, UnknownDocument, UnknownRevision)
_OURS: Final = (KnowledgeError, BotError, EvalError)
_REFUSED: Final = 400
# What forms carry by themselves, and what is chosen or ticked in them: nobody wrote it.
CARRIED: Final = frozenset(
    """against apart as as_named asked batch clause clauses csrf days do document draft drop
    for_office model next of option public replace revision run seen set show state suggested token
    urgent which""".split()
)
_TITLES: Final = {404: "There is nothing here", 422: "That didn't work", 503: "Busy just now"}
_BROKEN: Final = (
    "Something went wrong on our side. Nothing you typed was used; please try again. If it happens"
    " again, tell who runs the service the time: its log says more."
)
_log = structlog.get_logger(__name__)


def failed(visit: Visit, fault: Exception) -> Response:
    """Return the page that tells of a fault; a script gets the same as JSON."""
    status, said = _told(fault)
    title = fault.title if isinstance(fault, WebError) else _TITLES.get(status, "Something broke")
    if visit.scripted:
        return JSONResponse({"title": title, "fault": said}, status)
    return render(
        visit,
        "error.html",
        status,
        title=title,
        fault=said,
        changes=fault.changes if isinstance(fault, Overtaken) else (),
        to=fault.to if isinstance(fault, Overtaken) else "",
        typed=_typed(visit),
    )


def outcome(fault: Exception) -> str:
    """Return what the audit log says of a press that ended so."""
    known = isinstance(fault, (WebError, *_OURS))
    return f"refused: {type(fault).__name__}" if known else "failed"


def came_of(response: Response) -> str:
    """Return what the audit log says of a press that was answered.

    Where a job goes on with it, the job's end has a line of its own.
    """
    if response.status_code >= _REFUSED:
        return "refused"
    begun = response.headers.get("location", "").startswith("/jobs/")
    return BEGUN if begun else DONE


def _told(fault: Exception) -> tuple[int, str]:
    if isinstance(fault, WebError):
        return fault.status, str(fault)
    if isinstance(fault, CatalogBusy):
        return 503, str(fault)
    if isinstance(fault, _UNKNOWN):
        return 404, str(fault)
    if isinstance(fault, _OURS):
        return 422, str(fault)
    if isinstance(fault, HTTPException):
        return fault.status_code, str(fault.detail)
    # Its words may hold what somebody typed.
    _log.error("page failed", fault=type(fault).__name__, at=place(fault))
    return 500, _BROKEN


def _typed(visit: Visit) -> tuple[str, ...]:
    """Return what was written into a form that wasn't taken, to be copied."""
    return tuple(
        value
        for name, value in visit.form.multi_items()
        if isinstance(value, str)
        and value.strip()
        and name not in CARRIED
        and "password" not in name
    )
