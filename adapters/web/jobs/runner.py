"""Does the jobs: those that make revisions one after the other, and the rest meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Mapping
from typing import Final

import structlog

from adapters.delivery.errors import place
from adapters.web.audit import Audit
from adapters.web.errors import WebError
from adapters.web.jobs.model import REFUSED, Job, JobState, Kind
from adapters.web.jobs.store import INTERRUPTED, Jobs
from bot.errors import BotError
from evals.errors import EvalError
from knowledge.errors import KnowledgeError

_LOOKS: Final = 5.0  # seconds; another process may have begun one
# What a job works on, where that is a name or a number.
_NAMED: Final = ("draft", "revision", "ticket", "document")
_TELLS: Final = 0.5  # seconds between two reports on file
_ENDS: Final = 5.0  # seconds that a job may take to end with the service
_OURS: Final = (KnowledgeError, BotError, EvalError, WebError)
_BROKEN: Final = (
    "Something went wrong on our side, and the log of the service says what. Begin it again; if it"
    " fails again, tell who runs the service the time."
)
_log = structlog.get_logger(__name__)


class _NoLongerWanted(Exception):
    """Somebody cancelled the job, or the service ends."""


class Runner:
    """A thread for each of the two sorts of jobs. `begin` and `close` it once."""

    def __init__(self, jobs: Jobs, kinds: Mapping[str, Kind], audit: Audit) -> None:
        self._jobs = jobs
        self._kinds = kinds
        self._audit = audit
        self._ends = threading.Event()
        self._rings = {revises: threading.Event() for revises in (True, False)}
        self._threads = [
            threading.Thread(target=self._work, args=(revises,), name="jobs", daemon=True)
            for revises in self._rings
        ]

    def begin(self) -> None:
        """Begin to do what waits; what a process before left off is told of."""
        for left in self._jobs.interrupt():
            self._note(left, left.state.value)
        self._jobs.on_begin(self._ring)
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Begin nothing more; what is under way ends at its next step, or with the process."""
        self._ends.set()
        self._ring()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(_ENDS)

    def _ring(self) -> None:
        for ring in self._rings.values():
            ring.set()

    def _work(self, revises: bool) -> None:  # noqa: FBT001 - a thread's argument
        kinds = [name for name, kind in self._kinds.items() if kind.revises is revises]
        ring = self._rings[revises]
        while not self._ends.is_set():
            if not self._one(kinds):
                ring.wait(_LOOKS)
                ring.clear()

    def _one(self, kinds: Collection[str]) -> bool:
        """Do one job, if one waits."""
        try:
            job = self._jobs.take(kinds)
        except KnowledgeError:
            _log.warning("jobs can't be looked for", exc_info=True)
            return False
        if job is None:
            return False
        _log.info("job begun", job=job.id, kind=job.kind)
        state, result, fault = self._outcome(job)
        try:
            self._jobs.end(job.id, state, result, fault)
            self._note(job, _came_of(state, result), result)
        except KnowledgeError:
            _log.exception("a job's end can't be kept", job=job.id)
        _log.info("job ended", job=job.id, kind=job.kind, state=state)
        return True

    def _note(self, job: Job, outcome: str, result: Mapping[str, object] | None = None) -> None:
        """Write down how it ended, and with what: the job itself is swept some day."""
        kind = self._kinds.get(job.kind)
        named = {name: job.about[name] for name in _NAMED if name in job.about}
        led = {"to": result["to"]} if result and "to" in result else {}
        title = kind.title if kind else job.kind
        self._audit.note(job.who, title, f"/jobs/{job.id}", outcome, named | led)

    def _outcome(self, job: Job) -> tuple[JobState, Mapping[str, object] | None, str]:
        try:
            made = self._kinds[job.kind].work(job, self._progress(job))
        except _NoLongerWanted:
            if self._ends.is_set():
                return JobState.INTERRUPTED, None, INTERRUPTED
            return JobState.CANCELLED, None, ""
        except _OURS as fault:
            return JobState.FAILED, None, str(fault)
        except Exception as fault:  # noqa: BLE001 - the thread has to go on, and the log says where
            what = {"fault": type(fault).__name__, "at": place(fault)}
            _log.error("job failed", job=job.id, kind=job.kind, **what)
            return JobState.FAILED, None, _BROKEN
        return JobState.DONE, made, ""

    def _progress(self, job: Job) -> _Told:
        return _Told(self._jobs, job.id, self._ends)


def _came_of(state: JobState, result: Mapping[str, object] | None) -> str:
    """Return what the audit log says of a job's end."""
    refused = any((result or {}).get(name) for name in REFUSED)
    return "refused" if refused else state.value


class _Told:
    """Keeps a job's progress, not too often; ends the job where nobody wants it any more."""

    def __init__(self, jobs: Jobs, number: int, ends: threading.Event) -> None:
        self._jobs = jobs
        self._number = number
        self._ends = ends
        self._phase = ""
        self._due = 0.0

    def __call__(self, phase: str, done: int, total: int) -> None:
        if self._ends.is_set():
            raise _NoLongerWanted
        if phase == self._phase and time.monotonic() < self._due:
            return
        self._phase, self._due = phase, time.monotonic() + _TELLS
        if not self._jobs.report(self._number, phase, done, total):
            raise _NoLongerWanted
