"""What goes wrong around a service that runs, and what it keeps until that is mended."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.adapters.server.conftest import QUESTION, answers, serving, settings, told, until
from tests.fakes.slack import Slack

FOR_THE_OFFICE = "I want to talk to a person."


def test_with_a_new_token_all_is_sent_that_waited_for_it(own: Path, fake: Slack) -> None:
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        until(lambda: service.get("/readyz").status_code == 200)
        fake.token(revoked=True)
        for number in range(4):
            fake.asks("U1", f"{QUESTION} {number}")
        until(lambda: service.get("/readyz").status_code == 503)
        assert "token_revoked" in service.get("/readyz").json()["missing"]["slack"]
        assert service.end() == 0
        (drained,) = [line for line in service.lines() if line["event"] == "drained"]
        assert drained["emptied"]
    assert answers(fake) == []
    fake.token(revoked=False)
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        until(lambda: len(answers(fake)) == 4)
        assert service.get("/readyz").status_code == 200
        assert service.end() == 0
    assert len(answers(fake)) == 4


def test_a_token_that_is_taken_again_needs_no_restart(own: Path, fake: Slack) -> None:
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        until(lambda: service.get("/readyz").status_code == 200)
        fake.token(revoked=True)
        fake.asks("U1", QUESTION)
        until(lambda: service.get("/readyz").status_code == 503)
        fake.token(revoked=False)
        fake.asks("U2", QUESTION)
        until(lambda: [said for said in fake.messages("D2") if said.get("user") != "U2"])
        until(lambda: answers(fake))
        until(lambda: service.get("/readyz").status_code == 200)


def test_what_is_asked_while_the_catalog_is_locked_is_answered_once(own: Path, fake: Slack) -> None:
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        until(lambda: service.get("/readyz").status_code == 200)
        with closing(sqlite3.connect(own / "catalog.sqlite3", isolation_level=None)) as catalog:
            catalog.execute("BEGIN IMMEDIATE")
            fake.says("U1", "D1", QUESTION, later=True)
            time.sleep(5)
            catalog.execute("ROLLBACK")
        until(lambda: answers(fake))
        assert service.end() == 0
    assert len(answers(fake)) == 1


def test_without_an_office_channel_tickets_are_opened_and_that_is_said(
    own: Path, fake: Slack
) -> None:
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        until(lambda: service.get("/readyz").status_code == 200)
        fake.asks("U1", FOR_THE_OFFICE)
        until(lambda: answers(fake))
        assert 'policydesk_tickets{state="open"} 1.0' in service.get("/metrics").text
        assert service.end() == 0
    (said,) = [line for line in service.lines() if "office has no channel" in line["event"]]
    assert "POLICYDESK_SLACK_OFFICE_CHANNEL" in said["remedy"]
