from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.compare import Difference
from evals.compare.bars import Row, headlines, rows, scales
from evals.metrics import METRICS

METRIC = {metric.name: metric for metric in METRICS}


def difference(
    name: str, value: float, low: float | None = None, high: float | None = None
) -> Difference:
    return Difference(METRIC[name], 0.5, 0.5 + value, value, low, high, 40)


def row(one: Difference) -> Row:
    (found,) = rows([one])
    return found


def test_better_is_to_the_right_whichever_way_a_figure_goes() -> None:
    fewer, slower = difference("leaks", -0.2, -0.3, -0.1), difference("p95_ms", 20, 10, 30)
    assert row(fewer).span == pytest.approx((5 / 6, 4 / 6, 1))
    assert row(slower).span == pytest.approx((1 / 6, 0, 1 / 3))
    assert (row(fewer).judged, row(fewer).tone) == ("better", "good")
    assert (row(slower).judged, row(slower).tone) == ("worse", "bad")


def test_what_has_one_unit_has_one_scale_which_is_told() -> None:
    found = rows(
        [
            difference("passed", 0.06, 0.02, 0.1),
            difference("facts", -0.2, -0.27, -0.1),
            difference("p95_ms", 140, 100, 180),
        ]
    )
    assert scales(found) == ("30 points for shares", "200 ms for times")
    assert found[0].span == pytest.approx((0.6, 0.5 + 1 / 30, 0.5 + 1 / 6))


def test_changes_have_signs_and_intervals_and_nothing_is_called_nothing() -> None:
    fewer = row(difference("passed", -0.058, -0.121, -0.014)).told
    assert fewer.replace("\N{MINUS SIGN}", "-") == "-5.8 points (-12.1 to -1.4)"
    assert row(difference("p95_ms", 17, 11, 20)).told == "+17 ms (+11 to +20)"
    assert row(difference("brier", 0.01, -0.0001, 0.02)).told == "+0.010 (+0.000 to +0.020)"
    assert row(difference("passed", 0, 0, 0)).told == "no change"
    few = row(difference("passed", 1.0))
    assert (few.told, few.span) == ("+100.0 points; too few cases to tell it from chance", None)
    gone = row(Difference(METRIC["passed"], 0.5, None, None, None, None, 0))
    assert (gone.b, gone.change, gone.told) == ("–", "–", "not measured in both runs")


def test_a_director_reads_plain_words_and_what_passed_first() -> None:
    found = headlines([difference(name, 0, 0, 0) for name in ("mrr", "facts", "passed")])
    assert [one.label for one in found] == [
        "Right in everything that is asked of it",
        "Required facts that the answers have",
    ]


@given(st.lists(st.tuples(*[st.floats(-1, 1)] * 3), min_size=1, max_size=5))
def test_no_bar_leaves_its_line(ends: list[tuple[float, float, float]]) -> None:
    ordered = [sorted(three) for three in ends]
    found = rows([difference("passed", value, low, high) for low, value, high in ordered])
    for one in found:
        assert one.span is not None
        value, low, high = one.span
        assert 0 <= low <= value <= high <= 1
