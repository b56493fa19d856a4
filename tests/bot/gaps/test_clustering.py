from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.gaps.clustering import Vectors, clusters

_COORDINATES = st.floats(-1, 1, width=32).map(lambda x: np.float32(round(float(x), 3)))


@st.composite
def unit_rows(draw: st.DrawFn) -> Vectors:
    count = draw(st.integers(0, 12))
    rows = draw(arrays(np.float32, (count, 3), elements=_COORDINATES))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    even = np.array([1.0, 0.0, 0.0], dtype=np.float32)
    return np.where(lengths > 0.01, rows / np.maximum(lengths, 0.01), even).astype(np.float32)


@given(unit_rows(), st.data(), st.sampled_from([0.3, 0.6, 0.9]))
def test_each_text_is_in_one_cluster_whose_centre_it_is_like(
    vectors: Vectors, data: st.DataObject, alike: float
) -> None:
    count = len(vectors)
    weights = data.draw(st.lists(st.integers(1, 5), min_size=count, max_size=count))
    found = clusters(vectors, weights, alike)
    assert sorted(m for one in found for m in one.members) == list(range(count))
    for one in found:
        assert one.members[0] == one.centre
        assert (vectors[list(one.members)] @ vectors[one.centre] >= alike - 1e-5).all()
    heavy = [sum(weights[m] for m in one.members) for one in found]
    assert heavy == sorted(heavy, reverse=True)


@given(unit_rows(), st.sampled_from([0.3, 0.9]))
def test_the_same_texts_make_the_same_clusters(vectors: Vectors, alike: float) -> None:
    weights = [1] * len(vectors)
    assert clusters(vectors, weights, alike) == clusters(vectors, weights, alike)


def test_what_is_said_most_often_stands_for_all() -> None:
    angles = np.radians([0, 10, 20, 90])
    rows = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    first, second = clusters(rows, [1, 1, 1, 1], alike=0.98)
    assert (first.centre, set(first.members)) == (1, {0, 1, 2})
    assert second.members == (3,)
    heaviest, *_ = clusters(rows, [1, 1, 1, 9], alike=0.98)
    assert heaviest.members == (3,)


def test_more_texts_than_are_compared_at_a_time() -> None:
    rows = np.zeros((1_100, 2), dtype=np.float32)
    rows[::2, 0] = 1
    rows[1::2, 1] = 1
    even, odd = clusters(rows, [1] * 1_100, alike=0.5)
    assert {m % 2 for m in even.members} == {0}
    assert len(odd.members) == 550
