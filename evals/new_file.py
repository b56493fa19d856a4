"""Files that people will write in: new ones, whole or not there at all."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from evals.errors import FileThere

# Permissions of a new file; the process's umask takes away from them.
OWNERS, EVERYBODYS = 0o600, 0o666


def write_new(file: Path, text: str, mode: int = EVERYBODYS) -> None:
    """Write a new file; where that can't be finished, a full disk for one, nothing is left of it.

    Raises FileThere: what people wrote is never overwritten.
    """
    try:
        stream = open(file, "x", encoding="utf-8", opener=partial(os.open, mode=mode))  # noqa: SIM115 - closed below
    except FileExistsError as there:
        raise FileThere(file) from there
    try:
        with stream:
            stream.write(text)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
