from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.masking import Mask, without_placeholders

PIECES = st.sampled_from(
    "Karen Lee|my boss |jane smith|jane@agency.gov|@jdoe| <@U1>|[name 1]|[e-mail address 2]|"
    "202-555-0143|call |12 Main Street|employee id 4471| and |\n|facebook.com/jane|Thanks, ".split(
        "|"
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=8).map("".join)


def hidden(text: str) -> str:
    return Mask("US").hide(text)


@pytest.mark.parametrize(
    ("text", "as_sent"),
    [
        ("mail jane.doe+x@mail.agency.gov.", "mail [e-mail address 1]."),
        ("call me at 202-555-0143 please", "call me at [phone number 1] please"),
        ("ask <@U123ABC|jane> or @jdoe.smith!", "ask [handle 1] or [handle 2]!"),
        ("<at>Jane Doe</at> said so", "[handle 1] said so"),
        ("see https://linkedin.com/in/jane-doe.", "see [web address 1]."),
        ("at facebook.com/jane.doe?x=1 now", "at [web address 1] now"),
        ("https://jane:secret@host/x", "[web address 1]"),
        ("I live at 123 N. Main St, Apt 4", "I live at [postal address 1]"),
        ("send it to P.O. Box 12", "send it to [postal address 1]"),
        ("my employee number is 448812", "my employee number is [employee number 1]"),
        ("Badge #A-1234 is lost", "Badge #[employee number 1] is lost"),
        ("my boss Karen Lee; Karen again", "my boss [name 1]; [name 2] again"),
    ],
)
def test_what_tells_of_a_person_is_hidden(text: str, as_sent: str) -> None:
    assert hidden(text) == as_sent


@pytest.mark.parametrize(
    "text",
    [
        "can i post on x.com or harbors.example.gov",
        "what do sections 4.1 and 12 of the Court rules say",
        "2 hard drives and 3 days of work place training",
        "is the employee handbook 2024 still in force",
        "form SF-50, GS-12, 5 CFR 2635.702(b)(1)",
        "an e-mail at 5 @ the office",
    ],
)
def test_what_tells_of_none_stays(text: str) -> None:
    assert hidden(text) == text


def test_the_same_words_have_the_same_placeholder_in_every_text() -> None:
    mask = Mask("US")

    assert mask.hide("my boss Karen Lee") == "my boss [name 1]"
    assert mask.hide("may Karen Lee, or Karen, or Jane Roe do it") == (
        "may [name 1], or [name 2], or [name 3] do it"
    )


def test_only_what_the_asker_wrote_is_put_back() -> None:
    mask = Mask("US")
    mask.hide("can Jane Smith post?")
    mask.hide("and my boss Karen Lee?", own=True)

    assert (
        mask.restore("[name 2] may, [Name 2] and [name 1]")
        == "Karen Lee may, Karen Lee and [name 1]"
    )
    assert not mask.foreign("[NAME 2] may")
    assert mask.foreign("[name 1] may")
    assert mask.foreign("[phone number 7]")


def test_what_somebody_else_wrote_is_the_askers_own_once_they_write_it_too() -> None:
    mask = Mask("US")
    mask.hide("can Jane Smith post?")

    assert mask.restore(mask.hide("can Jane Smith?", own=True)) == "can Jane Smith?"


def test_nobody_can_write_a_placeholder_of_ours() -> None:
    mask = Mask("US")
    sent = mask.hide("my boss Karen Lee and [name 1]", own=True)

    assert sent == "my boss [name 1] and [bracket 1]"
    assert mask.restore(sent) == "my boss Karen Lee and [name 1]"


def test_a_sentence_is_checked_without_what_is_hidden() -> None:
    assert without_placeholders("You, [name 1], may.").split() == ["You,", ",", "may."]


@given(TEXTS, TEXTS)
def test_hiding_and_putting_back_gives_the_askers_own_text(before: str, text: str) -> None:
    mask = Mask("US")
    mask.hide(before)

    assert mask.restore(mask.hide(text, own=True)) == text
