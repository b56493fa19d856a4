"""Links that work once: to make the first administrator's account, and to choose a password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from adapters.web.errors import BadForm
from adapters.web.page import Page
from adapters.web.people import names, passwords
from adapters.web.people.account import Account
from adapters.web.people.accounts import Granted
from adapters.web.people.one_time_links import PATH
from adapters.web.rendering import render
from adapters.web.roles import Role
from adapters.web.signing_in.typed import new_password
from adapters.web.signing_in.ways import Ways
from adapters.web.visit import Visit

# Where one person is the office, nobody else could give them the rest; what they shouldn't have
# they take from themselves.
_NEW: Final = frozenset(Role)


@dataclass(frozen=True, slots=True)
class ByLink:
    """Shows what a link is good for as often as it is opened; the press uses it up."""

    ways: Ways

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (Page(f"{PATH}/{{token}}", get=self.show, post=self.use, open=True),)

    def show(self, visit: Visit) -> Response:
        """Show the form. Raises NotHere for a link that is no good any more."""
        return self._page(visit, self._owner(visit), {})

    def use(self, visit: Visit) -> Response:
        """Make the account, or keep the password, and sign in."""
        owner = self._owner(visit)
        try:
            number = self._new(visit) if owner is None else self._chosen(visit, owner)
        except BadForm as wrong:
            return self._page(visit, owner, wrong.faults)
        parts, who = self.ways.parts, self.ways.accounts.find(number)
        parts.sessions.end_all(number)
        did = "made an administrator's account by a link" if owner is None else "chose a password"
        parts.audit.note(who.person, did, PATH)
        return self.ways.enter(visit, who, "link", "/")

    def _owner(self, visit: Visit) -> Account | None:
        link = self.ways.links.find(visit.path("token"))
        return None if link.account is None else self.ways.accounts.find(link.account)

    def _new(self, visit: Visit) -> int:
        name, subject = visit.said_in("name"), visit.said_in("subject")
        wrong = {"name": names.name_fault(name), "subject": names.sign_in_fault(subject)}
        hashed = passwords.hashed(new_password(visit, (name, subject, *self._known()), wrong))
        granted, accounts = Granted(name, roles=_NEW), self.ways.accounts
        with self.ways.parts.database.write() as connection:
            number = accounts.keep_new(connection, subject, granted)
            accounts.keep_password(connection, number, hashed)
            self.ways.links.use(connection, visit.path("token"))
        return number

    def _chosen(self, visit: Visit, owner: Account) -> int:
        about = (owner.name, owner.subject, owner.email, *self._known())
        hashed = passwords.hashed(new_password(visit, about))
        with self.ways.parts.database.write() as connection:
            self.ways.accounts.keep_password(connection, owner.id, hashed)
            self.ways.links.use(connection, visit.path("token"))
        return owner.id

    def _known(self) -> tuple[str, ...]:
        return (self.ways.parts.settings.agency,)

    def _page(self, visit: Visit, owner: Account | None, faults: Mapping[str, str]) -> Response:
        status = BadForm.status if faults else 200
        return render(visit, "signing_in/link.html", status, owner=owner, faults=faults)
