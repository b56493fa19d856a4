"""Whole conversations with the real service, over HTTP and over Socket Mode."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.slack.dialogs.cast import Cast, prepare
from tests.adapters.slack.dialogs.language import Dialog, dialogs
from tests.adapters.slack.dialogs.stage import Stage
from tests.adapters.slack.harness import Service, copied, serve
from tests.fakes.slack import Slack, slack


@pytest.fixture(scope="module", params=["http", "socket"])
def running(
    request: pytest.FixtureRequest, policies: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Slack, Service]]:
    data = copied(policies, tmp_path_factory.mktemp(request.param) / "data")
    with slack() as one:
        prepare(one)
        with serve(data, one, over_socket=request.param == "socket") as service:
            yield one, service


@pytest.mark.parametrize("dialog", dialogs(), ids=str)
def test_conversation(dialog: Dialog, running: tuple[Slack, Service]) -> None:
    one, service = running
    before = len(one.calls())
    Stage(one, service, Cast(one)).play(dialog)
    service.settle()
    calls = one.calls()[before:]
    refused = [c for c in calls if c["answer"] and not c["answer"]["ok"]]
    assert refused == [], "Slack took everything"


def test_no_message_was_sent_twice(running: tuple[Slack, Service]) -> None:
    one, _ = running
    posts = [c for c in one.calls("chat.postMessage") if c["answer"]["ok"]]
    keys = Counter(post["body"]["metadata"]["event_payload"]["key"] for post in posts)
    assert [key for key, times in keys.items() if times > 1] == []
