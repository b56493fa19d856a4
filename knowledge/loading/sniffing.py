"""What a file really is, by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from knowledge.errors import UnreadableDocument

_TEXT = frozenset({".md", ".markdown", ".mdx", ".txt", ".vtt", ".srt"})
_WEB_PAGE = frozenset({".html", ".htm"})

# Signatures: https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", ""),
    (b"\xff\xd8\xff", "a JPEG picture", ""),
    (b"GIF8", "a GIF picture", ""),
    (b"II*\x00", "a TIFF picture", ""),
    (b"MM\x00*", "a TIFF picture", ""),
    (b"RIFF", "a picture, sound or video", ""),
    (b"ID3", "a sound", ""),
    (b"\x00\x00\x00\x18ftyp", "a video", ""),
    (b"\x00\x00\x00\x20ftyp", "a video", ""),
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", ""),
    (b"Rar!", "a RAR archive", ""),
    (b"{\\rtf", "a rich text file (RTF)", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90", "a program", ""),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97-2003, and the shell of encrypted Office files
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP_PARTS = (
    ("word/document.xml", "a Word document", ".docx"),
    ("ppt/presentation.xml", "a PowerPoint presentation", ".pptx"),
    ("xl/workbook.xml", "an Excel workbook", ""),
)
_ODF_MIME = b"application/vnd.oasis.opendocument."


def check_kind(path: str, data: bytes) -> None:
    """Refuse a file whose content isn't what its suffix promises, and say what it is.

    Raises UnreadableDocument.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if data.startswith(_OLE):
        _refuse_ole(path, data)
    found = _recognize(data)
    if found is None:
        if suffix not in _TEXT | _WEB_PAGE:
            reason = f"it is named {suffix} and isn't one: the file is damaged or renamed"
            raise UnreadableDocument(path, reason, "Open it in its own program and save it again.")
        return
    name, right = found
    if right == suffix or (right in _WEB_PAGE and suffix in _WEB_PAGE):
        return
    remedy = (
        f"Rename it so that it ends in {right} and add it again."
        if right
        else "Add the document it was made from instead."
    )
    raise UnreadableDocument(path, f"it is named {suffix} but is {name}", remedy)


def _recognize(data: bytes) -> tuple[str, str] | None:
    """Say what the bytes are and which suffix they need ("": not read here); None for text."""
    for signature, name, suffix in _SIGNATURES:
        if data.startswith(signature):
            return name, suffix
    if data.startswith(b"PK\x03\x04"):
        return _recognize_zip(data)
    if b"%PDF-" in data[:1024]:  # readers accept junk before the signature
        return "a PDF", ".pdf"
    start = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page (HTML)", ".html"
    return None


def _recognize_zip(data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        return "a damaged zip archive", ""
    if mime.startswith(_ODF_MIME + b"text"):
        return "an OpenDocument text", ".odt"
    if mime.startswith(_ODF_MIME):
        return "an OpenDocument file of another kind", ""
    for part, name, suffix in _ZIP_PARTS:
        if part in names:
            return name, suffix
    return "a zip archive", ""


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    # Whatever it unpacks to: nobody has looked for bombs yet.
    with archive.open(name) as part:
        return part.read(100)


def _refuse_ole(path: str, data: bytes) -> None:
    if _ENCRYPTED in data:
        reason = "the file is locked with a password"
        raise UnreadableDocument(path, reason, "Save it without one and add it again.")
    reason = "it is an Office file in the format of 1997-2003"
    raise UnreadableDocument(path, reason, "Save it as .docx or .pptx and add it again.")
