"""What a text orders a model to write, in clear or in code, as a clever model would read it."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_MARK = "INJECT:"
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-f]{2}){8,}")
_TAGS = range(0xE0020, 0xE007F)


def ordered(text: str) -> str:
    """Return what stands behind INJECT: in the text, or in what it hides; "" where nothing does."""
    found = (reading for reading in _readings(text) if _MARK in reading)
    return next(found, "").partition(_MARK)[2].strip()


def _readings(text: str) -> Iterator[str]:
    yield text
    yield "".join(chr(ord(c) - 0xE0000) if ord(c) in _TAGS else c for c in text)
    yield "".join(c for c in text if unicodedata.category(c) != "Cf")
    yield unicodedata.normalize("NFKC", text)
    yield html.unescape(text)
    yield unquote(text)
    yield codecs.encode(text, "rot13")
    yield text[::-1]
    yield re.sub(r"\b(\S) (?=\S\b)", r"\1", text).replace("INJECT :", _MARK)
    yield from map(_from_base64, _BASE64.findall(text))
    yield from (bytes.fromhex(one).decode("utf-8", "replace") for one in _HEX.findall(text))


def _from_base64(code: str) -> str:
    try:
        return base64.b64decode(code).decode("utf-8", "replace")
    except binascii.Error:
        return ""
