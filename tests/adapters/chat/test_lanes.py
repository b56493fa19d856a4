from __future__ import annotations

import pytest

from adapters.chat.lanes import event
from adapters.chat.model import Asked, Asker, How, Opened, Place, from_event


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
    asked = Asked(Asker("slack", "U1", "T1"), Place("slack", "T1", "C1", thread), how, "hi", ts)
    made = event(asked, "post C1 17.1")

    assert (made.platform, made.id, made.lane) == ("slack", "post C1 17.1", lane)
    assert from_event(made) == asked


@pytest.mark.parametrize("platform", ["slack", "teams"])
def test_what_happened_comes_back_of_its_own_platform(platform: str) -> None:
    opened = Opened(Asker(platform, "U1", "T1"), Place(platform, "T1", "C1"))
    made = event(opened, "added C1")

    assert (made.platform, made.lane) == (platform, "C1")
    assert from_event(made) == opened
