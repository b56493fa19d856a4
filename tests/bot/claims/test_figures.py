from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.bounds import Bound
from bot.claims.figures import figures
from bot.claims.numbers import in_words, plain
from bot.claims.statement import read
from knowledge.loading.word_numerals import numeral


def found(text: str) -> list[tuple[str, str]]:
    return [(figure.value, figure.unit) for figure in figures(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within ten (10) business days", [("10", "day")]),
        ("twenty-five percent", [("25", "percent")]),
        ("25 % of 1,200.00 dollars", [("25", "percent"), ("1200", "dollar")]),
        ("$1.5 million", [("1500000", "dollar")]),
        ("3-5 days", [("3", "day"), ("5", "day")]),
        ("3 to 5 working days", [("3", "day"), ("5", "day")]),
        ("a 2-hour course", [("2", "hour")]),
        ("once a year", [("1", "time"), ("1", "year")]),
        ("once the Director agrees", []),
        ("if it burns, leave at once", []),
        ("annually and each month", [("1", "year"), ("1", "month")]),
        ("a week from now", [("1", "week")]),
        ("by 9:30 a.m. or 5 pm", [("09:30h", "hour of day"), ("17:00h", "hour of day")]),
        ("at noon", [("12:00h", "hour of day")]),
        ("by April 30, 2026", [("30", "april"), ("2026", "april")]),
        ("no one of them, one another", []),
        ("if only one is left", []),
        ("the second offense", [("2.", "")]),
        ("ask first", []),
        ("form HP-12 and GS-15", []),
        ("within 2 business days, or within 7", [("2", "day"), ("7", "day")]),
        ("see 4.2", [("4.2", "")]),
    ],
)
def test_figures_are_read_with_their_units(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 3 posts", Bound.LEAST),
        ("no fewer than 3 posts", Bound.LEAST),
        ("3 posts or more", Bound.LEAST),
        ("at most 3 posts", Bound.MOST),
        ("not later than 3 days", Bound.MOST),
        ("within 3 days", Bound.MOST),
        ("up to a total of 3 days", Bound.MOST),
        ("can't last longer than 3 days", Bound.MOST),
        ("no single loan can exceed 20 dollars", Bound.MOST),
        ("20 dollars or less", Bound.MOST),
        ("must not exceed 20 dollars", Bound.MOST),
        ("by April 3", Bound.MOST),
        ("more than 3 days", Bound.MORE),
        ("exceeds 20 dollars", Bound.MORE),
        ("fewer than 3 posts", Bound.LESS),
        ("under 5 CFR", Bound.EXACT),
        ("3 days", Bound.EXACT),
    ],
)
def test_bounds_are_read(text: str, expected: Bound) -> None:
    assert [figure.bound for figure in figures(read(text))] == [expected]


def test_what_stands_between_a_figure_and_its_unit_is_kept() -> None:
    (figure,) = figures(read("10 business days"))
    assert figure.modifiers == {"busi"}


@given(st.integers(1, 99))
def test_numbers_in_words_are_read_as_they_are_written(value: int) -> None:
    words = numeral(value, "cardinalText").lower().split("-")
    assert in_words(words) == (plain(value), len(words))
