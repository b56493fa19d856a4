from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import LONGEST, hear
from bot.model import Reason


@pytest.mark.parametrize("text", ["", "   ", "???", "\x00\x00", "👍", "\u200b"])
def test_a_message_without_a_word_is_empty(text: str) -> None:
    assert hear(text, "US").fault is Reason.EMPTY


def test_a_very_long_message_is_cut_and_named_so() -> None:
    heard = hear("may I post this? " * 10_000, "US")
    assert heard.fault is Reason.TOO_LONG
    assert len(heard.text) < LONGEST


def test_a_number_that_the_cut_divides_is_not_kept() -> None:
    text = "x" * (LONGEST - 11) + " 4111 1111 1111 1111 and more"
    assert "4111" not in hear(text, "US").text


def test_personal_data_is_taken_out_and_named() -> None:
    heard = hear("is 536-22-1234 ok", "US")
    assert heard.text == "is [national identity number removed] ok"
    assert heard.said.split() == ["is", "ok"]
    assert heard.removed == ("national identity number",)
    assert heard.fault is Reason.PERSONAL_DATA


def test_control_characters_become_spaces() -> None:
    assert hear("may I\x00 post\u202e this", "US").text == "may I  post  this"


@given(st.text(max_size=5000))
def test_what_was_heard_has_no_control_characters(text: str) -> None:
    heard = hear(text, "US").text
    assert all(c in "\n\t" or c.isprintable() or c.isspace() for c in heard)
