"""A job as a frozen value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from adapters.web.roles import Role
from bot.model import Person
from knowledge.report import Progress


class JobState(StrEnum):
    """The life of a job. One that is cancelled ends at its next step, or was done by then."""

    WAITING = "waiting"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


# Where a result has one of these, and not empty, what was asked for wasn't done, and it says why.
REFUSED = ("objections", "refused", "faults")
UNFINISHED = (JobState.WAITING, JobState.RUNNING, JobState.CANCELLING)
# Somebody does it at the moment.
IN_HAND = (JobState.RUNNING, JobState.CANCELLING)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do, by whom it was begun, and how far it is: `done` of `total` in a `phase`.

    `about` is what it works on and `result` what came of it, both JSON; a result's `to` is where
    to go on, `said` a sentence; see `REFUSED`. `fault` says why it failed, and what to do.
    """

    id: int
    kind: str
    about: Mapping[str, Any]
    state: JobState
    who: Person
    created: datetime
    ended: datetime | None = None
    phase: str = ""
    done: int = 0
    total: int = 0
    result: Mapping[str, Any] | None = None
    fault: str = ""

    @property
    def unfinished(self) -> bool:
        """Whether it waits or is under way."""
        return self.state in UNFINISHED


# Does a job, tells how far it is, and returns its result. What it raises by our names is shown.
Work = Callable[[Job, Progress], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: what does it, its title for people, and who may see and begin it.

    Those that `revise` make revisions and wait for each other; the others read alone, and do so
    meanwhile.
    """

    work: Work
    title: str
    roles: frozenset[Role]
    revises: bool = False
