from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.calibration.quality import numbers
from evals.calibration.thresholds import UNSURE, answers, choose

# Forty answers: the twenty surest are all right, of the next ten nine, of the last ten five.
CHANCES = numbers([0.91] * 20 + [0.62] * 10 + [0.31] * 10)
TRUTH = numbers([1] * 20 + [1] * 9 + [0] + [1] * 5 + [0] * 5)


@pytest.mark.parametrize(
    ("target", "threshold", "count", "right"),
    [
        (0.80, 0.25, 40, 34),
        (0.85, 0.25, 40, 34),  # 34 of 40 are 85%: reaching is enough
        (0.86, 0.32, 30, 29),
        (0.95, 0.32, 30, 29),
    ],
)
def test_the_lowest_threshold_that_reaches_the_target_is_chosen(
    target: float, threshold: float, count: int, right: int
) -> None:
    choice = choose(TRUTH, CHANCES, target)
    assert choice is not None
    assert choice.reached
    found = choice.answers
    assert (found.threshold, found.count, found.right) == (threshold, count, right)


def test_an_unreachable_target_yields_the_best_there_is() -> None:
    # 98% may be judged from fifty answers on only, of which there are none.
    assert choose(TRUTH, CHANCES, 0.98) is None
    many = choose(numbers(list(TRUTH) * 5), numbers(list(CHANCES) * 5), 0.98)
    assert many is not None
    assert many.reached
    wrong = numbers([1] * 15 + [0] * 5 + [1] * 4 + [0] * 6 + [0] * 10)
    best = choose(wrong, CHANCES, 0.9)
    assert best is not None
    assert not best.reached
    assert (best.answers.threshold, best.answers.right, best.answers.count) == (0.63, 15, 20)


def test_a_share_of_a_few_lucky_answers_reaches_nothing() -> None:
    chances = numbers([0.9] * 3 + [0.5] * 20)
    truth = numbers([1] * 3 + [1, 0] * 10)
    choice = choose(truth, chances, 0.95)
    assert choice is not None
    assert not choice.reached
    assert choice.answers.count == 23


def test_the_interval_is_wilsons() -> None:
    # Wilson's lower end for 19 of 20, as R's prop.test(19, 20, correct = FALSE) prints it.
    found = answers(numbers([1] * 19 + [0]), numbers([0.8] * 20), 0.5)
    assert found.share == 0.95
    assert found.low == pytest.approx(0.7639, abs=5e-5)
    none = answers(TRUTH, CHANCES, 0.99)
    assert (none.count, none.share, none.low) == (0, None, None)


def test_an_answer_below_the_next_band_is_counted_once() -> None:
    unsure = answers(TRUTH, CHANCES, UNSURE, 0.62)
    sure = answers(TRUTH, CHANCES, 0.62)
    assert (unsure.count, sure.count) == (10, 30)


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=60),
    st.floats(0.5, 0.99),
)
def test_what_is_chosen_keeps_its_promise(made: list[tuple[bool, float]], target: float) -> None:
    truth, chances = numbers(t for t, _ in made), numbers(c for _, c in made)
    choice = choose(truth, chances, target)
    if choice is None:
        return
    found = choice.answers
    assert UNSURE <= found.threshold < 1
    assert found == answers(truth, chances, found.threshold)
    assert found.share is not None
    assert choice.reached == (found.share >= target or found.right >= target * found.count)
