"""Urgency with the real model: sentences that are not among the examples it learnt from."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import numpy as np
import pytest

import bot.urgency
from bot.assistant import Assistant
from bot.urgency import Urgency

URGENT = (
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
)
CALM = (
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
    "cheers, very kind",
    "",
)


@pytest.mark.parametrize("text", URGENT)
def test_a_report_of_what_cannot_wait_is_urgent(assistant: Assistant, text: str) -> None:
    assert assistant.is_urgent(text)


@pytest.mark.parametrize("text", CALM)
def test_a_question_about_the_same_matters_is_not(assistant: Assistant, text: str) -> None:
    assert not assistant.is_urgent(text)


def test_the_shipped_weights_are_made_of_the_shipped_examples(assistant: Assistant) -> None:
    folder = Path(bot.urgency.__file__).parent
    shipped = np.load(folder / "urgency.npz", allow_pickle=False)
    examples = (folder / "urgency.toml").read_bytes()
    assert shipped["sentences"] == hashlib.sha256(examples).hexdigest()
    assert isinstance(assistant.is_urgent, Urgency)
    assert shipped["model"] == assistant.is_urgent.model


def test_no_example_stands_on_both_sides_or_twice() -> None:
    folder = Path(bot.urgency.__file__).parent
    examples = tomllib.loads((folder / "urgency.toml").read_text("utf-8"))
    both = [*examples["urgent"], *examples["calm"]]
    assert len(both) == len(set(both))
    assert not set(both) & {*URGENT, *CALM}
