"""Where runs are kept, when nobody names a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from evals.errors import BadRun
from evals.runs.facts import Facts
from evals.runs.files import is_blank
from evals.runs.run import Run

_LONGEST = 60


def evaluations(data: Path) -> Path:
    """Return the folder of a data folder's runs."""
    return data / "evaluations"


def place(evaluations: Path, facts: Facts) -> Path:
    """Return the folder for a run: of an unfinished one that it would go on with, else a new one.

    It is named after the set, the day asked, and a number.
    """
    name = re.sub(r"[^\w.-]+", "-", facts.set_name)[:_LONGEST].strip(".-") or "set"
    stem = f"{name}-{facts.day}"
    numbered = dict(sorted(_numbered(evaluations, stem)))
    unfinished = (folder for folder in numbered.values() if _goes_on(folder, facts))
    blank = (folder for folder in numbered.values() if is_blank(folder))
    new = evaluations / f"{stem}-{max(numbered, default=0) + 1}"
    return next(chain(unfinished, blank), new)


def _numbered(evaluations: Path, stem: str) -> Iterator[tuple[int, Path]]:
    for folder in evaluations.glob(f"{stem}-*"):
        number = folder.name.removeprefix(f"{stem}-")
        if number.isdecimal():
            yield int(number), folder


def _goes_on(folder: Path, facts: Facts) -> bool:
    try:
        run = Run.open(folder)
    except BadRun:
        return False
    return not run.complete and not run.facts.differences(facts)
