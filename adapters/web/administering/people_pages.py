"""Everybody who has an account, and letting somebody new in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import RedirectResponse, Response

from adapters.web.administering.grants import granted
from adapters.web.errors import BadForm, NotHere
from adapters.web.page import Page
from adapters.web.people.accounts import Accounts
from adapters.web.people.one_time_links import LASTING, OneTimeLinks
from adapters.web.rendering import render
from adapters.web.roles import ADMINISTRATION
from adapters.web.visit import Visit
from bot.settings import Settings

_LISTED: Final = 50
_MOST: Final = 100_000  # pages of people; nobody turns more
_SEE_OTHER: Final = 303
TO: Final = "/settings/people"


@dataclass(frozen=True, slots=True)
class PeoplePages:
    """Lists people, and makes accounts with a link to begin with."""

    accounts: Accounts
    links: OneTimeLinks
    settings: Settings

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        new = Page(
            f"{TO}/new",
            get=self.show_new,
            post=self.create,
            roles=ADMINISTRATION,
            does="made an account",
        )
        return (
            Page("/settings", get=self.first, roles=ADMINISTRATION),
            Page(TO, get=self.show, roles=ADMINISTRATION),
            *((new,) if self.settings.web_passwords else ()),
        )

    def first(self, _visit: Visit) -> Response:
        """Lead to the first part of the settings."""
        return RedirectResponse(TO, _SEE_OTHER)

    def show(self, visit: Visit) -> Response:
        """List fifty, by name."""
        number = min(max(visit.count("page", 1), 1), _MOST)
        text = visit.query("text")
        found = self.accounts.listed(_LISTED + 1, (number - 1) * _LISTED, text)
        return render(
            visit,
            "administering/people.html",
            people=found[:_LISTED],
            more=len(found) > _LISTED,
            number=number,
            text=text,
            passwords=self.settings.web_passwords,
            provider=self.settings.oidc_issuer,
        )

    def show_new(self, visit: Visit) -> Response:
        """Show the form for somebody new."""
        return self._form(visit, {})

    def create(self, visit: Visit) -> Response:
        """Make the account, and show the link that its owner begins with."""
        try:
            number = self.accounts.create(visit.said_in("subject"), granted(visit))
        except BadForm as wrong:
            return self._form(visit, wrong.faults)
        visit.note(person=f"web:{number}", roles=list(visit.all_said_in("roles")))
        return show_link(visit, self.accounts, self.links, number)

    def _form(self, visit: Visit, faults: Mapping[str, str]) -> Response:
        status = BadForm.status if faults else 200
        return render(visit, "administering/new_person.html", status, faults=faults)


def show_link(visit: Visit, accounts: Accounts, links: OneTimeLinks, number: int) -> Response:
    """Show a new link of an account, once; it stands nowhere else."""
    who = accounts.find(number)
    if who.issuer or who.disabled:
        raise NotHere("Nobody chooses a password for this account.")
    link = f"{visit.origin}{links.make(number)}"
    return render(visit, "administering/link.html", who=who, link=link, days=LASTING.days)
