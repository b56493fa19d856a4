from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followup import FIRST_WEIGHT, PREVIOUS_WEIGHT, leans, stand_alone
from bot.model import Message, Reason
from bot.wording import WHICH_ACCOUNT

FIRST = "can I post pictures of myself in uniform"
PREVIOUS = "do I need approval for it"
TALK = (
    Message("user", FIRST),
    Message("assistant", "Yes."),
    Message("user", PREVIOUS),
    Message("assistant", "No."),
)


@pytest.mark.parametrize(
    "text",
    [
        "and for police?",
        "what about on my own phone?",
        "does that apply to contractors",
        "can they cover my train ticket tho",
        "so could a newspaper get hold of them?",
        "who approves it",
        "how long?",
        "why",
        "even after hours?",
        "my own",
    ],
)
def test_a_question_that_leans_on_the_conversation_is_known(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "can I post pictures of myself in uniform",
        "are chat messages private records",
        "is it ok to tweet about a conference from our account",
        "is there a rule about political activity on social media",
        "I'm writing a blog about my job, when can I publish it",
        "how do I register a profile for our unit",
    ],
)
def test_a_self_contained_question_is_searched_alone(text: str) -> None:
    assert not leans(text)
    assert stand_alone(text, TALK).texts == ((text, 1.0),)


def test_a_fragment_completes_the_question_before() -> None:
    asked = stand_alone("and for police?", TALK[:2])
    assert asked.text == f"{FIRST} (for police)"
    assert asked.texts == ((f"{FIRST} (for police)", 1.0),)


def test_other_follow_ups_weigh_the_first_and_the_previous_question() -> None:
    text = "does that apply to contractors"
    assert stand_alone(text, TALK).texts == (
        (text, 1.0),
        (FIRST, FIRST_WEIGHT),
        (PREVIOUS, PREVIOUS_WEIGHT),
    )


def test_a_clarifying_reply_continues_the_pending_question() -> None:
    talk = (Message("user", FIRST), Message("assistant", WHICH_ACCOUNT))
    assert stand_alone("personal", talk).text == f"{FIRST} (My own account)"


def test_who_asks_for_a_person_means_the_question_before() -> None:
    talk = (Message("user", FIRST), Message("assistant", "Perhaps."))
    asked = stand_alone("can I talk to somebody", talk, Reason.ASKED_FOR_PERSON)
    assert asked.text == FIRST


def test_without_a_conversation_every_question_stands_alone() -> None:
    assert stand_alone("and for police?", ()).texts == (("and for police?", 1.0),)


@given(st.text(max_size=200), st.lists(st.text(max_size=50), max_size=6))
def test_any_conversation_can_be_read_and_the_last_turn_weighs_most(
    text: str, said: list[str]
) -> None:
    history = tuple(Message("user" if i % 2 == 0 else "assistant", s) for i, s in enumerate(said))
    texts = stand_alone(text, history).texts
    assert texts[0][1] == 1.0
    assert all(weight < 1.0 for _, weight in texts[1:])
