from __future__ import annotations

import pytest

from adapters.slack.entering.lanes import event
from adapters.slack.model import Asked, Asker, How, Place, from_body


@pytest.mark.parametrize(
    ("how", "thread", "ts", "lane"),
    [
        (How.DIRECT, "", "17.1", "C1:17.1"),
        (How.MENTION, "", "17.1", "C1:17.1"),
        (How.MENTION, "16.1", "17.1", "C1:16.1"),
        (How.THREAD, "16.1", "17.1", "C1:16.1"),
        (How.COMMAND, "", "", "C1:-:U1"),
        (How.SHORTCUT, "", "17.1", "C1:17.1:U1"),
        (How.SHORTCUT, "16.1", "17.1", "C1:16.1:U1"),
    ],
)
def test_a_conversation_is_handled_in_turn(how: How, thread: str, ts: str, lane: str) -> None:
    asked = Asked(Asker("U1", "T1"), Place("T1", "C1", thread), how, "hi", ts)
    made = event(asked, "post C1 17.1")

    assert (made.platform, made.id, made.lane) == ("slack", "post C1 17.1", lane)
    assert from_body(made.body) == asked
