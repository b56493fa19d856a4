"""What is written in a thread without the bot's name: heard, left alone, or asked about."""

from __future__ import annotations

import pytest

from adapters.chat.model import How
from bot import chat_wording
from bot.model import Person
from tests.adapters.slack.asking.talk import Answer, Talk, stamp

PICTURES = "May I post pictures of myself in uniform on my own account?"
OFFICER = Person("slack:T1:U90", "Olive Officer")
UNCLEAR = chat_wording.was_it_for_me("the press office", "")


def adds(talk: Talk, text: str, *others: str, first: str = PICTURES) -> tuple[Answer, bool]:
    """Return what comes of a message below an answer, and whether anything was kept of it."""
    thread = stamp()
    talk.mention("U1", first, ts=thread)
    before = talk.turns(), len(talk.assistant.tickets.list())
    answer = talk.asks("U1", text, How.THREAD, thread, others=others)
    return answer, (talk.turns(), len(talk.assistant.tickets.list())) != before


@pytest.mark.parametrize(
    "text",
    [
        "and for how long?",
        "what about my own account",
        "And on duty?",
        "and in a crime scene",
        "is the same true at night",
        "Does that hold for volunteers too?",
        "so who has to approve it",
        "can you tell me where that stands?",
        "how about a picture from last year",
        "May moderators hide threats?",
        "for retirees?",
    ],
)
def test_a_follow_up_needs_no_mention(talk: Talk, text: str) -> None:
    answer, kept = adds(talk, text)

    assert answer.ways == ["post"]
    assert kept


@pytest.mark.parametrize(
    "text",
    [
        "lunch at noon?",
        "ok great see you there, and take an umbrella",
        "Where did you park?",
        "Did you see the game last night?",
        "interesting, nobody had told me",
        "so we can post it then",
        "Let's ask Ben about it",
        "I'll call you later",
        "which means no pictures at the pool, told you",
        "Who brings the cake tomorrow?",
        "could you send me the slides of the harbor tour?",
        "haha good one",
        "Thanks, that was quick",
        "My number is 212-555-0172 by the way",
    ],
)
def test_chatter_is_left_alone_and_nothing_is_kept_of_it(talk: Talk, text: str) -> None:
    answer, kept = adds(talk, text)

    assert not answer.outgoing
    assert not kept


@pytest.mark.parametrize(
    "text",
    [
        "a colleague could you approve my vacation request for next week?",
        "a colleague coffee at three?",
        "a colleague may we post that picture on an official account?",
        "a colleague I would like to talk to a person about this",
    ],
)
def test_what_names_a_colleague_is_for_the_colleague(talk: Talk, text: str) -> None:
    answer, kept = adds(talk, text, "U2")

    assert not answer.outgoing
    assert not kept


@pytest.mark.parametrize(
    "text",
    [
        "Somebody has taken over our official account right now and posts insults!",
        "a reporter with a camera is pushing into the station right now, help",
        "My boss keeps sending me obscene messages and I am afraid of him.",
        "I'd like to speak to somebody at the press office about this, please",
        "Can I talk to a human about that?",
    ],
)
def test_what_cannot_wait_becomes_a_ticket_without_a_mention(talk: Talk, text: str) -> None:
    answer, _ = adds(talk, text)

    assert "as ticket" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "a colleague somebody has taken over our official account right now!",
        "a colleague my boss keeps sending me obscene messages and I am afraid of him.",
    ],
)
def test_what_cannot_wait_and_was_said_to_a_colleague_is_asked_about_and_not_kept(
    talk: Talk, text: str
) -> None:
    answer, kept = adds(talk, text, "U2")

    assert (answer.ways, answer.text) == (["ephemeral"], UNCLEAR)
    assert not kept


def test_a_wish_that_may_be_put_to_a_colleague_opens_no_ticket(talk: Talk) -> None:
    for text in ("please approve my post on the official account", "can you call me?"):
        answer, kept = adds(talk, text)

        assert (answer.ways, answer.text) == (["ephemeral"], UNCLEAR)
        assert not kept


def test_a_reply_to_a_question_back_is_no_question_and_is_heard(talk: Talk) -> None:
    answer, kept = adds(talk, "my own account", first="Do posts need approval?")

    assert "need no approval" in answer.text
    assert kept


def test_who_asked_nothing_in_the_thread_is_not_heard_in_it(talk: Talk) -> None:
    thread = stamp()
    talk.mention("U1", PICTURES, ts=thread)

    assert not talk.asks("U2", "Our account was just hacked!!", How.THREAD, thread).outgoing


def test_a_word_to_a_colleague_below_the_offices_reply_stays_with_the_colleague(
    talk: Talk,
) -> None:
    thread = stamp()
    talk.mention("U1", "I would like to speak to a person, please.", ts=thread)
    (ticket,) = talk.assistant.tickets.of(f"slack:T1:{talk.channel}:{thread}")
    talk.assistant.tickets.reply(ticket.id, "Ask Ann.", OFFICER)

    left = talk.asks("U1", "@ben which Ann is that?", How.THREAD, thread, others=("U2",))
    given = talk.asks("U1", "@olive which Ann is that?", How.THREAD, thread, others=("U90",))

    assert not left.outgoing
    assert f"ticket {ticket.id} waits for a reply again" in given.text
