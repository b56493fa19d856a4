from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics import METRICS, Table

NAMES = [metric.name for metric in METRICS]
SHARES = [
    metric.name
    for metric in METRICS
    if metric.name not in ("aurc", "auroc", "coverage@95", "calibration_error", "p50_ms", "p95_ms")
]
values = st.floats(0, 1).map(lambda value: round(value, 3))
a_case = st.dictionaries(st.sampled_from([*SHARES, "milliseconds"]), values, max_size=8).flatmap(
    lambda case: st.one_of(
        st.just(case),
        st.tuples(values, values).map(lambda two: {**case, "confidence": two[0], "right": two[1]}),
    )
)


@given(st.lists(st.tuples(a_case, st.integers(0, 4)), min_size=1, max_size=12))
def test_counting_a_case_several_times_is_having_it_several_times(
    drawn: list[tuple[Mapping[str, float], int]],
) -> None:
    table = Table.of(case for case, _ in drawn)
    counts = np.array([[count for _, count in drawn]], dtype=float)
    repeated = Table.of(case for case, count in drawn for _ in range(count))
    np.testing.assert_allclose(table.estimates(NAMES, counts), repeated.estimates(NAMES), atol=1e-9)


@given(st.lists(st.floats(1, 10_000), min_size=1, max_size=50))
def test_times_have_numpys_quantiles(times: list[float]) -> None:
    table = Table.of({"milliseconds": time} for time in times)
    found = table.estimates(["p50_ms", "p95_ms"])[:, 0]
    assert found == pytest.approx(np.quantile(times, [0.5, 0.95]))


def test_a_metric_is_the_mean_of_the_cases_it_applies_to() -> None:
    table = Table.of([{"facts": 1.0}, {"facts": 0.5}, {"passed": 0.0}])
    assert table.estimates(["facts", "passed", "mrr"])[:, 0] == pytest.approx(
        [0.75, 0, np.nan], nan_ok=True
    )
    assert [table.population(name) for name in ("facts", "passed", "mrr")] == [2, 1, 0]


def test_without_a_case_nothing_is_known() -> None:
    table = Table.of([])
    assert np.isnan(table.estimates(NAMES)).all()
    assert not any(table.varies(name) for name in NAMES)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1), st.sampled_from(SHARES))
def test_one_more_case_that_is_wrong_never_raises_a_rate(found: list[float], name: str) -> None:
    before = Table.of({name: value} for value in found).estimates([name])
    after = Table.of({name: value} for value in [*found, 0.0]).estimates([name])
    assert after[0, 0] <= before[0, 0]
