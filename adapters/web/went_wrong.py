"""Jobs that ended badly, told on the page where their area begins: who began one may have left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from adapters.web.jobs import Job, Jobs, JobState

_BADLY: Final = {JobState.FAILED, JobState.INTERRUPTED}
_TOLD: Final = timedelta(days=1)


def went_wrong(jobs: Jobs, titles: Mapping[str, str], now: datetime) -> tuple[tuple[str, Job], ...]:
    """Return the jobs of these kinds that failed or were interrupted in the last day, with titles.

    A kind of which something was begun since isn't told of any more.
    """
    newest = ((title, jobs.newest(kind)) for kind, title in titles.items())
    return tuple((title, job) for title, job in newest if job and _is_told(job, now))


def _is_told(job: Job, now: datetime) -> bool:
    return job.state in _BADLY and job.ended is not None and now - job.ended < _TOLD
