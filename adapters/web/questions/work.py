"""The search for gaps as a job, and what the last ones found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from adapters.web.errors import NotHere
from adapters.web.jobs import Job, Jobs, JobState
from adapters.web.parts import Parts
from adapters.web.rendering import counted
from bot.gaps import Gap, GapFinding, Gaps
from knowledge.report import Progress

GAPS: Final = "gaps"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search found; `job` is its number, `at` when it ended."""

    job: int
    at: datetime
    gaps: Gaps

    def gap(self, centre: int) -> Gap:
        """Return the gap of that centre. Raises NotHere."""
        for one in self.gaps.gaps:
            if one.centre == centre:
                return one
        raise NotHere("There is no such gap any more; look at the list again.")


@dataclass(frozen=True, slots=True)
class GapWork:
    """Finds gaps for the console."""

    parts: Parts

    def find(self, _job: Job, progress: Progress) -> Mapping[str, Any]:
        """Do the job. Raises what `GapFinding.find` does."""
        assistant = self.parts.assistant
        finding = GapFinding(assistant.library)
        found = finding.find(self.parts.now(), assistant.today(), progress)
        said = (
            f"{counted(found.asked, 'question')} of the last 90 days"
            f" {'falls' if found.asked == 1 else 'fall'} into"
            f" {counted(len(found.gaps), 'group')}."
            if found.gaps
            else "In the last 90 days no question points at a gap."
        )
        return {"to": "/questions/gaps", "said": said, "found": found.row()}


def last(jobs: Jobs) -> Looked | None:
    """Return what the newest finished search found, None where there was none."""
    job = jobs.newest(GAPS, None, JobState.DONE)
    return None if job is None else _looked(job)


def looked(jobs: Jobs, number: int) -> Looked:
    """Return what a search found. Raises NotHere for what is none, or isn't finished."""
    job = jobs.show(number)
    if job.kind != GAPS or job.state is not JobState.DONE:
        raise NotHere("There is no such search for gaps.")
    return _looked(job)


def _looked(job: Job) -> Looked:
    return Looked(job.id, job.ended or job.created, Gaps.of((job.result or {})["found"]))
