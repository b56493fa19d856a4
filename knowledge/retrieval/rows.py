"""Vectors by id in two flat files, read where they lie: to score a few known ids at once.

Chroma finds what is nearest; asking it for the vectors of thirty ids takes as long as that
search, and its scores depend on the history. See docs/decisions/rows-beside-chroma.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexMissing

Vectors = NDArray[np.float32]

_HALF = np.dtype("<f2")


class Rows:
    """The vectors of one collection in half precision, one row for each line of ids."""

    def __init__(self, stem: Path) -> None:
        """Open the files `stem`.ids and `stem`.f16.

        Raises:
            IndexMissing: they are gone or damaged.
        """
        self._ids, self._vectors = _files(stem)
        try:
            self._open()
        except (OSError, ValueError) as error:
            raise IndexMissing(f"{stem}: vectors are damaged ({error}). Rebuild it.") from error

    @classmethod
    def begin(cls, stem: Path) -> Self:
        """Make the two files, empty, and open them."""
        for file in _files(stem):
            file.touch()
        return cls(stem)

    def scores(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Return the inner product with each of these ids' vectors; unknown ids are left out."""
        known = [id_ for id_ in ids if id_ in self._places]
        if not known:
            return {}
        rows = self._matrix[[self._places[id_] for id_ in known]].astype(np.float32)
        # Not by BLAS: its last digit depends on how many rows there are.
        return dict(zip(known, (rows * vector).sum(axis=1).tolist(), strict=True))

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Put vectors at the end; ids hold no line break."""
        with self._vectors.open("ab") as file:
            file.write(vectors.astype(_HALF).tobytes())
        with self._ids.open("a", encoding="utf-8") as file:
            file.writelines(f"{id_}\n" for id_ in ids)
        self._open()

    def remove(self, ids: Collection[str]) -> None:
        """Take vectors out, closing the gaps."""
        gone = frozenset(ids)
        kept = [id_ for id_ in self._places if id_ not in gone]
        rows = self._matrix[[self._places[id_] for id_ in kept]]
        # New files: other processes may be reading the old ones.
        self._ids.unlink()
        self._vectors.unlink()
        self.add(kept, rows.astype(np.float32))

    def _open(self) -> None:
        ids = self._ids.read_text(encoding="utf-8").split()
        self._places = {id_: place for place, id_ in enumerate(ids)}
        # An empty file can't be mapped.
        mapped = np.memmap(self._vectors, _HALF, mode="r") if ids else np.zeros(0, _HALF)
        self._matrix = mapped.reshape(len(ids), -1 if ids else 0)


def _files(stem: Path) -> tuple[Path, Path]:
    return stem.with_suffix(".ids"), stem.with_suffix(".f16")
