"""The form in which a reply becomes a ruling, and the list of rulings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from adapters.web.errors import NotHere
from adapters.web.jobs import Job
from adapters.web.links import clause_link
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.rendering import back, render, with_query
from adapters.web.roles import OFFICE
from adapters.web.tickets import wording
from adapters.web.tickets.ruling import PUBLISH, RETIRE
from adapters.web.visit import Visit
from bot.rulings import Proposal, Ruling, Source, Why
from bot.wording import source

_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class RulingPages:
    """Shows rulings to officers, and begins what makes and ends them."""

    parts: Parts

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        at, does = "/tickets/{ticket:int}/ruling", "published a ruling"
        retire = "/tickets/rulings/{ticket:int}/retire"
        return (
            Page("/tickets/rulings", get=self._list, roles=OFFICE),
            Page(at, get=self._form, post=self._publish, roles=OFFICE, does=does),
            Page(retire, post=self._retire, roles=OFFICE, does="took a ruling out of force"),
        )

    def _list(self, visit: Visit) -> Response:
        before = visit.count("before", 0)
        found = self.parts.rulings.page(_A_PAGE + 1, before)
        shown = found[:_A_PAGE]
        older = with_query(visit, before=shown[-1].number) if len(found) > len(shown) else ""
        return render(
            visit,
            "tickets/rulings.html",
            rulings=shown,
            doubts=wording.DOUBTS,
            older=older,
            newer=with_query(visit, before=None) if before else "",
            job=self._job(visit, RETIRE),
        )

    def _form(self, visit: Visit) -> Response:
        number = visit.number("ticket")
        job = self._job(visit, PUBLISH)
        if job is not None and job.about["ticket"] != number:
            raise NotHere("That was about another ticket.")
        proposal = self.parts.rulings.propose(number)
        typed = job.about if job else _proposed(proposal, self._live(number))
        return self._shown(visit, proposal, typed, job=job)

    def _publish(self, visit: Visit) -> Response:
        number = visit.number("ticket")
        typed = {
            "ticket": number,
            "text": visit.said_in("text"),
            "clauses": list(visit.all_said_in("clauses")),
            "expires": visit.said_in("expires"),
            "override": visit.said_in("override"),
        }
        if faults := self._faults(typed):
            proposal = self.parts.rulings.propose(number)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return self._shown(visit, proposal, typed, faults, status)
        visit.note(overridden=bool(typed["override"]))
        return back(visit, f"/jobs/{self.parts.jobs.begin(PUBLISH, typed, visit.person)}")

    def _retire(self, visit: Visit) -> Response:
        override = visit.said_in("override")
        about = {"ticket": visit.number("ticket"), "override": override}
        visit.note(overridden=bool(override))
        return back(visit, f"/jobs/{self.parts.jobs.begin(RETIRE, about, visit.person)}")

    def _shown(  # noqa: PLR0913, PLR0917 - what can be said above a form
        self,
        visit: Visit,
        proposal: Proposal,
        typed: Mapping[str, Any],
        faults: Mapping[str, str] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        job: Job | None = None,
    ) -> Response:
        return render(
            visit,
            "tickets/ruling.html",
            status,
            proposal=proposal,
            clauses=_choices(proposal, self._live(proposal.ticket)),
            typed=typed,
            faults=faults or {},
            job=job,
        )

    def _faults(self, typed: Mapping[str, Any]) -> dict[str, str]:
        faults = {} if typed["text"] else {"text": wording.EMPTY_RULING}
        try:
            late = date.fromisoformat(typed["expires"]) <= self.parts.assistant.today()
        except ValueError:
            late = True
        return faults | ({"expires": wording.BAD_DAY} if late else {})

    def _live(self, number: int) -> Ruling | None:
        """Return the ticket's ruling as it is live, if it has one."""
        found = self.parts.rulings.page(1, number + 1)
        return found[0] if found and found[0].number == number else None

    def _job(self, visit: Visit, kind: str) -> Job | None:
        """Return the job that the address names and that didn't get anything live."""
        if not (number := visit.count("job", 0)):
            return None
        job = self.parts.jobs.show(number)
        if job.kind != kind or not job.result:
            raise NotHere("There is no such job any more.")
        return job


@dataclass(frozen=True, slots=True)
class _Choice:
    """A clause that a ruling may interpret."""

    id: str
    source: str
    text: str = ""
    to: str = ""
    readers: tuple[str, ...] = ()

    @classmethod
    def of(cls, one: Source) -> _Choice:
        """Return how it is offered."""
        clause, version = one.clause, one.version
        return cls(
            clause.id,
            source(clause, version.header),
            clause.text,
            clause_link(version.id, clause.id),
            tuple(sorted(version.header.groups)),
        )


def _choices(proposal: Proposal, live: Ruling | None) -> list[_Choice]:
    """Return what was found for the ticket, and what its ruling interprets and still is there."""
    offered = {one.clause.id: _Choice.of(one) for one in proposal.clauses}
    gone = (
        {one.interpreted.clause for one in live.flagged if one.why is Why.GONE} if live else set()
    )
    for one in live.interprets if live else ():
        if one.clause not in gone:
            offered.setdefault(one.clause, _Choice(one.clause, f"{one.name} · {one.title}"))
    return list(offered.values())


def _proposed(proposal: Proposal, live: Ruling | None) -> Mapping[str, Any]:
    """Return what a form begins with: the ruling as it is, or the reply that may become one."""
    return {
        "text": live.said if live and live.said else proposal.text,
        "clauses": [one.clause for one in live.interprets] if live else [],
        "expires": proposal.expires.isoformat(),
        "override": "",
    }
