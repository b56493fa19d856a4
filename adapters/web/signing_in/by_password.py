"""The page to sign in on, and the press to sign out."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from adapters.web import entering
from adapters.web.errors import WebError
from adapters.web.links import local
from adapters.web.page import Page
from adapters.web.people.local import WrongPassword
from adapters.web.rendering import render
from adapters.web.signing_in.typed import typed
from adapters.web.signing_in.ways import Ways
from adapters.web.visit import Visit

_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class ByPassword:
    """Asks for a name and a password, or leads to the provider."""

    ways: Ways

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        press = self.enter if self.ways.passwords else None
        return (
            Page("/sign-in", get=self.show, post=press, open=True),
            Page("/sign-out", post=self.leave, open=True),
        )

    def show(self, visit: Visit) -> Response:
        """Show the page; who is signed in needn't do it again."""
        to = local(visit.query("next"))
        if visit.who.id:
            return RedirectResponse(to, _SEE_OTHER)
        return self._page(visit, to)

    def enter(self, visit: Visit) -> Response:
        """Sign somebody in, or say that the name or password is wrong, and no more."""
        to, name = local(visit.said_in("next")), visit.said_in("name")
        try:
            who = self.ways.local.check(name, typed(visit, "password"), self.ways.address(visit))
        except WebError as refusal:
            # Of tries beyond the limit nothing is kept: they could be without end.
            if isinstance(refusal, WrongPassword):
                self._note(name)
            return self._page(visit, to, name, refusal)
        return self.ways.enter(visit, who, "password", to)

    def leave(self, visit: Visit) -> Response:
        """Sign out."""
        parts = self.ways.parts
        if visit.who.id:
            parts.audit.note(visit.person, "signed out", "/sign-out")
        return entering.leave(visit, parts.sessions, parts.door)

    def _page(
        self, visit: Visit, to: str, name: str = "", refusal: WebError | None = None
    ) -> Response:
        return render(
            visit,
            "signing_in/sign_in.html",
            refusal.status if refusal else 200,
            next=to,
            name=name,
            faults={"name": str(refusal)} if refusal else {},
            passwords=self.ways.passwords,
            provider=self.ways.provider is not None,
            nobody=not self.ways.accounts.any(),
        )

    def _note(self, name: str) -> None:
        """Write down that somebody's account was tried; names that nobody has aren't kept."""
        if known := self.ways.accounts.local(name):
            person = known[0].person
            self.ways.parts.audit.note(person, "failed to sign in", "/sign-in", "refused")
