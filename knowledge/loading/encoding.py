"""Bytes to text, whatever a text file was saved as."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from knowledge.errors import UnreadableDocument

_SAVE_AGAIN = "Save it as UTF-8 text and add it again."
# Longer marks first: UTF-32-LE begins like UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# English text that isn't Unicode was saved by Windows or by an old Mac.
_LEGACY = ["cp1252", "mac_roman", "iso8859_15"]


def decode(path: str, data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Give the text without byte order mark or carriage returns, and warnings for the uploader.

    A byte order mark decides, then UTF-8 if the bytes are valid, then the encoding
    that the file itself declares, then the likeliest one, with a warning.
    Raises UnreadableDocument where the bytes are no text.
    """
    text, warnings = _decode(path, data, declared)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableDocument(
            path, "it has NUL bytes, so it isn't text or is damaged", _SAVE_AGAIN, f"line {line}"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _decode(path: str, data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(path, data[len(mark) :], encoding), ()
    if wide := _wide_encoding(data):
        return _strict(path, data, wide), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_legacy(path, data, declared)


def _strict(path: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start:,} isn't valid {encoding.upper()}"
        raise UnreadableDocument(path, reason, _SAVE_AGAIN) from error


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: in English text every other byte is zero."""
    sample = data[:4096]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > len(sample) // 4 and not even:
        return "utf-16-le"
    if even > len(sample) // 4 and not odd:
        return "utf-16-be"
    return ""


def _decode_legacy(path: str, data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    if declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            declared = ""
    best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is None:
        raise UnreadableDocument(path, "its bytes are no text in any known encoding", _SAVE_AGAIN)
    warning = f"isn't UTF-8; read as {best.encoding}: check special characters, or save it as UTF-8"
    return str(best), (warning,)
