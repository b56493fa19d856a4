"""The names of files that are sent."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath

from knowledge.errors import UnreadableDocument
from knowledge.header import SIDECAR_SUFFIX
from knowledge.loading import SUFFIXES

_HIDDEN = (".", "~$")
_LONGEST_NAME = 200  # bytes; file systems take 255, and suffixes are added


def plain(name: str) -> str:
    """Return a file's name without folders; browsers send what they like.

    Raises UnreadableDocument.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    # What can't be printed has no place in a name; so have halves of signs, which can't be written.
    plain = unicodedata.normalize("NFC", "".join(c for c in last if c.isprintable())).strip()
    if not plain:
        raise UnreadableDocument("a file", "it has no name that can be kept", "Rename it.")
    if plain.startswith(_HIDDEN):
        reason = "it is a hidden file, or one that a program keeps while a document is open"
        raise UnreadableDocument(plain, reason, "Send the document itself.")
    if too_long(plain):
        raise UnreadableDocument(plain[:50] + "…", "its name is too long", "Rename it.")
    return plain


def too_long(name: str) -> bool:
    """Whether no file can be kept under the name."""
    return len(name.encode(errors="replace")) > _LONGEST_NAME


def is_sidecar(name: str) -> bool:
    """Whether a file of that name is the header data of another one."""
    path = PurePosixPath(name)
    return path.suffix == SIDECAR_SUFFIX and PurePosixPath(path.stem).suffix.lower() in SUFFIXES


def is_document(file: Path) -> bool:
    """Whether a file is what was sent, and not what is kept beside it."""
    return not file.name.startswith(".") and not is_sidecar(file.name)
