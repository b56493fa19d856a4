"""A file's bytes to lines of text, none longer than a case can be."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from evals.cases.faults import Faults, Place, code_point

# Characters. A policy of a hundred pages has a third of it; a case is a question.
LONGEST = 1_000_000

# Control characters but for tab and line feed, halves of characters, and what is none at all.
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WRONG_BYTE = re.compile("[\udc80-\udcff]")
_ZIP = b"PK\x03\x04"
# Longer marks first: UTF-32-LE begins like UTF-16-LE. The decoders take the mark off.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAVE_AGAIN = (
    "save the file again as UTF-8 (in Excel “CSV UTF-8”, in an editor “Save with encoding”)"
)


def lines(path: Path, faults: Faults) -> Iterator[str]:
    """Yield each line with its line feed, one string for each line that an editor counts.

    A byte order mark decides on the encoding; without one it is UTF-8. What can't be read is
    a fault, and an empty line or U+FFFD stands in for it.
    """
    place = Place(str(path))
    try:
        with path.open("rb") as file:
            head = file.read(4)
        if head == _ZIP:
            faults.add(place, "is a workbook or an archive, not text", _SAVE_AGAIN)
            return
        encoding = _encoding(head)
        # A wrong byte in UTF-8 becomes a mark of its own, so that reading can go on.
        errors = "surrogateescape" if encoding.startswith("utf-8") else "strict"
        with path.open(encoding=encoding, errors=errors) as stream:
            yield from _checked(stream, place.file, faults)
    except UnicodeError:
        faults.add(place, f"is damaged: it isn't the {encoding.upper()} it seems", _SAVE_AGAIN)
    except OSError as error:
        faults.add(place, f"can't be read ({error.strerror})", "look at its permissions")


def _encoding(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    # A set begins with a plain letter or sign; in UTF-16 one of its two bytes is zero.
    if head[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if head[:1] == b"\0" else "utf-8"


def _checked(stream: TextIO, file: str, faults: Faults) -> Iterator[str]:
    told = False
    for number, line in enumerate(_bounded(stream), start=1):
        place = Place(file, number)
        if line is None:
            wrong = f"the line is longer than {LONGEST:,} characters"
            faults.add(place, wrong, "it is no case; take it out or break it up")
            yield "\n"
            continue
        if not told and (byte := _WRONG_BYTE.search(line)):
            told = True
            wrong = f"isn't UTF-8 text (first seen at byte 0x{ord(byte[0]) - 0xDC00:02X})"
            faults.add(place, wrong, _SAVE_AGAIN)
        text = _WRONG_BYTE.sub("\ufffd", line)
        if unfit := UNFIT.search(text):
            wrong = f"has a character that nobody can see ({code_point(unfit[0])})"
            faults.add(place, wrong, "delete it, or type the line again")
        yield UNFIT.sub("", text)


def _bounded(stream: TextIO) -> Iterator[str | None]:
    """Yield the lines; None for one that is too long, of which no more than a part is held."""
    while part := stream.readline(LONGEST):
        if part.endswith("\n") or len(part) < LONGEST:
            yield part
            continue
        while part and not part.endswith("\n"):
            part = stream.readline(LONGEST)
        yield None
