"""The gate that a draft must pass: its rules, and whether a revision meets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.responses import Response

from adapters.web.errors import BadForm
from adapters.web.evaluating.sets import Listed, listed
from adapters.web.evaluating.shelf import Shelf, run_link
from adapters.web.jobs.model import Job, JobState
from adapters.web.rendering import back, render
from adapters.web.visit import Visit
from evals.cases import TestSet
from evals.errors import BadGate
from evals.gate import Verdict, read
from evals.gate.drafts import DraftGate
from evals.gate.rules import Rules
from evals.gate.wording import plainly, sentences
from evals.known_sets import Origin
from knowledge.model import RevisionState
from knowledge.report import Progress

_CHECKABLE = {RevisionState.LIVE: "What is live", RevisionState.DRAFT: "Draft"}


@dataclass(frozen=True, slots=True)
class Gating:
    """Answers on the page of the gate, and holds revisions against it."""

    shelf: Shelf

    def shown(self, visit: Visit) -> Response:
        """Show the rules, and what the last checks of live and drafts came to."""
        gate = self.shelf.parts.settings.gate
        rules, faults = _rules(gate)
        return render(
            visit,
            "evaluations/gate.html",
            gate=gate,
            rules=tuple(sentences(rules)) if rules else (),
            faults=faults,
            sets=self._sets() if rules else (),
            checks=self._checks(),
            run_link=run_link,
        )

    def begin(self, visit: Visit) -> Response:
        """Have a revision checked."""
        said, known = visit.said_in("revision"), [number for number, _ in self._revisions()]
        if self.shelf.parts.settings.gate is None:
            raise BadForm({"form": "No gate is set, so there is nothing to check against."})
        if said not in map(str, known):
            raise BadForm({"form": "That revision isn’t live or a draft any more."})
        number = self.shelf.parts.jobs.begin("gate", {"revision": int(said)}, visit.person)
        return back(visit, f"/jobs/{number}")

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Hold a revision against the gate. Raises BadGate, BadTestSet, BadRun."""
        revision, gate = int(job.about["revision"]), self.shelf.parts.settings.gate
        if gate is None:
            raise BadGate(("No gate is set any more.",))
        judged = DraftGate(self.shelf.parts.assistant, gate, progress).verdicts(revision)
        sets = [_told(cases, verdict) for cases, verdict in judged]
        passed = all(one["passed"] for one in sets)
        said = "meets every rule" if passed else "doesn’t meet every rule"
        to = "/evaluations/gate"
        return {"to": to, "said": f"Revision {revision} {said}.", "passed": passed, "sets": sets}

    def _sets(self) -> Sequence[Listed]:
        return tuple(listed(one) for one in self.shelf.sets.all() if one.origin is Origin.GATE)

    def _checks(self) -> Sequence[tuple[int, str, Job | None]]:
        """Return what can be checked, each with the last check of it that came to an end."""
        jobs = self.shelf.parts.jobs
        return [
            (number, name, jobs.newest("gate", {"revision": number}, JobState.DONE))
            for number, name in self._revisions()
        ]

    def _revisions(self) -> Sequence[tuple[int, str]]:
        revisions = self.shelf.parts.assistant.library.revisions()
        found = [one for one in revisions if one.state in _CHECKABLE]
        return [(one.id, f"{_CHECKABLE[one.state]} (revision {one.id})") for one in found]


def _rules(gate: Path | None) -> tuple[Rules | None, tuple[str, ...]]:
    if gate is None:
        return None, ()
    try:
        return read(gate), ()
    except BadGate as bad:
        return None, bad.faults


def _told(cases: TestSet, verdict: Verdict) -> Mapping[str, Any]:
    return {
        "name": cases.name,
        "run": verdict.run.name,
        "passed": verdict.passed,
        "rules": len(verdict.judged),
        "failing": [
            {"said": plainly(one), "cases": [case.id for case in one.cases], "more": one.more}
            for one in verdict.failing
        ],
    }
