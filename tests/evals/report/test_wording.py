from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import Figure
from evals.report.wording import METRIC, amount, duration, interval, share, told


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 %"),
        (0.0004, "under 0.1 %"),
        (0.004, "0.4 %"),
        (0.564, "56 %"),
        (0.996, "99.6 %"),
        (0.9996, "over 99.9 %"),
        (1, "100 %"),
    ],
)
def test_a_share_is_told_as_per_cent(value: float, said: str) -> None:
    assert plain(share(value)) == said


@given(st.floats(0, 1))
def test_only_none_and_all_are_told_as_none_and_all(value: float) -> None:
    assert (plain(share(value)) == "0 %") == (value == 0)
    assert (plain(share(value)) == "100 %") == (value == 1)


def test_times_have_their_unit() -> None:
    assert [duration(one) for one in (0.4, 51.4, 1250)] == ["0 ms", "51 ms", "1.2 s"]


def test_a_unit_decides_how_a_value_is_told() -> None:
    assert amount(METRIC["mrr"], 0.617) == "0.62"
    assert amount(METRIC["tokens"], 12_345.6) == "12,346"
    assert amount(METRIC["p95_ms"], 80.0) == "80 ms"
    assert amount(METRIC["passed"], None) == "–"


def test_an_interval_says_what_stands_behind_it() -> None:
    def said(*figure: float | None, n: int = 0) -> str:
        value, low, high = figure
        return plain(interval(Figure("passed", value, n, low, high)))

    assert said(0.5, 0.4, 0.6, n=90) == "40 % to 60 %"
    assert said(None, None, None) == "no such case"
    assert said(1.0, 1.0, 1.0, n=1) == "a single case says little"
    # The rule of three: 3 / 60.
    assert said(1.0, 1.0, 1.0, n=60) == "no exception seen; up to 5 % possible"
    assert said(0.0, 0.0, 0.0, n=2) == "no exception seen; up to 100 % possible"


def test_what_never_varies_has_no_interval_from_a_number_to_itself() -> None:
    assert interval(Figure("tokens", 0.0, 9, 0.0, 0.0)) == "no variation seen"
    assert interval(Figure("mrr", 1.0, 9, 0.9, 1.0)) == "0.90 to 1.00"
    # Times of several cases may be told alike without being the same.
    assert interval(Figure("p50_ms", 395.0, 2, 395.0, 395.0)) == "395 ms to 395 ms"


def test_only_shares_have_a_bar() -> None:
    assert told(Figure("passed", 0.0, 9, 0.0, 0.0)).span == (0, 0, 0)
    assert told(Figure("passed")).span is None
    assert told(Figure("mrr", 0.5, 9, 0.4, 0.6)).span is None
