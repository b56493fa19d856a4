from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.calibration.logistic import Fitted, OneKind, crossed, fit
from tests.evals.calibration.made import INTERCEPT, WEIGHTS, examples


def test_the_fit_finds_the_law_that_made_the_data() -> None:
    made = examples(20_000)
    found = fit([one.features for one in made], [one.right for one in made])
    assert found.intercept == pytest.approx(INTERCEPT, abs=0.1)
    assert dict(found.weights) == pytest.approx(WEIGHTS, abs=0.15)


def test_a_feature_that_never_varies_gets_no_weight() -> None:
    rows = [{"tells": float(n % 2), "never": 3.0} for n in range(40)]
    found = fit(rows, [n % 2 == 1 for n in range(40)])
    assert found.weights["never"] == 0.0
    assert found.weights["tells"] > 1.0


@pytest.mark.parametrize("truth", [[], [True] * 9, [False] * 9])
def test_nothing_is_fitted_on_one_kind(truth: list[bool]) -> None:
    with pytest.raises(OneKind):
        fit([{"tells": float(n)} for n, _ in enumerate(truth)], truth)


def test_little_data_draws_the_weights_to_zero() -> None:
    few, many = examples(30), examples(3_000)
    drawn = [fit([o.features for o in made], [o.right for o in made]) for made in (few, many)]
    assert abs(drawn[0].weights["similarity"]) < abs(drawn[1].weights["similarity"])


def test_a_row_that_counts_twice_is_as_two_rows() -> None:
    made = examples(100)
    rows, truth = [one.features for one in made], [one.right for one in made]
    weighted = fit([*rows[:50]], truth[:50], [2.0] * 50)
    twice = fit([*rows[:50], *rows[:50]], truth[:50] * 2)
    assert dict(weighted.weights) == pytest.approx(dict(twice.weights), abs=1e-3)


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=30),
    st.integers(2, 7),
)
def test_no_row_is_judged_by_a_fit_that_saw_its_group(groups: list[str], parts: int) -> None:
    seen: list[set[str]] = []

    def fit_on(places: Sequence[int]) -> Fitted:
        seen.append({groups[place] for place in places})
        return Fitted(0.0, {"fit": float(len(seen))})

    chances = crossed([{"fit": 1.0}] * len(groups), groups, fit_on, parts)
    # Each row's probability tells which fit it is from.
    fits = np.rint(np.log(chances / (1 - chances))).astype(int)
    for group, number in zip(groups, fits, strict=True):
        assert group not in seen[number - 1]


def test_a_fit_that_knows_only_the_group_is_worth_nothing() -> None:
    # One feature names the group: only who saw the group could tell the answer.
    dealer = np.random.default_rng(0)
    truth = [bool(one) for one in dealer.random(20) < 0.5] * 5
    groups = [f"g{n}" for n in range(20)] * 5
    rows = [{f"is {m}": float(f"g{m}" == group) for m in range(20)} for group in groups]
    chances = crossed(
        rows, groups, lambda places: fit([rows[p] for p in places], [truth[p] for p in places])
    )
    right = (chances > 0.5) == np.array(truth)
    assert right.mean() < 0.7
