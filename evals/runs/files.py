"""The files of a run's folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evals.errors import BadRun

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FACTS = "run.json"
CASES = "cases.jsonl"
RESULTS = "results.jsonl"
SCORES = "scores.json"
PROBLEMS = "problems.log"
JUDGEMENTS = "judgements.jsonl"
REPORT = "report.html"
OVERVIEW = "overview.json"
LOCK = ".lock"
_UNFINISHED = ".part"


def replace_file(path: Path, content: bytes) -> None:
    """Write a file as a whole, or leave the one that is there."""
    part = path.with_name(path.name + _UNFINISHED)
    part.write_bytes(content)
    part.replace(path)


def is_blank(folder: Path) -> bool:
    """Whether a run can begin in the folder: nothing is there but what a start left behind."""
    if not folder.exists():
        return True
    ours = {LOCK, CASES, CASES + _UNFINISHED, FACTS + _UNFINISHED}
    return folder.is_dir() and ours.issuperset(path.name for path in folder.iterdir())


def line(value: DataclassInstance) -> bytes:
    """Return a dataclass as one line of JSON. Half a character, which is none, becomes "?"."""
    text = json.dumps(asdict(value), ensure_ascii=False, allow_nan=False, default=_plain)
    return text.encode("utf-8", "replace") + b"\n"


def lines(path: Path) -> Iterator[bytes]:
    """Yield the complete lines of a file; one that was cut short is left out.

    Raises BadRun where there is no such file.
    """
    try:
        with path.open("rb") as file:
            yield from (one for one in file if one.endswith(b"\n"))
    except FileNotFoundError:
        raise BadRun(f"{path} is missing. Play the set again.") from None


def cut(path: Path, multiple: int) -> int:
    """Cut a file off behind its last complete line, and return how many there are.

    They are a multiple of the given number; what is beyond is cut off too.
    """
    if not path.exists():
        return 0
    size = kept = count = whole = 0
    for one in lines(path):
        size, count = size + len(one), count + 1
        if count % multiple == 0:
            kept, whole = size, count
    os.truncate(path, kept)
    return whole


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
