"""A job's page: how far it is, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from adapters.web.errors import NotAllowed
from adapters.web.jobs.model import Job, Kind
from adapters.web.jobs.store import Jobs
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.visit import Visit


@dataclass(frozen=True, slots=True)
class JobPages:
    """Shows jobs to those who may begin such ones."""

    jobs: Jobs
    kinds: Mapping[str, Kind]

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/jobs/{job:int}", get=self._show),
            Page("/jobs/{job:int}/cancel", post=self._cancel, does="cancelled a job"),
            Page("/jobs/{job:int}/again", post=self._again, does="began a job again"),
        )

    def _show(self, visit: Visit) -> Response:
        job, kind = self._found(visit)
        return render(visit, "job.html", job=job, title=kind.title)

    def _cancel(self, visit: Visit) -> Response:
        job, _ = self._found(visit)
        self.jobs.cancel(job.id)
        return back(visit, f"/jobs/{job.id}")

    def _again(self, visit: Visit) -> Response:
        job, _ = self._found(visit)
        return back(visit, f"/jobs/{self.jobs.begin(job.kind, job.about, visit.person)}")

    def _found(self, visit: Visit) -> tuple[Job, Kind]:
        job = self.jobs.show(visit.number("job"))
        kind = self.kinds.get(job.kind)
        if kind is None or not visit.has(*kind.roles):
            raise NotAllowed("Your account has no access to this job.")
        return job, kind
