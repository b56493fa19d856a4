"""Whole conversations with the real service, over HTTP and over Socket Mode."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.adapters.chat.dialogs.language import Dialog, dialogs
from tests.adapters.chat.dialogs.stage import Stage
from tests.adapters.slack.dialogs.conftest import Running
from tests.adapters.slack.dialogs.playground import SlackPlayground


@pytest.mark.parametrize("dialog", dialogs("slack"), ids=str)
def test_conversation(dialog: Dialog, running: Running) -> None:
    before = len(running.slack.calls())
    here = SlackPlayground(running.slack)
    Stage(running.service, here, here).play(dialog)
    running.service.settle()
    calls = running.slack.calls()[before:]
    refused = [call for call in calls if not call["answer"] or not call["answer"]["ok"]]
    assert refused == [], "Slack took everything"


def test_no_message_was_sent_twice(running: Running) -> None:
    posts = running.slack.calls("chat.postMessage")
    keys = Counter(post["body"]["metadata"]["event_payload"]["key"] for post in posts)
    assert [key for key, times in keys.items() if times > 1] == []
