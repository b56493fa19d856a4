"""Signing in at the agency's own provider: there, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import structlog
from starlette.responses import RedirectResponse, Response

from adapters.web.errors import NotHere
from adapters.web.links import local
from adapters.web.page import Page
from adapters.web.people import claims
from adapters.web.people.account import Account
from adapters.web.people.oidc import Identity, OpenIDClient
from adapters.web.people.refused import ProviderUnusable, SignInRefused
from adapters.web.signing_in.ways import Ways
from adapters.web.visit import Visit

BEGIN: Final = "/sign-in/provider"
BACK: Final = "/sign-in/back"
_SEE_OTHER: Final = 303
T = TypeVar("T")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ByProvider:
    """Leads to the provider, by a link for a form couldn't, and takes in who comes back."""

    ways: Ways

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return Page(BEGIN, get=self.begin, open=True), Page(BACK, get=self.finish, open=True)

    @property
    def provider(self) -> OpenIDClient:
        """The provider."""
        if self.ways.provider is None:
            raise NotHere("Nobody signs in elsewhere.")
        return self.ways.provider

    def begin(self, visit: Visit) -> Response:
        """Lead to the provider, and remember in this browser's session how it began."""
        to = local(visit.query("next"))
        if visit.who.id:
            return RedirectResponse(to, _SEE_OTHER)
        begun = self._asked(lambda: self.provider.begin(f"{visit.origin}{BACK}"))
        sessions = self.ways.parts.sessions
        if not visit.who.guest:
            sessions.begin_guest(visit.token)
        sessions.remember(visit.token, {**begun.remembered, "next": to})
        return RedirectResponse(begun.address, _SEE_OTHER)

    def finish(self, visit: Visit) -> Response:
        """Sign in who came back. Raises SignInRefused."""
        sessions = self.ways.parts.sessions
        remembered = dict(sessions.remembered(visit.token))
        if remembered:
            sessions.remember(visit.token, {})
        if visit.query("error"):
            raise SignInRefused("The sign-in was stopped. You can begin it again.")
        code, state = visit.query("code"), visit.query("state")
        who = self._asked(lambda: self.provider.finish(remembered, code, state))
        return self.ways.enter(visit, self._admitted(who), "provider", remembered["next"])

    def _admitted(self, who: Identity) -> Account:
        """Return the account of who signed in there. Raises SignInRefused."""
        settings = self.ways.parts.settings
        if not claims.admitted(settings, who.claims):
            raise SignInRefused(
                "You signed in, but PolicyDesk isn't set up for your account. Ask whoever looks"
                " after accounts in your organisation."
            )
        known = self.ways.accounts.met(
            claims.claimed(settings, who.issuer, who.subject, who.claims)
        )
        if known.disabled:
            self.ways.parts.audit.note(known.person, "failed to sign in", BACK, "refused")
            raise SignInRefused("Your account here is switched off. Ask an administrator.")
        return known

    @staticmethod
    def _asked(step: Callable[[], T]) -> T:
        """Ask the provider something; what is wrong with it goes to the log."""
        try:
            return step()
        except ProviderUnusable as unusable:
            _log.warning("nobody can sign in at the provider", fault=unusable.why)
            raise
