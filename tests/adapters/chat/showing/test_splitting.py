from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.showing.splitting import length, pieces, shortened
from tests.adapters.slack.decisions import LONG, TEXT


@given(TEXT | LONG, st.integers(2, 3_000))
def test_the_pieces_joined_are_the_text_and_none_is_too_long(text: str, most: int) -> None:
    found = list(pieces(text, most))
    assert "".join(found) == text
    assert all(0 < length(piece) <= most for piece in found)


@given(TEXT | LONG, st.integers(3, 3_000))
def test_what_is_shortened_is_the_beginning_with_an_ellipsis(text: str, most: int) -> None:
    short = shortened(text, most)
    assert length(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("one two three", "one two "),
        ("one two\nthree", "one two\n"),
        ("abcdefghijklm", "abcdefghij"),
        ("a\nbcdefghijklm", "a\nbcdefghi"),
        ("one two &amp; six", "one two "),
        ("eight <@U123|x>", "eight "),
    ],
)
def test_a_text_is_cut_at_a_line_a_word_or_else_anywhere_but_in_mark_up(
    text: str, first: str
) -> None:
    assert next(pieces(text, 10)) == first


def test_an_emoji_counts_twice() -> None:
    assert length("a😀") == 3
    assert list(pieces("😀" * 5, 4)) == ["😀😀", "😀😀", "😀"]
