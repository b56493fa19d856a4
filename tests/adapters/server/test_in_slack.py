"""The service with Slack, from outside: what Slack and an operator see of its beginning and end."""

from __future__ import annotations

import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.adapters.server.conftest import QUESTION, answers, serving, settings, told, until
from tests.fakes.slack import Slack

FORGED = "another"


def test_what_is_asked_while_it_warms_up_is_acknowledged_and_answered_after(
    own: Path, fake: Slack
) -> None:
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        assert service.get("/readyz").json()["missing"]["index"] == "starting"
        fake.asks("U1", QUESTION)
        assert fake.deliveries()[-1]["acked"]
        assert "policydesk_events_total" in service.get("/metrics").text
        until(lambda: answers(fake))
        assert "in uniform" in answers(fake)[0]
        assert service.get("/readyz").status_code == 200
        figures = service.get("/metrics").text
        assert 'policydesk_decisions_total{kind="answer",reason="answered"} 1.0' in figures
        assert "policydesk_ack_seconds_count 0.0" not in figures
        assert service.end() == 0
    log = service.log.read_text("utf-8")
    for secret in ("Gwendolyn", "uniform", "xoxb-1", "s3cret"):
        assert secret not in log


def test_what_is_in_hand_when_it_is_asked_to_end_is_finished_first(own: Path, fake: Slack) -> None:
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        until(lambda: service.get("/readyz").status_code == 200)
        for number in range(5):
            fake.asks("U1", f"{QUESTION} {number}")
        assert service.end() == 0
    # What no worker had taken yet waits for the next start; nothing is left half done.
    with closing(sqlite3.connect(own / "catalog.sqlite3")) as catalog:
        states = [state for (state,) in catalog.execute("SELECT state FROM inbox")]
        unsent = catalog.execute("SELECT count(*) FROM outbox WHERE state != 'sent'").fetchone()[0]
    assert set(states) <= {"handled", "waiting"}
    assert len(answers(fake)) + unsent == states.count("handled") > 0


def test_while_slack_is_away_it_is_not_ready_and_says_so(own: Path, fake: Slack) -> None:
    fake.app("")
    fake.away(3600)
    with serving(own, **settings(fake, over_socket=True)) as service:
        until(lambda: "index" not in service.get("/readyz").json()["missing"])
        missing = service.get("/readyz").json()["missing"]
        assert list(missing) == ["slack"]
        assert service.get("/healthz").text == "ok"
        fake.recover()
        until(lambda: service.get("/readyz").status_code == 200)
        fake.asks("U1", QUESTION)
        until(lambda: answers(fake))
        assert "policydesk_ack_seconds_count 0.0" not in service.get("/metrics").text


def test_a_second_signal_ends_it_at_once(own: Path, fake: Slack) -> None:
    head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
    with (
        serving(own, **settings(fake)) as service,
        socket.create_connection(("127.0.0.1", service.port)) as slow,
    ):
        # Somebody's request isn't whole yet, so that it waits for them.
        slow.sendall(head)
        assert service.get("/healthz").text == "ok"
        service.process.send_signal(signal.SIGTERM)
        until(lambda: "stopping" in [line["event"] for line in service.lines()])
        assert service.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert "stopped" not in [line["event"] for line in service.lines()]


def test_what_is_not_slacks_is_refused_and_counted(own: Path, fake: Slack) -> None:
    with serving(own, **settings(fake)) as service:
        told(fake, service)
        refused = fake.raw('{"type": "event_callback"}', secret=FORGED)
        assert refused["status"] == 401
        assert 'requests_refused_total{why="bad signature"} 1.0' in service.get("/metrics").text
