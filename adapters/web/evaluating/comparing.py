"""Two runs side by side: what became better or worse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import RedirectResponse, Response

from adapters.web.errors import BadForm, NotHere
from adapters.web.evaluating.reports import standing_alone
from adapters.web.evaluating.shelf import (
    Shelf,
    comparison_link,
    may_read,
    refuse_unless_readable,
    run_link,
)
from adapters.web.jobs.model import Job
from adapters.web.rendering import back, render
from adapters.web.visit import Visit
from evals.compare import compare
from evals.compare.telling import Told, keep, kept, page_file
from evals.runs import Run
from evals.runs.files import FACTS, SCORES
from knowledge.report import Progress

_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Comparing:
    """Answers on the pages of comparisons, and makes them."""

    shelf: Shelf

    def shown(self, visit: Visit) -> Response:
        """Show the comparison that is kept, or offer to make it."""
        a, b = self._two(visit.all_queried("run"))
        told = self._kept(a, b)
        return render(
            visit,
            "evaluations/comparison.html",
            runs=tuple((one.facts, run_link(one.folder.name)) for one in (a, b)),
            told=told,
            readable=lambda groups: may_read(visit, groups),
            page=comparison_link(a.folder.name, b.folder.name, "/page"),
            other_way=comparison_link(b.folder.name, a.folder.name),
        )

    def begin(self, visit: Visit) -> Response:
        """Compare two runs: the one that began earlier is A, unless the form says otherwise."""
        a, b = self._two(visit.all_said_in("run"))
        if not visit.said_in("as_named") and a.facts.started > b.facts.started:
            a, b = b, a
        names = [a.folder.name, b.folder.name]
        if self._kept(a, b):
            return back(visit, comparison_link(*names))
        return back(
            visit,
            f"/jobs/{self.shelf.parts.jobs.begin('comparison', {'runs': names}, visit.person)}",
        )

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Make a comparison. Raises BadRun for a damaged run."""
        a, b = self._two([str(name) for name in job.about["runs"]])
        progress("comparing", 0, 1)
        keep(compare(a, b), self.shelf.comparisons)
        return {"to": comparison_link(a.folder.name, b.folder.name), "said": "Both are compared."}

    def page(self, visit: Visit) -> Response:
        """Show the page that stands alone, as a file where `file` is asked for."""
        a, b = self._two(visit.all_queried("run"))
        told, names = self._kept(a, b), (a.folder.name, b.folder.name)
        if told is None:
            return RedirectResponse(comparison_link(*names), _SEE_OTHER)
        refuse_unless_readable(visit, told.groups)
        file = page_file(self.shelf.comparisons, *names)
        return standing_alone(file, file.name if visit.query("file") else "")

    def _two(self, names: Sequence[str]) -> tuple[Run, Run]:
        if len(names) != 2 or names[0] == names[1]:  # noqa: PLR2004 - A and B
            raise BadForm({"form": "Tick two runs to compare: just two, and not the same one."})
        a, b = (self.shelf.run(name) for name in names)
        if not (a.complete and b.complete):
            raise NotHere("Only runs that are finished can be compared.")
        return a, b

    def _kept(self, a: Run, b: Run) -> Told | None:
        """Return a comparison that is no older than what it compares."""
        told = kept(self.shelf.comparisons, a.folder.name, b.folder.name)
        files = [run.folder / name for run in (a, b) for name in (FACTS, SCORES)]
        newest = max(file.stat().st_mtime for file in files if file.exists())
        return told if told and told.made.timestamp() >= newest else None
