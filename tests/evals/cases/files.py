"""Test sets on disk, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.cases import read
from evals.errors import BadTestSet
from evals.model import Case

WHOLE: dict[str, object] = {"id": "1", "question": "may i post?", "expect": "decline"}


def written(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def line(**fields: object) -> str:
    """A line of JSON Lines: a whole case, but for the fields that are named."""
    return json.dumps({**WHOLE, **fields}) + "\n"


def cases(path: Path) -> list[Case]:
    return list(read(path))


def faults(path: Path) -> list[str]:
    """What is wrong with a set, each without the folder's name."""
    with pytest.raises(BadTestSet) as raised:
        read(path)
    folder = path if path.is_dir() else path.parent
    return [fault.removeprefix(f"{folder}/") for fault in raised.value.faults]
