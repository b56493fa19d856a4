from __future__ import annotations

import pytest

from evals.metrics import METRICS, Metric


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_says_in_one_sentence_what_it_means(metric: Metric) -> None:
    assert metric.meaning[0].isupper()
    assert metric.meaning.endswith(".")
    assert ". " not in metric.meaning
    assert metric.group


def test_no_two_metrics_have_one_name() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
