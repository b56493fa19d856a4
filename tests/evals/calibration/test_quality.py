from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from evals.calibration.quality import (
    auroc,
    brier,
    calibration_error,
    curve,
    measured,
    numbers,
)

TRUTH = numbers([1, 0, 1, 1, 0, 0, 1, 0, 1, 1])
CHANCES = numbers([0.9, 0.2, 0.8, 0.4, 0.6, 0.1, 0.7, 0.4, 0.95, 0.5])
stated = st.lists(
    st.tuples(st.booleans(), st.sampled_from([k / 8 for k in range(9)])), min_size=2, max_size=40
)


def test_figures_are_those_of_a_table_counted_by_hand() -> None:
    # 0.01 + 0.04 + 0.04 + 0.36 + 0.36 + 0.01 + 0.09 + 0.16 + 0.0025 + 0.25, over ten.
    assert float(brier(TRUTH, CHANCES)) == pytest.approx(0.13225)
    # 6 right ones against 4 others: of the 24 pairs the one at .4 loses to .6 and ties with .4,
    # that at .5 loses to .6.
    assert float(auroc(TRUTH, CHANCES)) == pytest.approx((24 - 2 - 0.5) / 24)
    # One case to a bin: the mean distance of chance and truth.
    assert float(calibration_error(TRUTH, CHANCES)) == pytest.approx(0.305)


def test_the_curve_is_that_of_a_table_counted_by_hand() -> None:
    # By chance: 1 1 1 0 1 (1 0 of one chance) 0 0 … : half a right one for the first of the two.
    expected = (1, 1, 1, 4 / 4, 4 / 5, 5 / 6, 5.5 / 7, 6 / 8, 6 / 9, 6 / 10)
    order = numbers([0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.4, 0.2, 0.1])
    truth = numbers([1, 1, 1, 1, 0, 1, 1, 0, 0, 0])
    assert curve(truth, order) == pytest.approx(expected)
    assert curve(TRUTH, CHANCES) == pytest.approx(expected)


@given(stated)
def test_a_second_library_counts_the_same(made: list[tuple[bool, float]]) -> None:
    truth, chances = numbers(t for t, _ in made), numbers(c for _, c in made)
    assert float(brier(truth, chances)) == pytest.approx(brier_score_loss(truth, chances))
    if 0 < truth.sum() < len(truth):
        assert float(auroc(truth, chances)) == pytest.approx(roc_auc_score(truth, chances))


@given(stated, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_no_curve(
    made: list[tuple[bool, float]], dealer: np.random.Generator
) -> None:
    shuffled = list(made)
    dealer.shuffle(shuffled)
    curves = [
        curve(numbers(t for t, _ in one), numbers(c for _, c in one)) for one in (made, shuffled)
    ]
    assert curves[0] == pytest.approx(curves[1])
    assert curves[0][-1] == pytest.approx(sum(t for t, _ in made) / len(made))


def test_overconfidence_is_an_error_of_calibration() -> None:
    truth = numbers([1, 0] * 500)
    assert float(calibration_error(truth, numbers([0.5] * 1000))) == pytest.approx(0.0)
    assert float(calibration_error(truth, numbers([0.9] * 1000))) == pytest.approx(0.4)


def test_the_interval_holds_the_figure_and_narrows_with_more_cases() -> None:
    dealer = np.random.default_rng(0)
    widths = []
    for count in (60, 3_000):
        chances = dealer.random(count)
        truth = numbers(dealer.random(count) < chances)
        for statistic in (auroc, brier, calibration_error):
            found = measured(statistic, truth, chances)
            assert found.low is not None
            assert found.high is not None
            assert statistic is calibration_error or found.low <= found.value <= found.high
        area = measured(auroc, truth, chances)
        widths.append((area.high or 0) - (area.low or 0))
    assert widths[1] < widths[0] / 3


def test_where_nothing_varies_there_is_no_interval() -> None:
    alone = measured(auroc, numbers([1, 0]), numbers([0.9, 0.1]))
    assert (alone.value, alone.low, alone.high) == (1.0, None, None)
