from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fragments import is_fragment, is_short_reply, without_link


@pytest.mark.parametrize(
    ("text", "completes", "replies"),
    [
        ("and for police?", True, True),
        ("my own", True, True),
        ("it's my own", False, True),
        ("I mean our posts", True, True),
        ("my work account", False, True),
        ("can I post it", False, False),
        ("how long must passwords be?", False, False),
        ("is that so?", False, False),
        ("the pictures from the fair of last week in the park", False, False),
    ],
)
def test_a_few_words_complete_or_reply(text: str, *, completes: bool, replies: bool) -> None:
    assert is_fragment(text) is completes
    assert is_short_reply(text) is replies


def test_the_word_that_links_a_fragment_is_no_part_of_it() -> None:
    assert without_link("what about videos?") == " videos?"
    assert without_link("videos?") == "videos?"


@given(st.text(max_size=80))
def test_what_completes_a_question_stays_the_end_of_the_text(text: str) -> None:
    assert text.endswith(without_link(text))
