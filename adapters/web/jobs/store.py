"""Jobs in the catalog."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from adapters.web.errors import NotHere
from adapters.web.jobs.model import IN_HAND, UNFINISHED, Job, JobState
from bot.model import Person
from knowledge.catalog.database import Database
from knowledge.catalog.tables import job

INTERRUPTED = (
    "The service ended while this was under way. What was live stayed live, and nothing is"
    " half-written: begin it again."
)


class Jobs:
    """The jobs in the catalog. `now` is an aware clock. Thread-safe."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._bells: list[Callable[[], None]] = []

    def begin(self, kind: str, about: Mapping[str, Any], who: Person) -> int:
        """Begin a job and return its number; the same that isn't finished isn't begun twice."""
        key = _key(about)
        same = (job.c.kind == kind) & (job.c.key == key) & job.c.state.in_(UNFINISHED)
        row = {
            "kind": kind,
            "about": dict(about),
            "key": key,
            "state": JobState.WAITING,
            "person": who.id,
            "who": who.name,
            "created": self._now(),
        }
        with self._database.write() as connection:
            there: int | None = connection.execute(select(job.c.id).where(same)).scalar()
            if there is not None:
                return there
            made = insert(job).values(row).returning(job.c.id)
            number: int = connection.execute(made).scalar_one()
        for ring in self._bells:
            ring()
        return number

    def show(self, number: int) -> Job:
        """Return a job. Raises NotHere."""
        with self._database.read() as connection:
            row = connection.execute(select(job).where(job.c.id == number)).one_or_none()
        if row is None:
            raise NotHere(f"There is no job {number}; it may be long finished.")
        return _job(row)

    def newest(
        self, kind: str, about: Mapping[str, Any] | None = None, *states: JobState
    ) -> Job | None:
        """Return the latest job of a kind, of these states where any are named."""
        wanted = select(job).where(job.c.kind == kind).order_by(job.c.id.desc()).limit(1)
        if about is not None:
            wanted = wanted.where(job.c.key == _key(about))
        if states:
            wanted = wanted.where(job.c.state.in_(states))
        with self._database.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _job(row)

    def latest(self, kinds: Collection[str], most: int = 20) -> tuple[Job, ...]:
        """Return the latest jobs of these kinds, newest first."""
        wanted = select(job).where(job.c.kind.in_(kinds)).order_by(job.c.id.desc()).limit(most)
        with self._database.read() as connection:
            return tuple(map(_job, connection.execute(wanted)))

    def cancel(self, number: int) -> None:
        """End a job that waits, and let one that is under way end at its next step.

        What it made by then stays as it is.
        """
        mine, at = job.c.id == number, self._now()
        self._change(mine & (job.c.state == JobState.WAITING), state=JobState.CANCELLED, ended=at)
        self._change(mine & (job.c.state == JobState.RUNNING), state=JobState.CANCELLING)

    def take(self, kinds: Collection[str]) -> Job | None:
        """Return the oldest job of these kinds that waits, running from now on."""
        waits = (job.c.state == JobState.WAITING) & job.c.kind.in_(kinds)
        wanted = select(job).where(waits).order_by(job.c.id).limit(1)
        with self._database.write() as connection:
            row = connection.execute(wanted).one_or_none()
            if row is None:
                return None
            mine = update(job).where(job.c.id == row.id)
            connection.execute(mine.values(state=JobState.RUNNING))
        return _job(row)

    def report(self, number: int, phase: str, done: int, total: int) -> bool:
        """Keep how far a job is; return whether it is still wanted."""
        running = (job.c.id == number) & (job.c.state == JobState.RUNNING)
        return self._change(running, phase=phase, done=done, total=total) == 1

    def end(
        self,
        number: int,
        state: JobState,
        result: Mapping[str, Any] | None = None,
        fault: str = "",
    ) -> None:
        """Keep what came of a job that was under way: the truth, also where it was cancelled."""
        mine = (job.c.id == number) & job.c.state.in_(IN_HAND)
        made = None if result is None else dict(result)
        self._change(mine, state=state, result=made, fault=fault, ended=self._now())

    def interrupt(self) -> tuple[Job, ...]:
        """Return the jobs that ended with the process that did them; each tells of it now."""
        said = {"state": JobState.INTERRUPTED, "fault": INTERRUPTED, "ended": self._now()}
        running = update(job).where(job.c.state.in_(IN_HAND)).values(said)
        with self._database.write() as connection:
            return tuple(map(_job, connection.execute(running.returning(job))))

    def sweep(self, before: datetime) -> int:
        """Delete the jobs that ended before then; return how many."""
        with self._database.write() as connection:
            gone = connection.execute(delete(job).where(job.c.ended < before))
        return gone.rowcount

    def on_begin(self, ring: Callable[[], None]) -> None:
        """Call `ring` whenever a job is begun here."""
        self._bells.append(ring)

    def _change(self, which: Any, **values: object) -> int:
        with self._database.write() as connection:
            return connection.execute(update(job).where(which).values(**values)).rowcount


def _key(about: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:32]


def _job(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        about=row.about,
        state=JobState(row.state),
        who=Person(row.person, row.who),
        created=row.created,
        ended=row.ended,
        phase=row.phase,
        done=row.done,
        total=row.total,
        result=row.result,
        fault=row.fault,
    )
