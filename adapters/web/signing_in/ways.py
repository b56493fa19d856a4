"""The ways in that the settings allow, and what they work with."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final, Self

from starlette.responses import Response

from adapters.web import entering
from adapters.web.parts import Parts
from adapters.web.people.account import Account
from adapters.web.people.accounts import Accounts
from adapters.web.people.attempts import Attempts
from adapters.web.people.local import LocalSignIn
from adapters.web.people.oidc import OpenIDClient
from adapters.web.people.one_time_links import OneTimeLinks
from adapters.web.visit import Visit

# Whoever has one address of IPv6 has as many as they like of these.
_NEIGHBOURS: Final = 64


@dataclass(frozen=True, slots=True)
class Ways:
    """`provider` is None where nobody signs in elsewhere, `passwords` whether any are kept here."""

    parts: Parts
    accounts: Accounts
    links: OneTimeLinks
    local: LocalSignIn
    provider: OpenIDClient | None
    passwords: bool

    @classmethod
    def of(cls, parts: Parts) -> Self:
        """Return the ways that the settings allow."""
        database, settings, now = parts.database, parts.settings, parts.now
        accounts = Accounts(database, now)
        return cls(
            parts=parts,
            accounts=accounts,
            links=OneTimeLinks(database, now),
            local=LocalSignIn(database, accounts, Attempts(database, now)),
            provider=OpenIDClient(settings) if settings.oidc_issuer else None,
            passwords=settings.web_passwords,
        )

    def enter(self, visit: Visit, who: Account, how: str, to: str) -> Response:
        """Sign somebody in, write that down, and lead on."""
        self.parts.audit.note(who.person, "signed in", "/sign-in", detail={"by": how})
        return entering.enter(visit, self.parts.sessions, self.parts.door, who.id, to)

    def address(self, visit: Visit) -> str:
        """Return where a request comes from, "" where that isn't known.

        Behind a reverse proxy that is what it says; before what it says, anybody may have said
        something.
        """
        request = visit.request
        said = request.client.host if request.client else ""
        if self.parts.settings.web_url:
            said = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        try:
            known = ip_address(said)
        except ValueError:
            return ""
        if isinstance(known, IPv6Address):
            return str(ip_network((known, _NEIGHBOURS), strict=False))
        return str(known)
