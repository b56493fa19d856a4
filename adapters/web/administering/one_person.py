"""One account: what somebody may do, and whether they may sign in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from adapters.web.administering.grants import granted
from adapters.web.administering.people_pages import TO, show_link
from adapters.web.errors import BadForm
from adapters.web.page import Handler, Page
from adapters.web.people.account import Account
from adapters.web.people.accounts import Accounts
from adapters.web.people.one_time_links import OneTimeLinks
from adapters.web.rendering import back, render
from adapters.web.roles import ADMINISTRATION, Role
from adapters.web.sessions import Sessions
from adapters.web.visit import Visit
from bot.settings import Settings

_PATH = f"{TO}/{{number:int}}"


@dataclass(frozen=True, slots=True)
class OnePerson:
    """Shows an account and changes it."""

    accounts: Accounts
    links: OneTimeLinks
    sessions: Sessions
    settings: Settings

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page(
                _PATH,
                get=self.show,
                post=self.change,
                roles=ADMINISTRATION,
                does="changed an account",
            ),
            _press("link", self.link, "made a link to choose a password"),
            _press("off", self.disable, "switched an account off"),
            _press("on", self.enable, "switched an account on"),
            _press("sign-out", self.sign_out, "signed somebody out everywhere"),
        )

    def show(self, visit: Visit) -> Response:
        """Show an account. Raises NotHere."""
        return self._page(visit, self._found(visit), {})

    def change(self, visit: Visit) -> Response:
        """Give other roles and groups. Raises Overtaken, LastAdministrator."""
        who = self._found(visit)
        try:
            given = granted(visit, who)
        except BadForm as wrong:
            return self._page(visit, who, wrong.faults)
        seen = visit.said_in("seen")
        self.accounts.change(who.id, int(seen) if seen.isdecimal() else -1, given)
        visit.note(roles=sorted(given.roles), groups=sorted(given.groups))
        own = who.id == visit.who.id and Role.ADMINISTRATOR not in given.roles | who.claimed_roles
        return back(visit, "/" if own else self._at(who), "Kept. It holds from now on.")

    def link(self, visit: Visit) -> Response:
        """Show a new link to choose a password."""
        return show_link(visit, self.accounts, self.links, self._found(visit).id)

    def disable(self, visit: Visit) -> Response:
        """Let somebody sign in no more, and end what they have open."""
        who = self._found(visit)
        self.accounts.disable(who.id, disabled=True)
        self.sessions.end_all(who.id)
        return back(visit, self._at(who), f"{who.name} can't sign in any more.")

    def enable(self, visit: Visit) -> Response:
        """Let somebody sign in again."""
        who = self._found(visit)
        self.accounts.disable(who.id, disabled=False)
        return back(visit, self._at(who), f"{who.name} can sign in again.")

    def sign_out(self, visit: Visit) -> Response:
        """End all sessions of somebody but the one that this is pressed in."""
        who = self._found(visit)
        self.sessions.end_all(who.id, keep=visit.token)
        return back(visit, self._at(who), f"{who.name} is signed out everywhere.")

    def _found(self, visit: Visit) -> Account:
        return self.accounts.find(visit.number("number"))

    def _at(self, who: Account) -> str:
        return f"{TO}/{who.id}"

    def _page(self, visit: Visit, who: Account, faults: Mapping[str, str]) -> Response:
        return render(
            visit,
            "administering/person.html",
            BadForm.status if faults else 200,
            who=who,
            faults=faults,
            passwords=self.settings.web_passwords,
        )


def _press(name: str, handler: Handler, does: str) -> Page:
    return Page(f"{_PATH}/{name}", post=handler, roles=ADMINISTRATION, does=does)
