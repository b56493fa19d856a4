"""What somebody sees of their own account, and may change of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from adapters.web.errors import BadForm, NotAllowed, WebError
from adapters.web.page import Page
from adapters.web.people.local import WrongPassword
from adapters.web.rendering import back, render
from adapters.web.signing_in.typed import new_password, typed
from adapters.web.signing_in.ways import Ways
from adapters.web.visit import Visit

_TO = "/account"


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """Shows the account, changes its password, and signs out everywhere else."""

    ways: Ways

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page(_TO, get=self.show),
            Page(f"{_TO}/password", post=self.change, does="changed their password"),
            Page(f"{_TO}/elsewhere", post=self.leave, does="signed out everywhere else"),
        )

    def show(self, visit: Visit) -> Response:
        """Show it."""
        return self._page(visit, {})

    def change(self, visit: Visit) -> Response:
        """Change the password; who has the old one elsewhere is signed out."""
        who = visit.who
        if not self._has_password(visit):
            raise NotAllowed("Your account has no password here.")
        try:
            self._check(visit)
            about = (who.name, who.subject, who.email, self.ways.parts.settings.agency)
            chosen = new_password(visit, about)
        except BadForm as wrong:
            return self._page(visit, wrong.faults)
        except WebError as refusal:
            return self._page(visit, {"current": str(refusal)}, refusal.status)
        self.ways.local.keep(who.id, chosen)
        self.ways.parts.sessions.end_all(who.id, keep=visit.token)
        return back(visit, _TO, "Your password is changed. Elsewhere you have been signed out.")

    def leave(self, visit: Visit) -> Response:
        """Sign out in every other browser."""
        self.ways.parts.sessions.end_all(visit.who.id, keep=visit.token)
        return back(visit, _TO, "You are signed out everywhere but here.")

    def _check(self, visit: Visit) -> None:
        """Ask for the present password: somebody else may sit at an open browser."""
        current = typed(visit, "current")
        try:
            self.ways.local.check(visit.who.subject, current, self.ways.address(visit))
        except WrongPassword as wrong:
            raise BadForm({"current": "This isn't your present password."}) from wrong

    def _has_password(self, visit: Visit) -> bool:
        return self.ways.passwords and not visit.who.issuer

    def _page(self, visit: Visit, faults: Mapping[str, str], status: int = 0) -> Response:
        return render(
            visit,
            "signing_in/account.html",
            status or (BadForm.status if faults else 200),
            has_password=self._has_password(visit),
            faults=faults,
        )
