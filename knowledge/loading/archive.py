"""The check that a zip container (DOCX, PPTX, ODT) passes before any library opens it."""

from __future__ import annotations

import io
import zipfile
import zlib

from knowledge.errors import UnreadableDocument

# A 50 MB office file holds pictures, which don't shrink; text shrinks about tenfold.
MAX_UNPACKED = 500_000_000
MAX_PART = 200_000_000
MAX_ENTRIES = 20_000
# The XML of real documents shrinks up to about 100 times (long empty tables); zip
# bombs shrink 1,000 times. Small parts can't do harm, whatever their ratio.
MAX_RATIO = 250
HARMLESS = 10_000_000

_DAMAGED = "Open it in its own program, save it again and add the new file."
_BOMB = "Don't open it; ask its author for a clean copy."


def check_archive(path: str, data: bytes) -> None:
    """Refuse a container that is damaged, locked, a zip bomb or declares XML entities.

    Sizes are the declared ones: zipfile never unpacks more than was declared.
    Raises UnreadableDocument.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(path, archive.infolist())
            for entry in archive.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    _check_part(path, entry.filename, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(path, f"the file is damaged ({error})", _DAMAGED) from error
    except RuntimeError as error:  # what zipfile raises for a part with a password
        reason = "the file is locked with a password"
        raise UnreadableDocument(path, reason, "Save it without one and add it again.") from error


def _check_sizes(path: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableDocument(path, f"it holds {len(entries):,} parts, like a zip bomb", _BOMB)
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        reason = f"it would unpack to {total / 1e6:,.0f} MB, like a zip bomb"
        raise UnreadableDocument(path, reason, _BOMB)
    for entry in entries:
        swollen = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or (swollen and entry.file_size > HARMLESS):
            reason = (
                f"a part of it would unpack to {entry.file_size / 1e6:,.0f} MB, like a zip bomb"
            )
            raise UnreadableDocument(path, reason, _BOMB, place=entry.filename)


def _check_part(path: str, name: str, part: bytes) -> None:
    # Without zero bytes UTF-16 reads like ASCII, so one search finds both.
    if b"<!ENTITY" in part.replace(b"\0", b""):
        reason = "it declares XML entities, which can fill the memory or read other files"
        raise UnreadableDocument(path, reason, _BOMB, place=name)
