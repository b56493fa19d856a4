"""In and out: the browser gets another token whenever who it belongs to changes."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from adapters.web.door import Door
from adapters.web.links import local
from adapters.web.sessions import Sessions
from adapters.web.visit import Visit

_SEE_OTHER = 303


def enter(visit: Visit, sessions: Sessions, door: Door, account: int, to: str) -> Response:
    """Sign an account in and lead on to a page of ours."""
    sessions.end(visit.token)
    response = RedirectResponse(local(to), _SEE_OTHER)
    door.give(response, sessions.begin(account))
    return response


def leave(visit: Visit, sessions: Sessions, door: Door, to: str = "/sign-in") -> Response:
    """Sign out, also in the catalog."""
    sessions.end(visit.token)
    response = RedirectResponse(local(to), _SEE_OTHER)
    door.take(response)
    return response
