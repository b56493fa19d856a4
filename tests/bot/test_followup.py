from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followup import (
    FIRST_WEIGHT,
    PREVIOUS_WEIGHT,
    completed,
    leans,
    stand_alone,
    thread_of,
)
from bot.model import Message, Reason
from bot.wording import EVERYONE_ELSE, WHICH_ACCOUNT, asks_back

FIRST = "can I post pictures of myself in uniform"
PREVIOUS = "do I need approval for it"
OFFICE = "Ask the communications office"
PURPOSES = {
    "hi": Reason.SMALL_TALK,
    "thanks": Reason.SMALL_TALK,
    OFFICE: Reason.ASKED_FOR_PERSON,
    "can I talk to somebody": Reason.ASKED_FOR_PERSON,
}
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
    assert stand_alone(text, TALK, PURPOSES.get).texts == ((text, 1.0),)


def test_a_fragment_completes_the_question_before() -> None:
    asked = stand_alone("and for police?", TALK[:2], PURPOSES.get)
    assert asked.text == f"{FIRST} (for police)"
    assert asked.texts == ((f"{FIRST} (for police)", 1.0),)


@pytest.mark.parametrize("text", ["and for how long?", "how long?", "how do I do it", "and when?"])
def test_what_names_nothing_itself_completes_the_question_before(text: str) -> None:
    asked = stand_alone(text, TALK[:2], PURPOSES.get)
    assert asked.text == f"{FIRST} ({text.removeprefix('and ').strip('?')})"
    assert len(asked.texts) == 1


def test_other_follow_ups_weigh_the_first_and_the_previous_question() -> None:
    text = "does that apply to contractors"
    assert stand_alone(text, TALK, PURPOSES.get).texts == (
        (text, 1.0),
        (FIRST, FIRST_WEIGHT),
        (PREVIOUS, PREVIOUS_WEIGHT),
    )


def test_a_clarifying_reply_continues_the_pending_question() -> None:
    talk = (Message("user", FIRST), Message("assistant", WHICH_ACCOUNT))
    assert stand_alone("personal", talk, PURPOSES.get).text == f"{FIRST} (My own account)"


def test_who_asks_for_a_person_means_the_question_before() -> None:
    talk = (Message("user", FIRST), Message("assistant", "Perhaps."))
    asked = stand_alone("can I talk to somebody", talk, PURPOSES.get)
    assert asked.text == FIRST


def test_without_a_conversation_every_question_stands_alone() -> None:
    assert stand_alone("and for police?", (), PURPOSES.get).texts == (("and for police?", 1.0),)


AUDIENCE = asks_back(Reason.WHICH_AUDIENCE, ("law enforcement", EVERYONE_ELSE))


def said(*lines: str) -> tuple[Message, ...]:
    """Return messages of the asker and the bot in turn."""
    return tuple(Message(("user", "assistant")[i % 2], line) for i, line in enumerate(lines))


@pytest.mark.parametrize(
    ("talk", "text", "whole"),
    [
        ((FIRST, WHICH_ACCOUNT, "my own", "Yes."), "what about videos?", "{} (My own account)"),
        ((FIRST, WHICH_ACCOUNT, "2.", "Yes."), "what about videos?", "{} (The agency's account)"),
        ((FIRST, AUDIENCE, "1", "Yes."), "what about videos?", "{} (law enforcement)"),
        ((FIRST, "Perhaps.", OFFICE, "Of course."), "what about videos?", "{}"),
        ((FIRST, "Yes.", "thanks", "Hello!"), "what about videos?", "{}"),
        (("hi", "Hello!", FIRST, "Yes."), "what about videos?", "{}"),
        ((FIRST, "Yes.", "and for police?", "No."), "what about videos?", "{} (for police)"),
    ],
)
def test_a_follow_up_completes_the_question_and_no_button_choice_or_greeting(
    talk: tuple[str, ...], text: str, whole: str
) -> None:
    assert stand_alone(text, said(*talk), PURPOSES.get).text == f"{whole.format(FIRST)} (videos)"


def test_after_a_greeting_alone_a_fragment_stands_alone() -> None:
    assert stand_alone("vacation days", said("hi", "Hello!"), PURPOSES.get).text == "vacation days"


def test_who_presses_the_button_twice_means_the_same_question() -> None:
    talk = said(FIRST, "Perhaps.", OFFICE, "Of course.")
    asked = stand_alone(OFFICE, talk, PURPOSES.get)
    assert (asked.text, asked.subject) == (FIRST, "")


def test_a_new_question_after_a_question_back_is_a_new_question() -> None:
    for back in (WHICH_ACCOUNT, AUDIENCE):
        for text in ("how long must passwords be?", "can I delete comments on my own page?"):
            asked = stand_alone(text, said("may footage be copied", back), PURPOSES.get)
            assert (asked.text, asked.answers) == (text, None)


def test_what_a_message_says_it_stands_for_is_not_found_out_again() -> None:
    talk = (Message("user", "my own", FIRST), Message("assistant", "Yes."))
    assert stand_alone("and for police?", talk, PURPOSES.get).text == f"{FIRST} (for police)"
    assert thread_of((Message("user", FIRST, ""),), PURPOSES.get).subjects == ()


def test_the_offices_words_between_do_not_end_a_question_back() -> None:
    talk = (*said(FIRST, WHICH_ACCOUNT), Message("office", "About yesterday: you may."))
    assert stand_alone("personal", talk, PURPOSES.get).answers is Reason.WHICH_ACCOUNT


_LINES = st.sampled_from([FIRST, PREVIOUS, "and for police?", "hi", OFFICE, "my own", "why", "x"])
_REPLIES = st.sampled_from(["Yes.", WHICH_ACCOUNT, AUDIENCE])


@given(st.lists(st.tuples(_LINES, _REPLIES), max_size=6), _LINES)
def test_the_essence_of_a_thread_is_leant_on_as_the_whole(
    talk: list[tuple[str, str]], text: str
) -> None:
    whole = thread_of(said(*(line for pair in talk for line in pair)), PURPOSES.get)
    essence = whole.essence()
    assert len(essence) <= 4
    purpose = PURPOSES.get(text)
    assert completed(text, thread_of(essence, PURPOSES.get), purpose) == completed(
        text, whole, purpose
    )


@given(st.text(max_size=200), st.lists(st.text(max_size=50), max_size=6))
def test_any_conversation_can_be_read_and_the_last_turn_weighs_most(
    text: str, said: list[str]
) -> None:
    history = tuple(Message("user" if i % 2 == 0 else "assistant", s) for i, s in enumerate(said))
    texts = stand_alone(text, history, PURPOSES.get).texts
    assert texts[0][1] == 1.0
    assert all(weight < 1.0 for _, weight in texts[1:])
