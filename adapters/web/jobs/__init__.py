"""Work that takes longer than a page may: on file, done one after the other, watched by people."""

from __future__ import annotations

from adapters.web.jobs.model import Job, JobState, Kind, Work
from adapters.web.jobs.store import Jobs

__all__ = ["Job", "JobState", "Jobs", "Kind", "Work"]
