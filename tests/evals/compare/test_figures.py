"""The paired intervals, held against truths that are known."""

from __future__ import annotations

import numpy as np
import pytest

from evals.compare import Difference
from evals.compare.figures import Samples, differences
from evals.compare.wording import judgement

CASES = 200


def found(name: str, pairs: list[tuple[Samples, Samples]]) -> Difference:
    return next(one for one in differences(pairs) if one.metric.name == name)


def passing(before: np.ndarray, after: np.ndarray) -> list[tuple[Samples, Samples]]:
    return [
        ({"passed": float(a)}, {"passed": float(b)}) for a, b in zip(before, after, strict=True)
    ]


def test_the_same_outcomes_differ_by_exactly_nothing() -> None:
    same = np.random.default_rng(1).random(CASES) < 0.7
    one = found("passed", passing(same, same))
    assert (one.value, one.low, one.high, one.n) == (0, 0, 0, CASES)
    assert judgement(one) == "the same"


def test_a_few_cases_that_go_either_way_are_within_noise() -> None:
    before, after = np.ones(CASES), np.ones(CASES)
    before[:4] = 0  # four won
    after[4:7] = 0  # three lost
    one = found("passed", passing(before, after))
    assert one.value == pytest.approx(1 / CASES)
    assert one.within_noise
    assert judgement(one) == "within noise"


def test_many_cases_that_go_one_way_are_no_noise() -> None:
    before, after = np.ones(CASES), np.ones(CASES)
    before[:20] = 0
    one = found("passed", passing(before, after))
    assert not one.within_noise
    assert judgement(one) == "better"


def test_pairing_sees_what_two_separate_intervals_would_hide() -> None:
    before = np.arange(CASES) % 2 == 0  # half fail in both, so each figure alone is uncertain
    after = before.copy()
    after[1:20:2] = True  # ten were won, none lost
    one = found("passed", passing(before, after))
    # Unpaired, the standard error of the difference would be 5 points: the interval would span 0.
    assert one.low is not None
    assert one.low > 0
    assert one.high is not None
    assert one.high - one.low < 0.08


def test_the_interval_is_that_of_the_normal_theory_where_there_is_one() -> None:
    rng = np.random.default_rng(5)
    before, after = rng.random(400) < 0.6, rng.random(400) < 0.7
    one = found("passed", passing(before, after))
    moved = after.astype(float) - before
    error = 1.96 * moved.std() / np.sqrt(400)
    assert one.low == pytest.approx(moved.mean() - error, abs=0.01)
    assert one.high == pytest.approx(moved.mean() + error, abs=0.01)


def test_about_95_of_100_intervals_hold_a_difference_of_nothing() -> None:
    rng, held = np.random.default_rng(11), 0
    for _ in range(100):
        before, after = rng.random(120) < 0.7, rng.random(120) < 0.7
        held += found("passed", passing(before, after)).within_noise
    assert 88 <= held <= 100


def test_what_only_some_cases_measure_is_compared_over_each_runs_own() -> None:
    pairs: list[tuple[Samples, Samples]] = [
        ({"citation_precision": 1.0}, {"citation_precision": 0.5}),
        ({}, {"citation_precision": 0.0}),
        ({"citation_precision": 0.5}, {}),
    ] * 20
    one = found("citation_precision", pairs)
    assert (one.a, one.b, one.value) == (0.75, 0.25, -0.5)
    assert one.n == 20


def test_times_and_trust_which_no_single_case_has_get_intervals_too() -> None:
    rng = np.random.default_rng(3)
    right = rng.random(CASES) < 0.7
    times = rng.uniform(10, 30, CASES)
    before = [
        {"milliseconds": t, "confidence": 0.5 + 0.4 * rng.random(), "right": float(r)}
        for t, r in zip(times, right, strict=True)
    ]
    after = [
        {**one, "milliseconds": one["milliseconds"] + 10, "confidence": 0.1 + 0.8 * one["right"]}
        for one in before
    ]
    pairs: list[tuple[Samples, Samples]] = list(zip(before, after, strict=True))

    slower, surer = found("p95_ms", pairs), found("aurc", pairs)

    assert slower.value == pytest.approx(10)
    assert judgement(slower) == "worse"
    assert surer.low is not None
    assert surer.high is not None
    assert surer.low <= (surer.value or 0) <= surer.high < 0
    assert judgement(surer) == "better"


@pytest.mark.parametrize(
    ("cases", "judged"), [(1, "within noise"), (5, "within noise"), (6, "better")]
)
def test_a_handful_of_cases_that_all_go_one_way_proves_nothing(cases: int, judged: str) -> None:
    (one,) = differences([({"passed": 0.0}, {"passed": 1.0})] * cases)
    assert (one.value, one.n) == (1, cases)
    assert judgement(one) == judged


def test_a_metric_that_few_cases_measure_proves_nothing_among_many() -> None:
    few = [({"urgent_recall": 1.0, "passed": 1.0}, {"urgent_recall": 0.0, "passed": 1.0})] * 5
    many = [({"passed": 1.0}, {"passed": 1.0})] * CASES
    one = found("urgent_recall", few + many)
    assert (one.value, one.n, one.low) == (-1, 5, None)
    assert judgement(one) == "within noise"
