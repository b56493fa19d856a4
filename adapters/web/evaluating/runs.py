"""The list of runs, and one run: what it came to, and which cases failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from starlette.responses import Response

from adapters.web.evaluating.reports import report_of
from adapters.web.evaluating.shelf import Shelf, run_link, set_link
from adapters.web.rendering import render, with_query
from adapters.web.roles import Role
from adapters.web.visit import Visit
from evals.errors import BadRun
from evals.report import wording
from evals.report.findings import Findings
from evals.report.overview import Outcome, overview
from evals.report.provenance import asked, provenance
from evals.report.summary import doubts, summary
from evals.runs import Run
from evals.runs.kept import Kept
from evals.verdict import Status

_RUNS: Final = 25  # on a page of the list
_CASES: Final = 50
_OTHERS: Final = 20  # runs of the same set that a run is offered to be compared with
_KINDS: Final = ("run", "report", "test set", "comparison", "gate", "calibration")


@dataclass(frozen=True, slots=True)
class Listed:
    """A run in the list; `right` is the share that came out right, "" where it isn't known."""

    kept: Kept
    to: str
    right: str


@dataclass(frozen=True, slots=True)
class Runs:
    """Answers on the pages of runs."""

    shelf: Shelf

    def listed(self, visit: Visit) -> Response:
        """Show the runs, the newest first."""
        start, runs = visit.count("start", 0), self.shelf.runs
        return render(
            visit,
            "evaluations/runs.html",
            runs=tuple(map(_listed, map(self._right, runs.newest(_RUNS, start)))),
            total=runs.count(),
            newer=with_query(visit, start=max(0, start - _RUNS) or None) if start else "",
            older=with_query(visit, start=start + _RUNS) if runs.count() > start + _RUNS else "",
            jobs=[job for job in self.shelf.parts.jobs.latest(_KINDS) if job.unfinished],
        )

    def shown(self, visit: Visit) -> Response:
        """Show a run."""
        run = self.shelf.run(visit.path("run"))
        found, which = overview(run), visit.query("which")
        wanted = _wanted(found, which, visit.query("q"))
        start = visit.count("start", 0)
        return render(
            visit,
            "evaluations/run.html",
            run=run,
            facts=run.facts,
            asked=asked(run.facts, None),
            told=_told(run, found) if run.complete else None,
            filters=tuple(_filters(found)),
            cases=wanted[start : start + _CASES],
            matching=len(wanted),
            which=which,
            newer=with_query(visit, start=max(0, start - _CASES) or None) if start else "",
            older=with_query(visit, start=start + _CASES) if len(wanted) > start + _CASES else "",
            report=report_of(run) is not None,
            provenance=tuple(provenance(run.facts)),
            to=run_link(run.folder.name),
            **self._onward(visit, run),
        )

    def _onward(self, visit: Visit, run: Run) -> Mapping[str, Any]:
        """Return what an evaluator may do with a run: play its set again, compare it."""
        if not visit.has(Role.EVALUATOR):
            return {"others": (), "set": None, "set_link": ""}
        alike = (one for one in self.shelf.runs.of(run.facts.set_digest) if one != run)
        found = self.shelf.set_at(run.facts.set_path)
        return {
            "others": tuple(map(_other, islice(alike, _OTHERS))) if run.complete else (),
            "set": found,
            "set_link": set_link(found.key) if found else "",
        }

    def _right(self, kept: Kept) -> tuple[Kept, str]:
        if kept.facts is None or kept.facts.finished is None:
            return kept, ""
        try:
            return kept, _right(overview(Run(self.shelf.runs.folder / kept.name, kept.facts)))
        except BadRun as fault:
            return Kept(kept.name, None, str(fault)), ""


def _listed(found: tuple[Kept, str]) -> Listed:
    kept, right = found
    return Listed(kept, run_link(kept.name), right)


def _right(found: Sequence[Outcome]) -> str:
    states = Counter(one.status for one in found)
    counted = states[Status.PASSED] + states[Status.FAILED]
    return wording.share(states[Status.PASSED] / counted) if counted else wording.NONE


def _other(run: Run) -> tuple[str, str]:
    facts = run.facts
    return run.folder.name, f"{facts.started:%Y-%m-%d %H:%M} UTC, of revision {facts.revision}"


def _told(run: Run, found: Sequence[Outcome]) -> Mapping[str, Any]:
    scores = run.scores()
    states = Counter(one.status for one in found)
    # The summary looks at nothing but the counts.
    counts = Findings(
        states[Status.PASSED], states[Status.FAILED], states[Status.STALE], {}, (), (), None
    )
    return {
        "summary": summary(scores, counts),
        "cautions": tuple(doubts(run, scores)),
        "headlines": tuple(wording.headlines(scores)),
        "figures": tuple(wording.told(figure) for figure in scores.overall.values() if figure.n),
    }


def _filters(found: Sequence[Outcome]) -> Iterator[tuple[str, str]]:
    """Yield what can be chosen to be shown, with how many there are."""
    mistakes = Counter(one.mistake for one in found if one.mistake)
    states = Counter(one.status for one in found)
    yield "", f"What went wrong ({mistakes.total():,})"
    for one in sorted(mistakes, key=lambda mistake: mistake.gravity):
        yield one.name, f"{one} ({mistakes[one]:,})"
    yield Status.PASSED, f"What is right ({states[Status.PASSED]:,})"
    yield Status.STALE, f"Stale cases ({states[Status.STALE]:,})"
    yield "all", f"All cases ({len(found):,})"


def _wanted(found: Sequence[Outcome], which: str, text: str) -> Sequence[Outcome]:
    """Return the cases of a filter: a status or the name of a mistake; by default what failed."""
    chosen = [one for one in found if _fits(one, which)]
    if not text:
        return chosen
    sought = text.casefold()
    return [one for one in chosen if sought in one.question.casefold() or sought == one.id]


def _fits(one: Outcome, which: str) -> bool:
    if which == "all":
        return True
    if which in {Status.PASSED, Status.STALE}:
        return one.status == which
    return one.mistake is not None and which in {"", one.mistake.name}
