"""A test set: a file or a folder of cases, checked as a whole and then read case by case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from evals.cases.faults import Faults, Place, escaped, shown
from evals.cases.fields import read_case
from evals.cases.identity import identity
from evals.cases.rows import READERS, rows
from evals.cases.rows.row import Row
from evals.cases.writing import jsonl_line
from evals.errors import BadTestSet
from evals.model import Case

# What people take for a set's file, or leave among them by mistake.
_OTHER_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".numbers", ".json"})
_SUFFIXES = ", ".join(READERS)
_FORMATS = f"save it as one of {_SUFFIXES} (a spreadsheet as “CSV UTF-8”)"


@dataclass(frozen=True, slots=True)
class TestSet:
    """The cases of a file, or of all files in a folder, sorted by name.

    `digest` is the SHA-256 of the cases, whatever format they are written in. Iterating reads
    them from the files again; nothing is kept.
    """

    # pytest takes classes of such a name for tests.
    __test__: ClassVar[bool] = False

    name: str
    path: Path
    digest: str
    count: int

    def __iter__(self) -> Iterator[Case]:
        """Yield the cases in their order. Raises BadTestSet if they aren't what they were."""
        digest = hashlib.sha256()
        faults = Faults()
        for case in _cases(self.path, faults):
            faults.check()
            digest.update(jsonl_line(case).encode())
            yield case
        faults.check()
        if digest.hexdigest() != self.digest:
            changed = f"{escaped(str(self.path))}: has changed while it was used; begin again."
            raise BadTestSet((changed,))


def read(path: Path) -> TestSet:
    """Read a test set from a file or a folder.

    Raises BadTestSet with all faults of all its files at once.
    """
    faults = Faults()
    digest = hashlib.sha256()
    count = 0
    for case in _cases(path, faults):
        digest.update(jsonl_line(case).encode())
        count += 1
    if not count and not faults.total:
        faults.add(Place(str(path)), "holds no case", "write at least one")
    faults.check()
    whole = path.resolve()
    name = whole.name if whole.is_dir() else whole.stem
    return TestSet(name, path, digest.hexdigest(), count)


def _cases(path: Path, faults: Faults) -> Iterator[Case]:
    seen: dict[str, tuple[str, int]] = {}
    for file in _files(path, faults):
        for row in rows(file, faults):
            _check_id(row, seen, faults)
            if case := read_case(row, faults):
                yield case


def _check_id(row: Row, seen: dict[str, tuple[str, int]], faults: Faults) -> None:
    written = row.fields.get("id")
    if not isinstance(written, str) or not written.strip():
        return
    first = seen.setdefault(identity(written), (row.file, row.line))
    if first != (row.file, row.line):
        wrong = f"{shown(written)} is also the id of the case in {Place(*first)}"
        faults.add(row.place(("id",)), wrong, "give every case an id of its own")


def _files(path: Path, faults: Faults) -> Sequence[Path]:
    """Return the files of a set."""
    place = Place(str(path))
    try:
        if path.is_dir():
            return _folder(path, faults)
    except OSError as error:
        faults.add(place, f"can't be read ({error.strerror})", "look at its permissions")
        return ()
    if not path.is_file():
        wrong = "is no file of cases" if path.exists() else "there is no such file or folder"
        faults.add(place, wrong, "check the name")
    elif path.suffix.lower() not in READERS:
        faults.add(place, "isn't in a format of test sets", _FORMATS)
    else:
        return (path,)
    return ()


def _folder(path: Path, faults: Faults) -> Sequence[Path]:
    files = sorted(file for file in path.iterdir() if not file.name.startswith((".", "~")))
    for file in files:
        if file.suffix.lower() in _OTHER_TABLES:
            faults.add(Place(str(file)), "isn't in a format of test sets", _FORMATS)
    sets = [file for file in files if file.suffix.lower() in READERS and file.is_file()]
    if not sets and not faults.total:
        faults.add(
            Place(str(path)), "the folder holds no test set", f"put a file in it: {_SUFFIXES}"
        )
    return sets
