from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.sending.allowance import Allowance

STEPS = st.lists(st.tuples(st.sampled_from(["", "C1", "C2"]), st.floats(0, 20)), max_size=60)


@given(STEPS, st.integers(1, 4), st.floats(1, 10))
def test_in_no_span_of_time_is_more_allowed_and_whatever_may_be_is(
    steps: list[tuple[str, float]], most: int, seconds: float
) -> None:
    at = 0.0
    one = Allowance(most, seconds, lambda: at)
    taken: list[tuple[str, float]] = []
    for name, later in steps:
        at += later
        recent = [when for who, when in taken if who == name and when > at - seconds]
        assert one.take(name) == (len(recent) < most)
        if len(recent) < most:
            taken.append((name, at))
