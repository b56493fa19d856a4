from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from adapters.chat.model import Asked
from adapters.delivery.model import Event
from knowledge.catalog.database import Database, open_catalog
from tests.adapters.slack.way_in import Entered, entered
from tests.fakes.slack import Slack, until


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Database]:
    opened = open_catalog(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def way(fake: Slack, catalog: Database) -> Iterator[Entered]:
    with entered(fake, catalog, over_socket=True) as one:
        yield one


def texts(way: Entered) -> list[str]:
    return [one.text for one in way.happenings() if isinstance(one, Asked)]


def up(way: Entered) -> bool:
    return not way.entrance.missing() and way.slack.connections() == 1


def test_a_connection_opens_no_port(way: Entered) -> None:
    until(lambda: up(way))

    assert way.entrance.routes == ()


def test_an_envelope_is_acknowledged_after_it_is_committed(fake: Slack, catalog: Database) -> None:
    acks: list[int] = []

    def put(event: Event) -> bool:
        time.sleep(0.2)
        acks.append(len(fake.acks()))
        return event.platform == "slack"

    with entered(fake, catalog, put=put, over_socket=True):
        assert fake.says("U1", "D1", "hi")["deliveries"][0]["acked"]

    assert acks == [0]
    assert len(fake.acks()) == 1


def test_what_cannot_be_committed_is_not_acknowledged(fake: Slack, catalog: Database) -> None:
    tries: list[Event] = []

    def put(event: Event) -> bool:
        tries.append(event)
        if len(tries) == 1:
            raise OSError("disk full")
        return True

    with entered(fake, catalog, put=put, over_socket=True) as way:
        fake.app("", limit=0.5)
        assert fake.says("U1", "D1", "hi")["deliveries"][0]["acked"]
        assert way.refused == ["couldn't take it in"]
    assert len(tries) == 2


def test_another_workspace_s_envelope_is_refused(way: Entered) -> None:
    way.slack.app("", limit=0.2)
    foreign = {"type": "block_actions", "team": {"id": "T2"}, "user": {"id": "U1"}}
    delivery = way.slack.sends(foreign | {"actions": [{"action_id": "claim"}]})

    assert not delivery["acked"]
    assert set(way.refused) == {"another workspace's payload"}


def test_when_slack_asks_for_a_new_connection_it_gets_one(way: Entered) -> None:
    way.slack.asks("U1", "one")
    way.slack.disconnect("refresh_requested")
    until(lambda: up(way))
    way.slack.asks("U1", "two")

    assert texts(way) == ["one", "two"]


def test_a_connection_that_is_cut_is_made_anew(way: Entered) -> None:
    way.slack.drop()
    until(lambda: up(way))
    way.slack.asks("U1", "still there?")

    assert texts(way) == ["still there?"]


def test_what_was_lost_with_a_connection_comes_again(way: Entered) -> None:
    way.slack.app("", limit=0.5)
    way.slack.drop(envelopes=1)
    way.slack.asks("U1", "hello?")

    until(lambda: texts(way) == ["hello?"])


def test_while_slack_is_away_it_is_missed_and_found_again(way: Entered) -> None:
    until(lambda: up(way))
    way.slack.away(600)
    assert until(way.entrance.missing) == "Socket Mode isn't connected"
    way.slack.away(0)
    until(lambda: up(way))
    way.slack.asks("U1", "back?")

    assert texts(way) == ["back?"]


def test_a_client_that_goes_on_with_an_address_that_has_expired_is_replaced(
    way: Entered,
) -> None:
    until(lambda: up(way))
    (client,) = [one._client for one in way.entrance.connections if hasattr(one, "_client")]
    assert client is not None
    client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
    way.slack.drop()

    until(lambda: up(way))
    (replaced,) = [one._client for one in way.entrance.connections if hasattr(one, "_client")]
    assert replaced is not client


def test_a_connection_that_is_silently_dead_is_noticed_and_made_anew(catalog: Database) -> None:
    command = [sys.executable, "-m", "tests.fakes.slack"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as it:
        assert it.stdout is not None
        assert it.stdin is not None
        slack = Slack(it.stdout.readline().strip())
        with entered(slack, catalog, over_socket=True) as way:
            until(lambda: up(way))
            # Nothing is closed, and nothing answers any more.
            it.send_signal(signal.SIGSTOP)
            assert until(way.entrance.missing) == "Socket Mode isn't connected"
            it.send_signal(signal.SIGCONT)
            until(lambda: up(way))
        slack.close()
        it.stdin.close()


def test_a_token_that_slack_refuses_is_tried_again(fake: Slack, catalog: Database) -> None:
    fake.break_down(2, method="apps.connections.open")
    # Whatever an earlier test has made of the logs.
    with structlog.testing.capture_logs() as lines, entered(fake, catalog, over_socket=True) as way:
        until(lambda: up(way))

    assert "can't connect" in [line["event"] for line in lines]
