from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from knowledge.errors import IndexMissing
from knowledge.retrieval.rows import Rows

VECTORS = np.eye(4, dtype=np.float32)


def test_scores_are_inner_products_by_id(tmp_path: Path) -> None:
    rows = Rows.begin(tmp_path / "some")
    rows.add(["a:0", "a:1", "b:0"], VECTORS[:3])
    asked = np.asarray([0.5, 0.25, 1, 0], dtype=np.float32)
    assert rows.scores(asked, ["b:0", "a:0", "nobody:0"]) == {"b:0": 1.0, "a:0": 0.5}


def test_what_was_added_is_there_when_the_files_are_opened_again(tmp_path: Path) -> None:
    rows = Rows.begin(tmp_path / "some")
    rows.add(["a"], VECTORS[:1])
    rows.add(["b"], VECTORS[1:2])
    again = Rows(tmp_path / "some")
    assert again.scores(VECTORS[1], ["a", "b"]) == {"a": 0.0, "b": 1.0}


def test_a_score_does_not_depend_on_what_else_is_asked_for(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).standard_normal((90, 384), dtype=np.float32)
    ids = [str(n) for n in range(90)]
    rows = Rows.begin(tmp_path / "some")
    rows.add(ids, vectors)
    together = rows.scores(vectors[0], ids)
    assert together == {id_: rows.scores(vectors[0], [id_])[id_] for id_ in ids}


@given(st.sets(st.integers(0, 9)), arrays(np.float16, (10, 3), elements=st.integers(-4, 4)))
def test_removing_leaves_the_others_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, gone: set[int], vectors: np.ndarray
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    ids = [f"clause-{n}:0" for n in range(10)]
    rows = Rows.begin(folder / "some")
    rows.add(ids, vectors.astype(np.float32))
    asked = np.asarray([1, 2, 3], dtype=np.float32)
    before = rows.scores(asked, ids)
    rows.remove([ids[n] for n in gone])
    kept = {id_: score for n, (id_, score) in enumerate(before.items()) if n not in gone}
    assert rows.scores(asked, ids) == kept
    assert Rows(folder / "some").scores(asked, ids) == kept


def test_rows_being_read_outlive_their_removal(tmp_path: Path) -> None:
    rows = Rows.begin(tmp_path / "some")
    rows.add(["a", "b"], VECTORS[:2])
    reader = Rows(tmp_path / "some")
    rows.remove(["a", "b"])
    assert reader.scores(VECTORS[0], ["a"]) == {"a": 1.0}
    assert rows.scores(VECTORS[0], ["a"]) == {}


@pytest.mark.parametrize("damage", ["truncated", "gone"])
def test_damaged_files_are_named(tmp_path: Path, damage: str) -> None:
    Rows.begin(tmp_path / "some").add(["a", "b", "c"], VECTORS[:3])
    file = tmp_path / "some.f16"
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-2])
    with pytest.raises(IndexMissing, match=r"some.*Rebuild"):
        Rows(tmp_path / "some")
