"""Words in pieces, of which some can be pressed. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

# An address ends before what ends the sentence that it stands in.
_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’)\]]", re.IGNORECASE)
_BLANK = re.compile(r"\n[^\S\n]*\n")
_MARK = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; `to` is where a press on them leads, "" where nothing is to be pressed."""

    text: str
    to: str = ""


def paragraphs(text: str) -> tuple[tuple[Piece, ...], ...]:
    """Return a person's words in paragraphs, each as `linked` gives it."""
    return tuple(tuple(linked(one)) for one in parted(text))


def parted(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: what blank lines stand between."""
    return tuple(one.strip("\n") for one in _BLANK.split(text) if one.strip())


def linked(text: str) -> Iterator[Piece]:
    """Yield a person's words; web addresses lead where they say, and nothing else leads anywhere.

    Joined, the pieces are the text.
    """
    yield from _pieces(text, _ADDRESS, lambda found: found[0] if _safe(found[0]) else "")


def marked(text: str, quotes: int, anchor: str) -> Iterator[Piece]:
    """Yield a language model's words; its marks ([1], [2] …) lead to the quotes below them.

    There are so many `quotes`, whose anchors are `anchor` with their number. Nothing else can be
    pressed. Joined, the pieces are the text.
    """

    def to(found: re.Match[str]) -> str:
        return f"#{anchor}{found[1]}" if 1 <= int(found[1]) <= quotes else ""

    yield from _pieces(text, _MARK, to)


def _pieces(
    text: str, pattern: re.Pattern[str], to: Callable[[re.Match[str]], str]
) -> Iterator[Piece]:
    end = 0
    for found in pattern.finditer(text):
        if not (address := to(found)):
            continue
        if before := text[end : found.start()]:
            yield Piece(before)
        yield Piece(found[0], address)
        end = found.end()
    if rest := text[end:]:
        yield Piece(rest)


def _safe(address: str) -> bool:
    """Whether an address names a host, and nobody who would sign in there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc
