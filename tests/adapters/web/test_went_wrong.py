from __future__ import annotations

from datetime import timedelta
from html import unescape

from sqlalchemy import update

from adapters.web.documents.taking import WITHDRAW
from adapters.web.drafts.titles import ROLL_BACK
from adapters.web.jobs import JobState
from adapters.web.roles import Role
from bot.model import Person
from knowledge.catalog.tables import job
from tests.adapters.web.harness import Served

ANN = Person("web:9", "Ann Lee")


def done(served: Served, kind: str, **about: object) -> int:
    number = served.parts.jobs.begin(kind, about, ANN)
    served.finish()
    return number


def shown(served: Served, path: str, role: Role = Role.OFFICER) -> str:
    with served.client(role) as client:
        answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_a_job_that_failed_is_told_until_one_like_it_went_well(served: Served) -> None:
    number = done(served, WITHDRAW, document="nothing.md")
    documents = shown(served, "/documents")
    assert "Withdrawing a document failed (begun by Ann Lee, 2026-" in documents
    assert f'href="/jobs/{number}">See why' in documents
    assert f"/jobs/{number}" not in shown(served, "/drafts")
    done(served, WITHDRAW, document="gifts.md")
    assert "failed" not in shown(served, "/documents")


def test_a_job_that_was_interrupted_is_told_for_a_day(served: Served) -> None:
    number = done(served, ROLL_BACK, revision=1, seen=77)
    interrupted = update(job).where(job.c.id == number).values(state=JobState.INTERRUPTED)
    with served.parts.database.write() as connection:
        connection.execute(interrupted)
    said = "Going back to a revision was interrupted"
    assert said in shown(served, "/drafts")
    served.clock.now += timedelta(days=1)
    assert said not in shown(served, "/drafts")


def test_only_who_may_begin_it_again_is_told(served: Served) -> None:
    done(served, ROLL_BACK, revision=1, seen=77)
    assert "failed" in shown(served, "/drafts")
    assert "failed" not in shown(served, "/drafts", Role.EVALUATOR)
