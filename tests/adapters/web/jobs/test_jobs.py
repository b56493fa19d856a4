"""Work on file, done one after the other, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from adapters.web.audit import Audit
from adapters.web.errors import NotHere
from adapters.web.jobs import Job, Jobs, JobState, Kind, Work
from adapters.web.jobs.runner import Runner
from adapters.web.roles import EVERYBODY
from bot.model import Person
from knowledge.catalog.database import Database
from knowledge.errors import KnowledgeError
from knowledge.report import Progress
from tests.bot.conftest import Clock
from tests.fakes.slack import until

ANN = Person("web:1", "Ann")


@contextmanager
def running(jobs: Jobs, **kinds: Work) -> Iterator[Runner]:
    revising = ("revise", "revise_too")
    made = {
        name: Kind(work, name, EVERYBODY, revises=name in revising) for name, work in kinds.items()
    }
    runner = Runner(jobs, made, Audit(jobs._database, jobs._now))
    runner.begin()
    try:
        yield runner
    finally:
        runner.close()


@pytest.fixture
def jobs(database: Database, clock: Clock) -> Jobs:
    return Jobs(database, clock)


def ended(jobs: Jobs, number: int) -> Job:
    until(lambda: not jobs.show(number).unfinished, 30)
    return jobs.show(number)


def doubled(job: Job, progress: Progress) -> Mapping[str, Any]:
    progress("doubling", 1, 2)
    return {"to": "/there", "twice": job.about["number"] * 2}


def test_a_job_is_done_and_its_result_kept(jobs: Jobs) -> None:
    with running(jobs, double=doubled):
        made = ended(jobs, jobs.begin("double", {"number": 21}, ANN))
    assert (made.state, made.result, made.who) == (
        JobState.DONE,
        {"to": "/there", "twice": 42},
        ANN,
    )


def test_the_same_job_is_not_begun_twice_until_it_ended(jobs: Jobs) -> None:
    first = jobs.begin("double", {"number": 1}, ANN)
    assert jobs.begin("double", {"number": 1}, Person("web:2", "Ben")) == first
    assert jobs.begin("double", {"number": 2}, ANN) != first
    with running(jobs, double=doubled):
        ended(jobs, first)
        assert jobs.begin("double", {"number": 1}, ANN) != first


def test_what_fails_by_our_names_says_why(jobs: Jobs) -> None:
    def fails(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        raise KnowledgeError("The disk is full. Free some space.")

    with running(jobs, fail=fails):
        made = ended(jobs, jobs.begin("fail", {}, ANN))
    assert (made.state, made.fault) == (JobState.FAILED, "The disk is full. Free some space.")


def test_what_breaks_says_nothing_of_its_inside_and_the_next_is_done(jobs: Jobs) -> None:
    def breaks(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        raise ValueError("secret")

    with running(jobs, broken=breaks, double=doubled):
        made = ended(jobs, jobs.begin("broken", {}, ANN))
        after = ended(jobs, jobs.begin("double", {"number": 1}, ANN))
    assert made.state is JobState.FAILED
    assert "secret" not in made.fault
    assert after.state is JobState.DONE


def test_a_job_that_is_cancelled_ends_at_its_next_step(jobs: Jobs) -> None:
    began, steps = threading.Event(), []

    def endless(_job: Job, progress: Progress) -> Mapping[str, Any]:
        for step in range(1_000_000):
            progress(f"step {step}", step, 1_000_000)
            steps.append(step)
            began.set()
        return {}

    with running(jobs, endless=endless):
        number = jobs.begin("endless", {}, ANN)
        assert began.wait(30)
        jobs.cancel(number)
        assert jobs.show(number).state in (JobState.CANCELLING, JobState.CANCELLED)
        taken = ended(jobs, number)
    assert taken.state is JobState.CANCELLED
    assert len(steps) < 1_000_000


def test_what_was_done_before_it_was_cancelled_is_said_to_be_done(jobs: Jobs) -> None:
    began, goes_on = threading.Event(), threading.Event()

    def deaf(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        began.set()
        assert goes_on.wait(30)
        return {"said": "It is live."}

    with running(jobs, deaf=deaf):
        number = jobs.begin("deaf", {}, ANN)
        assert began.wait(30)
        jobs.cancel(number)
        assert jobs.show(number).unfinished
        goes_on.set()
        made = ended(jobs, number)
    assert (made.state, made.result) == (JobState.DONE, {"said": "It is live."})


def test_who_waits_is_cancelled_without_being_begun(jobs: Jobs) -> None:
    number = jobs.begin("double", {"number": 1}, ANN)
    jobs.cancel(number)
    with running(jobs, double=doubled):
        pass
    assert jobs.show(number).state is JobState.CANCELLED


def test_what_a_process_left_behind_is_told_of_and_can_be_begun_again(jobs: Jobs) -> None:
    number = jobs.begin("double", {"number": 1}, ANN)
    assert jobs.take(["double"]) is not None
    with running(jobs, double=doubled):
        assert jobs.show(number).state is JobState.INTERRUPTED
        assert "begin it again" in jobs.show(number).fault
        assert ended(jobs, jobs.begin("double", {"number": 1}, ANN)).state is JobState.DONE


def test_a_job_under_way_when_the_service_ends_is_interrupted_not_done(jobs: Jobs) -> None:
    began, ends = threading.Event(), threading.Event()

    def waits(_job: Job, progress: Progress) -> Mapping[str, Any]:
        began.set()
        while not ends.wait(0.01):
            progress("waiting", 0, 1)
        return {}

    with running(jobs, wait=waits):
        number = jobs.begin("wait", {}, ANN)
        assert began.wait(30)
    ends.set()
    assert jobs.show(number).state is JobState.INTERRUPTED


def test_jobs_that_make_revisions_wait_for_each_other_and_keep_no_reader_waiting(
    jobs: Jobs,
) -> None:
    first, release = threading.Event(), threading.Event()
    order: list[str] = []

    def revises(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        order.append("first begins")
        first.set()
        assert release.wait(30)
        order.append("first ends")
        return {}

    def revises_too(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        order.append("second")
        return {}

    with running(jobs, revise=revises, revise_too=revises_too, double=doubled):
        jobs.begin("revise", {}, ANN)
        assert first.wait(30)
        second = jobs.begin("revise_too", {}, ANN)
        assert ended(jobs, jobs.begin("double", {"number": 1}, ANN)).state is JobState.DONE
        release.set()
        ended(jobs, second)
    assert order == ["first begins", "first ends", "second"]


def test_the_newest_of_a_kind_is_found_by_what_it_is_about(jobs: Jobs) -> None:
    first = jobs.begin("double", {"number": 1}, ANN)
    other = jobs.begin("double", {"number": 2}, ANN)
    assert jobs.newest("double", {"number": 1}).id == first
    assert jobs.newest("double").id == other
    assert jobs.newest("double", {"number": 3}) is None
    assert [one.id for one in jobs.latest(["double"])] == [other, first]


def test_how_a_job_ended_is_in_the_audit_log(jobs: Jobs) -> None:
    def refused(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        return {"to": "/there", "objections": ["leaks: 1 of 0"]}

    def fails(_job: Job, _progress: Progress) -> Mapping[str, Any]:
        raise KnowledgeError("The disk is full.")

    jobs.begin("double", {"number": 1}, ANN)
    assert jobs.take(["double"]) is not None
    audit = Audit(jobs._database, jobs._now)
    with running(jobs, double=doubled, refuse=refused, fail=fails):
        for kind in ("double", "refuse", "fail"):
            jobs.begin(kind, {"number": 1}, ANN)
        until(lambda: len(audit.lines(10)) == 4, 30)
    assert all(line.about.startswith("/jobs/") for line in audit.lines(10))
    assert {(line.what, line.outcome, line.who) for line in audit.lines(10)} == {
        ("double", "interrupted", "Ann"),
        ("double", "done", "Ann"),
        ("refuse", "refused", "Ann"),
        ("fail", "failed", "Ann"),
    }


def test_jobs_that_ended_long_ago_are_cleared_away(jobs: Jobs, clock: Clock) -> None:
    number = jobs.begin("double", {"number": 1}, ANN)
    waiting = jobs.begin("double", {"number": 2}, ANN)
    jobs.cancel(number)
    clock.pass_days(1)
    assert jobs.sweep(clock()) == 1
    with pytest.raises(NotHere):
        jobs.show(number)
    assert jobs.show(waiting).unfinished
