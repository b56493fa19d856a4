from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal.printable import one_line, printable, whole


def test_escape_sequences_lose_their_teeth() -> None:
    assert printable("\x1b[2J\x1b]0;owned\x07Hello\x9b31m") == "[2J]0;ownedHello31m"


def test_characters_that_reorder_text_are_removed() -> None:
    assert printable("pay \u202eevil\u202c now\u2066!") == "pay evil now!"


def test_ordinary_text_in_any_script_is_left_as_it_is() -> None:
    text = "§ 4 “quoted”\n\tไทย naïve 政策 🙂"
    assert printable(text) == text


def test_half_a_character_becomes_the_replacement_character() -> None:
    assert whole("a\udcffb") == "a\ufffdb"


def test_one_line_folds_white_space() -> None:
    assert one_line(" a\n\tb\x00  c ") == "a b c"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_printable_controls_a_terminal_or_fails_to_encode(text: str) -> None:
    shown = printable(text)
    assert all(unicodedata.category(sign) != "Cc" or sign in "\n\t" for sign in shown)
    assert printable(shown) == shown
    shown.encode("utf-8")
