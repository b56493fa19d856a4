from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.loading.numerals import ordinal


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        (1, "a", "a"),
        (26, "a", "z"),
        (27, "a", "aa"),
        (702, "A", "ZZ"),
        (703, "a", "aaa"),
        (4, "i", "iv"),
        (1994, "I", "MCMXCIV"),
        (0, "a", "0"),
        (-1, "i", "-1"),
        (4000, "I", "4000"),
        (7, "1", "7"),
    ],
)
def test_numbers_are_written_in_the_style_of_their_list(
    value: int, style: str, written: str
) -> None:
    assert ordinal(value, style) == written


@given(st.integers(1, 3999), st.sampled_from("aAiI"))
def test_no_two_numbers_look_alike(value: int, style: str) -> None:
    assert ordinal(value, style) != ordinal(value + 1, style)
