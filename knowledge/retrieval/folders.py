"""The index folders of a data folder: which revision has which, and sweeping out the others."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection
from datetime import datetime
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

_GONE = ".gone"
_LITTLE = 10_000_000  # bytes; less than an index writes at a time
# The code that decides what an index holds: after an update of it indexes are built anew.
_MAKERS = (
    "clauses/sentences.py",
    "retrieval/entries.py",
    "retrieval/index.py",
    "retrieval/keywords.py",
    "retrieval/rows.py",
    "retrieval/vectors.py",
    "words.py",
)


@cache
def recipe(model: str) -> str:
    """Return the digest of what indexes are made with: the model (by its digest) and our code."""
    whole = hashlib.sha256(model.encode())
    for name in _MAKERS:
        whole.update((Path(__file__).parents[1] / name).read_bytes())
    return whole.hexdigest()


class Folders:
    """`indexes/<revision>-<digest>/`, where the digest stands for the recipe and the revision.

    A number alone would mistake the index of another database, or of one that was restored,
    for its own.

    Each recipe has folders of its own, so that a new model's index is complete before it is
    asked, and a process that still runs with the old one isn't disturbed.
    """

    def __init__(
        self, root: Path, recipe: Callable[[], str], born: Callable[[int], datetime]
    ) -> None:
        """Take the recipe as a function (it costs a look at the model), and revisions' births."""
        self._root = root
        self._recipe = recipe
        self._born = born
        self._known: dict[int, Path] = {}

    def of(self, revision: int) -> Path:
        """Return the place of a revision's index, whether it is built or not.

        Raises UnknownRevision.
        """
        if revision not in self._known:
            whole = f"{self._recipe()} {self._born(revision).isoformat()}"
            digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
            self._known[revision] = self._root / f"{revision}-{digest}"
        return self._known[revision]

    def sweep(self, keep: Collection[int]) -> None:
        """Remove what belongs to no revision kept, and what interrupted builds left behind.

        What another process is building is left to it. A folder is renamed before it is
        removed: nobody ever opens half of one.
        """
        if not self._root.is_dir():
            return
        for path in sorted(self._root.iterdir()):
            name = path.name.partition(".")[0]
            kept = name.partition("-")[0] in {str(revision) for revision in keep}
            if not (kept and path.name == name):
                self._remove(path, self._root / f"{name}.lock", kept=kept)

    def cramped(self) -> bool:
        """Whether hardly any space is left on the disk."""
        return self._root.is_dir() and shutil.disk_usage(self._root).free < _LITTLE

    def abandon(self, revision: int) -> None:
        """Remove what a failed build left behind, which may be what filled the disk."""
        place = self.of(revision)
        for leftover in self._root.glob(f"{place.name}.*"):
            self._remove(leftover, place.with_name(f"{place.name}.lock"), kept=True)

    def drop(self, revision: int) -> None:
        """Remove a revision's index: it is damaged."""
        _discard(self.of(revision))

    @staticmethod
    def _remove(path: Path, lock: Path, *, kept: bool) -> None:
        try:
            with FileLock(lock, timeout=0):
                if path.is_dir():
                    _discard(path)
                elif path != lock:
                    path.unlink(missing_ok=True)
        except Timeout:
            return
        if not kept:
            lock.unlink(missing_ok=True)


def _discard(folder: Path) -> None:
    if not folder.exists():
        return
    gone = folder if folder.name.endswith(_GONE) else folder.with_name(f"{folder.name}{_GONE}")
    if gone != folder:
        shutil.rmtree(gone, ignore_errors=True)
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
