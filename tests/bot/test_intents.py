from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents import intent
from bot.model import Reason

MESSAGES = {
    Reason.SMALL_TALK: (
        "hi",
        "Hello!",
        "hi, how are you today?",
        "thanks, that helps a lot!",
        "good morning",
        "who are you?",
        "thx 👍",
        "what can you do",
    ),
    Reason.ASKED_FOR_PERSON: (
        "can i talk to a human",
        "I want to speak with someone from comms",
        "get me a real person",
        "human please",
        "open a ticket",
        "can someone call me",
        "please connect me with the press office",
    ),
    Reason.ASKS_FOR_DECISION: (
        "can you approve this post: come to our fair",
        "please approve my tweet",
        "I need your approval for a post",
        "i'd like to request an exception to the logo rule",
        "can you check my draft before i post it",
        "will you give me permission to post it",
    ),
    Reason.SENSITIVE: (
        "my boss keeps touching me",
        "I'm being harassed by a coworker online",
        "i got written up for a facebook post what can i do",
        "i want to report my supervisor for fraud",
        "I saw my manager falsifying timesheets",
        "i want to kill myself",
        "they're investigating me for a post",
    ),
    None: (
        "can i post pictures in uniform",
        "hi can i post pictures in uniform?",
        "is it harassment if someone keeps sending a rude picture",
        "what is the policy on whistleblowers",
        "who approves posts",
        "do i need approval to post",
        "can i be fired for a facebook post",
        "who do i talk to about logos",
        "can i talk to a reporter",
        "does my supervisor have to approve my blog",
        "how do i appeal a suspension",
        "how do i report harassment",
        "thanks but can i post it on my page",
        "help with registering a page",
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"), [(text, reason) for reason, texts in MESSAGES.items() for text in texts]
)
def test_what_a_message_is_for(text: str, expected: Reason | None) -> None:
    assert intent(text) is expected


@given(st.text(max_size=500))
def test_any_text_can_be_read(text: str) -> None:
    assert intent(text) in MESSAGES


def test_a_long_text_is_read_in_no_time_that_grows_out_of_hand() -> None:
    # A pattern that backtracks without end would hang here.
    assert intent("my boss is " * 400 + "i have been " * 400) is None
