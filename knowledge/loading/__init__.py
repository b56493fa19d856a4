"""Bytes to blocks: one file per format, one table from suffix to loader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from knowledge.errors import UnreadableDocument
from knowledge.loading.archive import check_archive
from knowledge.loading.sniffing import check_kind
from knowledge.model import Loaded

# A policy with its pictures has a few megabytes; what is larger is something else.
MAX_BYTES = 50_000_000
# Characters of text: some three thousand pages. More would be embedded for hours.
MAX_TEXT = 10_000_000

# Modules by name, imported when a document of theirs comes: most folders need few of them.
_MODULES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".docx": "docx",
    ".pptx": "pptx",
    ".odt": "opendocument",
    ".pdf": "pdf",
}
_ZIPPED = frozenset({".docx", ".pptx", ".odt"})

SUFFIXES = frozenset(_MODULES)


def load(path: str, data: bytes) -> Loaded:
    """Read one document. `path` names it in messages and its suffix picks the loader.

    Raises UnreadableDocument, whatever is wrong with the bytes.
    """
    check(path, data)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _ZIPPED:
        check_archive(path, data)
    module = import_module(f"knowledge.loading.{_MODULES[suffix]}")
    loader = cast("Callable[[str, bytes], Loaded]", module.load)
    try:
        loaded = loader(path, data)
    except (UnreadableDocument, MemoryError):
        raise
    except RecursionError as error:
        reason = "its parts are nested too deeply"
        raise UnreadableDocument(path, reason, "Simplify it and add it again.") from error
    except Exception as error:  # the parsers are other people's: any bytes may raise anything
        reason = f"its reader gave up ({type(error).__name__}: {error})"
        remedy = "Open it in its own program, save it again and add the new file."
        raise UnreadableDocument(path, reason, remedy) from error
    _check_text(path, loaded)
    if not loaded.blocks:
        return replace(loaded, warnings=(*loaded.warnings, "no text was found in it"))
    return loaded


def check(path: str, data: bytes) -> None:
    """Refuse, before anything in it is read, what can't be a document: by name, size and kind.

    Raises UnreadableDocument.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        reason = f"files of this kind ({suffix or 'no suffix'}) aren't read"
        raise UnreadableDocument(path, reason, f"Save it as one of {known}.")
    if not data.strip():
        raise UnreadableDocument(path, "the file is empty", "Add the file that has the text.")
    if len(data) > MAX_BYTES:
        reason = f"it has {len(data) / 1e6:,.0f} MB; the limit is {MAX_BYTES / 1e6:,.0f} MB"
        raise UnreadableDocument(path, reason, "Split it, or save it with smaller pictures.")
    check_kind(path, data)


def _check_text(path: str, loaded: Loaded) -> None:
    signs = sum(len(block.text) for block in loaded.blocks)
    if signs > MAX_TEXT:
        reason = f"it has {signs:,} characters of text; the limit is {MAX_TEXT:,}"
        raise UnreadableDocument(path, reason, "Split it into smaller documents.")
