"""Nothing that goes wrong at Slack or here loses an answer, or sends it twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.chat.harness import copied
from tests.adapters.slack.dialogs.conftest import Running
from tests.adapters.slack.dialogs.playground import prepare
from tests.adapters.slack.harness import OFFICE, ON_CALL, SECOND, serve, start
from tests.fakes.slack import Slack, shown, slack, until

QUESTION = "May moderators hide threats?"
ANSWER = "Moderators may hide comments"


@pytest.fixture
def well(running: Running) -> Iterator[Running]:
    yield running
    running.slack.recover()


def answers(one: Slack, user: str) -> list[str]:
    posted = [shown(m) for m in one.messages(f"D{user[1:]}") if m["user"] == "UBOT"]
    return [text for text in posted if ANSWER in text]


def answered_once(running: Running, *users: str) -> None:
    for user in users:
        until(lambda user=user: answers(running.slack, user), 60)
    running.service.settle()
    assert [len(answers(running.slack, user)) for user in users] == [1] * len(users)


def test_an_answer_whose_sending_was_cut_off_is_looked_for_before_it_is_sent_again(
    well: Running,
) -> None:
    well.slack.swallow(1, method="chat.postMessage")
    well.slack.asks("U101", QUESTION)
    answered_once(well, "U101")


def test_too_many_requests_and_a_broken_slack_only_delay_an_answer(well: Running) -> None:
    well.slack.limit(2, after=1, method="chat.postMessage")
    well.slack.asks("U102", QUESTION)
    answered_once(well, "U102")
    well.slack.break_down(2)
    well.slack.asks("U103", QUESTION)
    answered_once(well, "U103")


def test_while_slack_is_away_answers_wait(well: Running) -> None:
    well.slack.away(3)
    well.slack.says("U104", "D104", QUESTION, later=True)
    answered_once(well, "U104")


def test_what_was_asked_over_a_dropped_socket_is_answered(socket: Running) -> None:
    socket.slack.drop(1)
    socket.slack.says("U105", "D105", QUESTION, later=True)
    answered_once(socket, "U105")
    socket.slack.disconnect()
    socket.slack.says("U106", "D106", QUESTION, later=True)
    answered_once(socket, "U106")


@pytest.fixture(scope="module")
def own(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service that no conversation needs afterwards."""
    data = copied(policies, tmp_path_factory.mktemp("own") / "data")
    with slack() as one:
        prepare(one)
        with serve(data, one) as service:
            yield Running(one, service)


def test_that_the_office_s_channel_cannot_be_reached_is_told_to_who_is_on_call(
    own: Running,
) -> None:
    own.slack.refuse(OFFICE, "is_archived")
    own.slack.asks("U107", "I want to talk to a person")
    for on_call in (ON_CALL, SECOND):
        until(lambda user=on_call: _told(own.slack, user, "Tickets can't be shown"))
    own.slack.refuse(OFFICE, "")


def _told(one: Slack, user: str, words: str) -> bool:
    return any(words in shown(message) for message in one.messages(f"D{user[1:]}"))


def test_who_was_killed_goes_on_where_it_was(own: Running) -> None:
    users = [f"U{200 + number}" for number in range(8)]
    for user in users:
        own.slack.says(user, f"D{user[1:]}", QUESTION, later=True)
    until(lambda: sum(told["acked"] for told in own.slack.deliveries()) > len(users))
    own.service.kill()
    again = start(own.service.data, own.slack)
    try:
        until(again.ready, 180)
        answered_once(Running(own.slack, again), *users)
    finally:
        again.stop()
