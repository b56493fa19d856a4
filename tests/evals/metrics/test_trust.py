from __future__ import annotations

from itertools import pairwise, permutations
from statistics import fmean

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from evals.metrics.table import Table

Cases = list[tuple[float, bool]]
cases = st.lists(
    st.tuples(st.sampled_from([0.0, 0.05, 0.3, 0.5, 0.75, 0.95, 1.0]), st.booleans()),
    min_size=1,
    max_size=30,
)


def estimate(name: str, stated: Cases) -> float:
    rows = [{"confidence": sure, "right": float(right)} for sure, right in stated]
    return float(Table.of(rows).estimates([name])[0, 0])


def risks(ordered: Cases) -> list[float]:
    wrong = np.cumsum([not right for _, right in ordered])
    return [float(w) / k for k, w in enumerate(wrong, start=1)]


HAND = [(0.9, True), (0.8, False), (0.6, True), (0.2, False)]


def test_the_area_under_the_risk_coverage_curve_is_the_mean_of_the_risks() -> None:
    assert estimate("aurc", HAND) == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4)


def test_a_system_that_trusts_its_mistakes_has_the_larger_area() -> None:
    wrong_way_round = [(1 - sure, right) for sure, right in HAND]
    assert estimate("aurc", wrong_way_round) == pytest.approx((1 + 1 / 2 + 2 / 3 + 2 / 4) / 4)


@given(st.lists(st.tuples(st.sampled_from([0.2, 0.8]), st.booleans()), min_size=1, max_size=6))
def test_among_equals_the_area_is_the_mean_over_all_their_orders(stated: Cases) -> None:
    areas = [
        fmean(risks(list(order)))
        for order in permutations(stated)
        if all(one[0] >= other[0] for one, other in pairwise(order))
    ]
    assert estimate("aurc", stated) == pytest.approx(fmean(areas))


def test_coverage_ends_where_more_than_one_in_twenty_is_wrong() -> None:
    right = [(0.99 - place / 1000, True) for place in range(19)]
    assert estimate("coverage@95", [*right, (0.5, False)]) == 1
    assert estimate("coverage@95", [*right, (0.5, False), (0.4, False)]) == pytest.approx(20 / 21)
    assert estimate("coverage@95", HAND) == 1 / 4


def test_coverage_never_parts_cases_of_equal_confidence() -> None:
    assert estimate("coverage@95", [(0.9, True), (0.9, False), (0.1, True)]) == 0


@given(cases)
def test_auroc_is_scikit_learns(stated: Cases) -> None:
    sure, right = zip(*stated, strict=True)
    assume(len(set(right)) == 2)
    assert estimate("auroc", stated) == pytest.approx(roc_auc_score(right, sure))


def test_auroc_of_cases_that_are_all_right_is_unknown() -> None:
    assert np.isnan(estimate("auroc", [(0.9, True), (0.1, True)]))


@given(cases)
def test_the_brier_score_is_scikit_learns(stated: Cases) -> None:
    sure, right = zip(*stated, strict=True)
    rows = [{"brier": (s - r) ** 2} for s, r in stated]
    found = Table.of(rows).estimates(["brier"])[0, 0]
    assert found == pytest.approx(brier_score_loss(right, sure))


def test_the_calibration_error_is_the_mean_distance_in_the_bins() -> None:
    stated = [(0.95, True), (0.91, False), (0.15, False), (0.12, False), (0.5, True)]
    by_hand = (2 / 5) * abs(0.93 - 0.5) + (2 / 5) * abs(0.135 - 0) + (1 / 5) * abs(0.5 - 1)
    assert estimate("calibration_error", stated) == pytest.approx(by_hand)


def test_a_bound_belongs_to_the_bin_below_it() -> None:
    together = [(0.1, True), (0.05, False)]
    assert estimate("calibration_error", together) == pytest.approx(abs(0.075 - 0.5))
    apart = [(0.1, True), (0.11, False)]
    assert estimate("calibration_error", apart) == pytest.approx((0.9 + 0.11) / 2)


def test_who_says_what_he_knows_has_no_calibration_error_and_who_brags_has_much() -> None:
    honest = [(0.8, place < 8) for place in range(10)]
    bragging = [(1.0, place < 2) for place in range(10)]
    assert estimate("calibration_error", honest) == pytest.approx(0)
    assert estimate("calibration_error", bragging) == pytest.approx(0.8)


@given(cases, st.randoms())
def test_nothing_hangs_on_the_order_of_the_cases_and_all_stays_in_bounds(
    stated: Cases, random: object
) -> None:
    mixed = list(stated)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    for name in ("aurc", "coverage@95", "auroc", "calibration_error"):
        value = estimate(name, stated)
        assert np.isnan(value) or -1e-12 <= value <= 1 + 1e-12
        assert estimate(name, mixed) == pytest.approx(value, nan_ok=True)
