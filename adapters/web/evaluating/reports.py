"""A run's report: a page that stands alone, with styles of its own, to be sent and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.web.evaluating.shelf import Shelf, refuse_unless_readable, run_link
from adapters.web.jobs.model import Job
from adapters.web.rendering import back
from adapters.web.visit import Visit
from evals.report.html import write_html
from evals.report.overview import overview
from evals.runs import Run
from evals.runs.files import REPORT, SCORES
from knowledge.report import Progress

_SEE_OTHER: Final = 303
# Its styles stand in it; no script runs, no form is sent, and it is no page of this console's.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none';"
    " base-uri 'none'; frame-ancestors 'self'; sandbox"
)


@dataclass(frozen=True, slots=True)
class Reports:
    """Answers on the page of a report, and makes it."""

    shelf: Shelf

    def shown(self, visit: Visit) -> Response:
        """Show the report, as a file where `file` is asked for."""
        run = self.shelf.run(visit.path("run"))
        kept = report_of(run)
        if kept is None:
            return RedirectResponse(run_link(run.folder.name), _SEE_OTHER)
        refuse_unless_readable(visit, groups_of(run))
        return standing_alone(kept, f"{run.folder.name}.html" if visit.query("file") else "")

    def begin(self, visit: Visit) -> Response:
        """Have the report made anew."""
        run = self.shelf.run(visit.path("run"))
        number = self.shelf.parts.jobs.begin("report", {"run": run.folder.name}, visit.person)
        return back(visit, f"/jobs/{number}")

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Make a report. Raises BadRun for a run that isn't finished."""
        run = self.shelf.run(str(job.about["run"]))
        make(run, progress)
        return {"to": run_link(run.folder.name), "said": "The report is made."}


def make(run: Run, progress: Progress) -> None:
    """Make a run's report, and what its page lists. Raises BadRun."""
    progress("making the report", 0, 1)
    overview(run)
    write_html(run, run.folder / REPORT)


def report_of(run: Run) -> Path | None:
    """Return a run's report, None where there is none or the figures are newer."""
    report, scores = run.folder / REPORT, run.folder / SCORES
    if not report.is_file() or not run.complete:
        return None
    outdated = scores.is_file() and scores.stat().st_mtime > report.stat().st_mtime
    return None if outdated else report


def groups_of(run: Run) -> frozenset[str]:
    """Return the groups of all who ask in a run."""
    return frozenset(group for one in overview(run) for group in one.groups)


def standing_alone(page: Path, name: str) -> Response:
    """Return one of our own pages that stand alone; by that name, where there is one, as a file."""
    headers = {"Content-Security-Policy": _POLICY}
    if name:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return HTMLResponse(page.read_bytes(), headers=headers)
