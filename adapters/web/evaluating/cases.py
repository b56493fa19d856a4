"""A case of a run: what was asked, what is right, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from adapters.web.errors import NotHere
from adapters.web.evaluating.shelf import Shelf, may_read, run_link
from adapters.web.rendering import render
from adapters.web.visit import Visit
from evals.errors import UnknownRun
from evals.model import Case, Result
from evals.report.overview import Outcome, overview
from evals.report.wording import share
from evals.runs import Run
from evals.verdict import faults, named, status


@dataclass(frozen=True, slots=True)
class Cases:
    """Answers on the page of a case."""

    shelf: Shelf

    def shown(self, visit: Visit) -> Response:
        """Show a case, whose answer is told to those alone who may read what it quotes."""
        run, place = self.shelf.run(visit.path("run")), visit.number("place")
        case, results = _outcome(run, place)
        before, after = _neighbours(overview(run), place)
        return render(
            visit,
            "evaluations/case.html",
            run=run,
            to=run_link(run.folder.name),
            place=place,
            case=case,
            results=[(one, status(case, one), faults(case, one)) for one in results],
            readable=may_read(visit, case.viewer.groups),
            before=before,
            after=after,
            named=named,
            share=share,
        )


def _outcome(run: Run, place: int) -> tuple[Case, tuple[Result, ...]]:
    try:
        return run.outcome(place)
    except UnknownRun as unknown:
        raise NotHere(str(unknown)) from unknown


def _neighbours(found: Sequence[Outcome], place: int) -> tuple[int | None, int | None]:
    """Return the places of the failing cases before and after one, None where there is none."""
    failing = [one.place for one in found if one.mistake]
    before = [one for one in failing if one < place]
    after = [one for one in failing if one > place]
    return (before[-1] if before else None), (after[0] if after else None)
