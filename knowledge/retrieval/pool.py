"""Open indexes, shared by all threads and closed when nobody reads them any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.retrieval.index import Index


@dataclass(slots=True)
class _Open:
    index: Index
    readers: int = 0


@dataclass(slots=True)
class IndexPool:
    """Open indexes, shared by all threads; one is closed when its last reader has left.

    `keep` is how many stay open unread (the live one, and a draft under test).
    """

    keep: int = 2
    _open: dict[Path, _Open] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def reader(self, folder: Path) -> Iterator[Index]:
        """Hold the index of that folder open for as long as the block runs."""
        with self._lock:
            held = self._open.pop(folder, None) or _Open(Index(folder))
            self._open[folder] = held
            held.readers += 1
            self._shrink(self.keep)
        try:
            yield held.index
        finally:
            with self._lock:
                held.readers -= 1
                self._shrink(self.keep)

    def close(self) -> None:
        """Close every index, those still read when their last reader leaves."""
        with self._lock:
            self.keep = 0
            self._shrink(self.keep)

    def _shrink(self, keep: int) -> None:
        idle = [folder for folder, held in self._open.items() if not held.readers]
        for folder in idle[: max(0, len(self._open) - keep)]:
            self._open.pop(folder).index.close()
