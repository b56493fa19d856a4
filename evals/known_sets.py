"""The test sets at hand: those that are shipped, those the gate plays, and the agency's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from evals.cases import TestSet, read
from evals.cases.rows import READERS
from evals.errors import BadGate, BadTestSet, FileThere, UnknownTestSet
from evals.gate import read as read_gate
from evals.shipped import shipped

_OWNERS = 0o700


class Origin(StrEnum):
    """Where a set comes from."""

    SHIPPED = "shipped"
    GATE = "gate"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class KnownSet:
    """A set at hand, read or not; `key` tells it from the others and may stand in an address.

    `changed` is when its file was last written; of a folder, the newest of its files.
    """

    key: str
    name: str
    origin: Origin
    path: Path
    changed: datetime

    def read(self) -> TestSet:
        """Read it; what hasn't changed since isn't read again. Raises BadTestSet."""
        return _read(self.path, self.changed)


@dataclass(frozen=True, slots=True)
class KnownSets:
    """The sets at hand. `folder` holds the agency's own, `gate` is the gate's file, if any."""

    folder: Path
    gate: Path | None = None

    def all(self) -> Sequence[KnownSet]:
        """Return them: the agency's own first, then the gate's, then what is shipped."""
        return (*self._own(), *self._gates(), *self._shipped())

    def find(self, key: str) -> KnownSet:
        """Return the set of that key. Raises UnknownTestSet where there is none."""
        for one in self.all():
            if one.key == key:
                return one
        raise UnknownTestSet((f"There is no test set “{key}” any more. Choose another one.",))

    def _own(self) -> Iterator[KnownSet]:
        for path in _files(self.folder):
            yield from _known(path.name, Origin.OWN, path)

    def _gates(self) -> Iterator[KnownSet]:
        if self.gate is None:
            return
        # What is wrong with a gate is told where gates are shown.
        with suppress(BadGate):
            # Two of them may have one name, in different folders.
            for place, path in enumerate(read_gate(self.gate).sets, start=1):
                yield from _known(f"{place}-{path.name}", Origin.GATE, path)

    def _shipped(self) -> Iterator[KnownSet]:
        for name, path in sorted(shipped().items()):
            yield from _known(name, Origin.SHIPPED, path)


def own_sets(data: Path) -> Path:
    """Return the folder in a data folder that holds the agency's own sets."""
    return data / "sets"


def take_in(file: Path, folder: Path, *, replace: bool = False) -> str:
    """Move a set into the folder of the agency's own, and return its key.

    With `replace` it takes the place of one of its name. Raises BadTestSet with all its faults,
    and FileThere where one of its name is there; then nothing has changed.
    """
    place = folder / file.name
    try:
        read(file)
    except BadTestSet as bad:
        # Whoever sent it doesn't know where it lies meanwhile.
        where = f"{file.parent}{os.sep}"
        raise BadTestSet(tuple(one.replace(where, "") for one in bad.faults)) from bad
    folder.mkdir(_OWNERS, parents=True, exist_ok=True)
    if place.exists() and not replace:
        raise FileThere(place)
    shutil.move(file, place)
    return f"{Origin.OWN}-{place.name}"


def _files(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        return ()
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in READERS and not path.name.startswith((".", "~"))
    )


def _known(key: str, origin: Origin, path: Path) -> Iterator[KnownSet]:
    # One that vanishes meanwhile is no set.
    with suppress(OSError):
        parts = [path, *path.iterdir()] if path.is_dir() else [path]
        newest = max(part.stat().st_mtime for part in parts)
        changed = datetime.fromtimestamp(newest, UTC)
        yield KnownSet(f"{origin}-{key}", path.stem, origin, path, changed)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: datetime) -> TestSet:
    return read(path)
