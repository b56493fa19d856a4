"""Whom a draft would touch: past questions, waiting tickets, rulings, test cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response

from adapters.web.drafts.desk import Desk, sliced
from adapters.web.drafts.words import EFFECTS
from adapters.web.errors import BadForm
from adapters.web.jobs import Job, JobState
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from bot.errors import UnknownTicket, UnknownTurn
from knowledge.report import Progress
from knowledge.word_diff import word_diff

if TYPE_CHECKING:
    from evals.impact.model import AnswerChange, Impact, TicketEffect

IMPACT: Final = "drafts.impact"
_DAYS: Final = (7, 30, 90)
_SHOWN: Final = 20
_ANSWERS, _TICKETS, _RULINGS, _CASES = "answers", "tickets", "rulings", "cases"


@dataclass(frozen=True, slots=True)
class ImpactPages:
    """Has the impact of a draft looked at, and shows it."""

    desk: Desk

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page(
                "/drafts/{draft:int}/impact",
                get=self._show,
                post=self._begin,
                roles=OFFICE,
                does="looked at what a draft would change",
            ),
        )

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Look at the draft of `about`; the result has the `impact` as JSON."""
        from evals.impact.impact import Reach, impact  # noqa: PLC0415 - with scipy behind it

        parts, about = self.desk.parts, job.about
        reach = Reach(days=about["days"])
        found = impact(parts.assistant, about["draft"], parts.now(), progress, reach)
        to = f"/drafts/{about['draft']}/impact"
        return {"to": to, "said": "This is what it would change.", "impact": found.to_json()}

    def _begin(self, visit: Visit) -> Response:
        draft, days = self.desk.draft(visit), visit.said_in("days")
        if days not in map(str, _DAYS):
            raise BadForm({"days": "Choose how far back questions are asked again."})
        about = {"draft": draft.id, "days": int(days)}
        return back(visit, f"/jobs/{self.desk.parts.jobs.begin(IMPACT, about, visit.person)}")

    def _show(self, visit: Visit) -> Response:
        draft = self.desk.draft(visit)
        job, running = self._newest(draft.id, JobState.DONE), self._newest(draft.id, *_UNFINISHED)
        found = _impact(job)
        part = visit.query("part") or _ANSWERS
        shown, slice_ = sliced(visit, _listed(found, part, visit.query("effect")), _SHOWN)
        return render(
            visit,
            "drafts/impact.html",
            draft=draft,
            live=self.desk.library.live(),
            clashes=self.desk.clashes(visit, draft.id),
            job=job,
            running=running,
            found=found,
            part=part,
            items=[self._item(part, one) for one in shown],
            slice=slice_,
            effects=_effects(found),
            titles=EFFECTS,
            days=[(str(days), f"the last {days} days") for days in _DAYS],
        )

    def _newest(self, draft: int, *states: JobState) -> Job | None:
        jobs = self.desk.parts.jobs
        found = (jobs.newest(IMPACT, {"draft": draft, "days": days}, *states) for days in _DAYS)
        return max(filter(None, found), key=lambda job: job.id, default=None)

    def _item(self, part: str, one: Any) -> Any:
        if part == _ANSWERS:
            return self._answer(one)
        return self._ticket(one) if part == _TICKETS else one

    def _answer(self, one: AnswerChange) -> dict[str, Any]:
        try:
            question, _ = self.desk.parts.assistant.records.asked(one.turn)
        except UnknownTurn:
            return {"change": one, "question": "", "groups": (), "quotes": ()}
        groups = sorted(question.viewer.groups)
        return {"change": one, "question": question.text, "groups": groups, "quotes": _quotes(one)}

    def _ticket(self, one: TicketEffect) -> dict[str, Any]:
        try:
            question = self.desk.parts.assistant.tickets.show(one.ticket).question
        except UnknownTicket:
            question = ""
        return {"effect": one, "question": question}


_UNFINISHED: Final = (JobState.WAITING, JobState.RUNNING)


def _impact(job: Job | None) -> Impact | None:
    """Return what a job found out; nothing where another release kept it otherwise."""
    from evals.impact.model import Impact  # noqa: PLC0415 - evaluations take their time

    try:
        return Impact.from_json(job.result["impact"]) if job and job.result else None
    except ValueError:
        return None


def _listed(found: Impact | None, part: str, effect: str) -> Sequence[Any]:
    if found is None:
        return ()
    if part == _ANSWERS:
        return [one for one in found.answers if not effect or one.effect == effect]
    of = {_TICKETS: found.tickets, _RULINGS: found.rulings, _CASES: found.cases.effects}
    return of.get(part, ())


def _effects(found: Impact | None) -> list[tuple[str, int]]:
    """Return how many answers change in which way, the weightiest first."""
    counts: dict[str, int] = {}
    for one in found.answers if found else ():
        counts[one.effect.value] = counts.get(one.effect.value, 0) + 1
    return list(counts.items())


def _quotes(one: AnswerChange) -> tuple[dict[str, Any], ...]:
    """Return the clauses of both answers; one that both quote with its words compared."""
    before = {quoted.clause: quoted for quoted in one.before.quotes}
    after = {quoted.clause: quoted for quoted in one.after.quotes}
    return tuple(
        {
            "quoted": after.get(clause) or before[clause],
            "in_before": clause in before,
            "in_after": clause in after,
            "spans": word_diff(
                before[clause].text if clause in before else "",
                after[clause].text if clause in after else "",
            ),
        }
        for clause in {**before, **after}
    )
