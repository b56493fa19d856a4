"""A request as a page's handler sees it: who asks, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from adapters.web.errors import NotHere
from adapters.web.people.account import Account
from adapters.web.roles import Role
from adapters.web.site import Site
from bot.model import Person
from knowledge.model import Viewer

# SQLite's largest number; a longer one would end in a traceback instead of "no such page".
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Visit:
    """One request after the gate: whoever it is may be here, and it comes from our own pages.

    `origin` is the scheme and host by which our pages were reached. `token` is what the cookie
    holds, `csrf` what every form carries, `said` the sentence that the last press left for this
    page. `noted` is filled by `note`.
    """

    request: Request
    site: Site
    origin: str
    who: Account
    viewer: Viewer
    token: str
    csrf: str
    form: FormData = field(default_factory=FormData)
    said: str = ""
    noted: dict[str, Any] = field(default_factory=dict)

    @property
    def person(self) -> Person:
        """Who it is, for tickets and records."""
        return self.who.person

    @property
    def address(self) -> str:
        """The address asked for, with its query, without host."""
        query = self.request.url.query
        return f"{self.request.url.path}?{query}" if query else self.request.url.path

    @property
    def scripted(self) -> bool:
        """Whether a script of ours asks, which reads the answer itself."""
        return "x-script" in self.request.headers

    def has(self, *roles: Role) -> bool:
        """Whether they have one of these roles."""
        return not self.who.roles.isdisjoint(roles)

    def path(self, name: str) -> str:
        """Return a part of the path."""
        return str(self.request.path_params[name])

    def number(self, name: str) -> int:
        """Return a number in the path. Raises NotHere for one that nothing can have."""
        number = int(self.request.path_params[name])
        if not 0 <= number <= _LARGEST:
            raise NotHere("No page has that number.")
        return number

    def query(self, name: str) -> str:
        """Return what the address says after the question mark, "" where nothing."""
        return self.request.query_params.get(name, "").strip()

    def all_queried(self, name: str) -> tuple[str, ...]:
        """Return all that the address says under one name."""
        return tuple(one for one in self.request.query_params.getlist(name) if one)

    def count(self, name: str, default: int) -> int:
        """Return a number of the query; `default` where there is none or it is no number."""
        given = self.query(name)
        good = given.isascii() and given.isdecimal() and int(given) <= _LARGEST
        return int(given) if good else default

    def said_in(self, name: str) -> str:
        """Return a field of the form, without blanks around it; line ends as Unix has them."""
        given = self.form.get(name, "")
        return given.replace("\r\n", "\n").strip() if isinstance(given, str) else ""

    def all_said_in(self, name: str) -> tuple[str, ...]:
        """Return all values of a field."""
        return tuple(one for one in self.form.getlist(name) if isinstance(one, str) and one)

    def files(self, name: str) -> tuple[UploadFile, ...]:
        """Return the files of a field; a field that was left empty has none."""
        given = self.form.getlist(name)
        return tuple(one for one in given if isinstance(one, UploadFile) and one.filename)

    def note(self, **detail: str | float | bool | list[str] | None) -> None:
        """Put something into the audit log's line of this press; no secrets, no long text."""
        self.noted.update(detail)
