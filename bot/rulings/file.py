"""A file that is there whole, or as it was before."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def replace_file(file: Path, text: str) -> None:
    """Write a file in place of the one that may be there; its folder is made if it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("wb", dir=file.parent, prefix=".", delete=False) as stream:
        made = Path(stream.name)
        try:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            made.unlink(missing_ok=True)
            raise
    made.replace(file)
