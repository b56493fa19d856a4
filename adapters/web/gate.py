"""The one way to every page: who is it, may they, do they come from our own pages.

Nothing below it looks at cookies or roles; a page says who may open it, and that is checked here.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from adapters.web.audit import Audit
from adapters.web.door import Door
from adapters.web.errors import BadForm, NotAllowed, SignedOut, TooLarge, WebError
from adapters.web.failing import came_of, failed, outcome
from adapters.web.finishing import finished
from adapters.web.page import Page
from adapters.web.people.account import Account
from adapters.web.refusing import refusal
from adapters.web.sessions import Session, Sessions, csrf_of, is_token, new_token
from adapters.web.site import Site
from adapters.web.visit import Visit
from knowledge.model import Viewer

_SEE_OTHER, _MISDIRECTED, _TOO_LARGE = 303, 421, 413
_FILES, _FIELDS = 1_000, 5_000  # of one form
# A page that shows itself anew by itself tells so; nobody did anything.
_LIVE = "x-live"
_SAID = "x-said"
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets people in to pages. `groups` returns the groups of the policies an account is in."""

    sessions: Sessions
    audit: Audit
    door: Door
    site: Site
    groups: Callable[[Account], frozenset[str]]

    def route(self, page: Page) -> Route:
        """Return the route of a page, guarded."""

        async def answer(request: Request) -> Response:
            if not self.door.knows(request):
                return refusal(_MISDIRECTED)
            response = await self._answer(request, page)
            self.door.protect(response)
            return response

        methods = [name for name, at in (("GET", page.get), ("POST", page.post)) if at]
        return Route(page.path, answer, methods=methods)

    async def _answer(self, request: Request, page: Page) -> Response:
        visit = self._nobody(request)
        try:
            if request.method != "POST":
                return await run_in_threadpool(self._shown, request, page)
            visit, found = await run_in_threadpool(self._entered, request)
            form = await _form(request) if self.door.ours(request) else FormData()
            visit = replace(visit, form=form)
            return await run_in_threadpool(self._done, visit, page, found)
        except Exception as fault:  # noqa: BLE001 - each becomes a page, the unknown ones are logged
            return await run_in_threadpool(failed, visit, fault)
        finally:
            await request.close()

    def _shown(self, request: Request, page: Page) -> Response:
        visit, found = self._entered(request)
        if not self._may(visit, page):
            return self._turned_away(visit)
        assert page.get is not None  # noqa: S101 - the route has this method only then
        try:
            response = page.get(visit)
        except Exception as fault:  # noqa: BLE001 - as above
            response = failed(visit, fault)
        if visit.said:
            self.sessions.heard(visit.token)
        if found is None and self.door.token(request) != visit.token:
            self.door.give(response, visit.token)
        return finished(request, response)

    def _done(self, visit: Visit, page: Page, found: Session | None) -> Response:
        """Do what was pressed, and write down who pressed it, also where it was refused."""
        try:
            self._refuse(visit, page)
            if found is None:
                # From here on something of theirs is kept.
                visit = replace(visit, who=self.sessions.begin_guest(visit.token).who)
            assert page.post is not None  # noqa: S101 - the route has this method only then
            response = page.post(visit)
        except Exception as fault:  # noqa: BLE001 - as above
            self._note(visit, page, outcome(fault))
            return failed(visit, fault)
        self._note(visit, page, came_of(response))
        self._leave_said(visit, response)
        return response

    def _refuse(self, visit: Visit, page: Page) -> None:
        """Raise NotAllowed or SignedOut where nothing may be done."""
        if not self.door.ours(visit.request):
            raise NotAllowed("This didn't come from these pages, so nothing was done.")
        ended = not visit.who.id and not page.open and self.sessions.had_account(visit.token)
        if ended or not self._may(visit, page):
            if visit.who.id:
                raise NotAllowed("You can't do that.")
            raise SignedOut(
                "You have been signed out, so nothing was done. Sign in and press again."
            )
        given = visit.said_in("csrf") or visit.request.headers.get("x-csrf-token", "")
        if not hmac.compare_digest(given.encode(), visit.csrf.encode()):
            raise NotAllowed(
                "This form was made for another sign-in, so nothing was done. Open the page anew."
            )

    def _entered(self, request: Request) -> tuple[Visit, Session | None]:
        """Return who comes; somebody unknown keeps the token that their browser has, or gets one.

        With it they are nobody until they press something, and whoever signs in gets another.
        """
        visit = self._nobody(request)
        found = self.sessions.find(visit.token, active=_LIVE not in request.headers)
        if found is None:
            # The page after a session's end is nobody's; a form of before it is still somebody's.
            ended = request.method != "POST" and self.sessions.had_account(visit.token)
            token = visit.token if is_token(visit.token) and not ended else new_token()
            return replace(visit, token=token, csrf=csrf_of(token)), None
        viewer = Viewer(self.groups(found.who), found.who.audience)
        return replace(visit, who=found.who, viewer=viewer, said=found.said), found

    def _nobody(self, request: Request) -> Visit:
        token = self.door.token(request)
        origin = self.door.origin(request)
        return Visit(request, self.site, origin, Account(), Viewer(), token, csrf_of(token))

    def _may(self, visit: Visit, page: Page) -> bool:
        if page.open or (page.guests and self.site.strangers):
            return True
        return not visit.who.roles.isdisjoint(page.roles)

    def _turned_away(self, visit: Visit) -> Response:
        if visit.who.id:
            return failed(visit, NotAllowed("Your account has no access to this page."))
        to = "" if visit.address == "/" else f"?{urlencode({'next': visit.address})}"
        return RedirectResponse(f"/sign-in{to}", _SEE_OTHER)

    def _note(self, visit: Visit, page: Page, what_came_of_it: str) -> None:
        # Of strangers who are refused nothing is known that would be worth keeping.
        if page.does and visit.person.id:
            about = visit.request.url.path
            self.audit.note(visit.person, page.does, about, what_came_of_it, visit.noted)

    def _leave_said(self, visit: Visit, response: Response) -> None:
        if _SAID in response.headers:
            said = parse_qs(response.headers[_SAID])["said"][0]
            del response.headers[_SAID]
            self.sessions.say(visit.token, said)


async def _form(request: Request) -> FormData:
    try:
        return await request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=1_000_000)
    except HTTPException as fault:
        raise _form_fault(fault) from fault


def _form_fault(fault: HTTPException) -> WebError:
    if fault.status_code == _TOO_LARGE:
        return TooLarge("What you sent is larger than can be taken at once; nothing was done.")
    return BadForm({"form": "What was sent can't be read as a form; nothing was done."})
