"""What messages are for, with the real model: none of them is among the examples it learnt from."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from importlib.resources import files

import numpy as np
import pytest

from bot.assistant import Assistant
from bot.model import Reason
from bot.purpose import Purpose

Tell = Callable[[str], Reason | None]

MESSAGES = {
    Reason.URGENT: (
        "someone broke into the agency facebook and changed everything",
        "our twitter handle now belongs to some crypto bro",
        "i think the parks department insta got hackd, theres weird stories up",
        "the insta acount of the fire dept has been stollen",
        "tv news is here and they want me on camera",
        "theres a reporter calling about the arrest what do i tell him",
        "a guy from fox is on the other line",
        "my tweet is going viral and its bad",
        "people are really angry under our snow removal post and it keeps growing",
        "a man wrote he will shoot the inspector",
        "someone threatened me on messenger because of my job",
        "a fake sheriff's office page is scamming people out of bail money",
        "i posted to the wrong account omg",
        "URGENT!! need to reach comms",
        "active shooter alert is spreading and it's not true, it names our building",
    ),
    Reason.SMALL_TALK: (
        "Hello!",
        "hi, how are you today?",
        "thanks, that helps a lot!",
        "cheers, very kind",
        "thx 👍",
    ),
    Reason.ASKED_FOR_PERSON: (
        "I want to speak with someone from comms",
        "get me a real person",
        "open a ticket",
        "can someone call me",
        "please connect me with the press office",
    ),
    Reason.ASKS_FOR_DECISION: (
        "can you approve this post: come to our fair",
        "please approve my tweet",
        "I need your approval for a post",
        "i'd like to request an exception to the logo rule",
        "will you give me permission to post it",
    ),
    Reason.SENSITIVE: (
        "my boss keeps touching me",
        "I'm being harassed by a coworker online",
        "they wrote me up, can i fight it",
        "i want to report my supervisor for fraud",
        "I saw my manager falsifying timesheets",
        "they're investigating me for a post",
        "My supervisor is harassing me, call me tonight",
    ),
    None: (
        "can i wear my badge in a selfie",
        "what will the policy on hacked accounts be in the future",
        "do hacked accounts have to be reported",
        "how do i make sure our page won't get hacked",
        "who do i contact for press questions",
        "may i comment on a news story about us",
        "is it allowed to share viral videos from the agency account",
        "we're planning a campaign that we hope goes viral",
        "our page got a bad review, may we answer",
        "he was fired for a tweet, is that legal",
        "what do i do if someone threatens us",
        "our account was hacked last year, what did we learn",
        "the press wants our annual report, may i send the link",
        "and for retirees?",
        "can i post pictures in uniform",
        "hi can i post pictures in uniform?",
        "is it harassment if someone keeps sending a rude picture",
        "what is the policy on whistleblowers",
        "do i need approval to post",
        "can i be fired for a facebook post",
        "who do i talk to about logos",
        "does my supervisor have to approve my blog",
        "how do i appeal a suspension",
    ),
}


@pytest.fixture(scope="module")
def tell(assistant: Assistant) -> Tell:
    return assistant.purpose_of


@pytest.mark.parametrize(
    ("text", "meant"), [(text, meant) for meant, texts in MESSAGES.items() for text in texts]
)
def test_a_message_is_known_by_its_likeness_to_others(
    tell: Tell, text: str, meant: Reason | None
) -> None:
    assert tell(text) is meant


@pytest.mark.parametrize("text", ["", "?", "my boss is " * 400, "\x00 ü ☃", "hi " * 5_000])
def test_any_text_can_be_read(tell: Tell, text: str) -> None:
    assert tell(text) in (None, *Reason)


def test_the_shipped_fit_is_made_of_the_shipped_examples(tell: Tell) -> None:
    shipped = np.load(str(files("bot") / "purpose.npz"), allow_pickle=False)
    examples = (files("bot") / "purpose.toml").read_bytes()
    assert shipped["examples_digest"] == hashlib.sha256(examples).hexdigest()
    assert isinstance(tell, Purpose)
    assert shipped["model"] == tell.model


def test_no_example_stands_on_two_sides_or_is_tested_with() -> None:
    examples = tomllib.loads((files("bot") / "purpose.toml").read_text("utf-8"))
    texts = [text for kinds in examples.values() for of in kinds.values() for text in of]
    assert len(texts) == len(set(texts))
    assert not set(texts) & {text for texts in MESSAGES.values() for text in texts}
