"""What a file that waits says itself of its id and its readers, kept beside it once it was read."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from knowledge.header import named
from knowledge.loading.isolation import Reader

# The others hold a title at most: no PDF, no plain text, no subtitles.
NAMING: Final = frozenset({".md", ".markdown", ".mdx", ".html", ".htm", ".docx", ".pptx", ".odt"})


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The id that a file gives itself, and the groups that it names; "" and () for none."""

    document: str = ""
    groups: tuple[str, ...] = ()


def read(reader: Reader, file: Path) -> OwnWords:
    """Read a file for what it says, and keep that. Raises what `Reader.read` does."""
    state = _state(file)
    document, groups = named(reader.read(file.name, file.read_bytes()).properties)
    own = OwnWords(document, groups)
    _kept(file).write_text(json.dumps({"state": state, **asdict(own)}), "utf-8")
    return own


def known(file: Path) -> OwnWords | None:
    """Return what a file says, None where it wasn't read since it is as it is."""
    if file.suffix.lower() not in NAMING:
        return OwnWords()
    with suppress(OSError, ValueError):  # none is kept, or one half written
        kept = json.loads(_kept(file).read_text("utf-8"))
        if kept["state"] == _state(file):
            return OwnWords(kept["document"], tuple(kept["groups"]))
    return None


def forget(file: Path) -> None:
    """Remove what is kept."""
    _kept(file).unlink(missing_ok=True)


def _kept(file: Path) -> Path:
    return file.with_name(f".{file.name}.own")


def _state(file: Path) -> list[int]:
    found = file.stat()
    return [found.st_ino, found.st_size, found.st_mtime_ns]
