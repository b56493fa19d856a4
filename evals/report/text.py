"""Text from outside made fit for a page, for Markdown and for XML. Pure."""

from __future__ import annotations

import re

# What XML 1.0 can't hold (https://www.w3.org/TR/xml/#charsets) and no page should: control
# characters but for tab and line feed, halves of characters, and two that are none; and the
# characters that reorder the text around them (https://www.unicode.org/reports/tr9/).
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# Punctuation that means something in Markdown or HTML, and "@", which calls people by name.
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#|!~&@])")
_CUT = 10_000  # characters of one text that a person may still read


def legible(text: str) -> str:
    """Return the text without characters that can't be shown or that reorder others."""
    return _UNFIT.sub("", text)


def one_line(text: str) -> str:
    """Return the legible text with every run of white space folded into one blank."""
    return " ".join(legible(text).split())


def in_markdown(text: str) -> str:
    """Return the text as one line of Markdown in which nothing has a meaning."""
    return _MARKS.sub(r"\\\1", one_line(text))


def short(text: str, most: int = _CUT) -> str:
    """Return the text, cut off where it is longer than anybody reads, and saying so."""
    if len(text) <= most:
        return text
    return f"{text[:most].rstrip()}… ({len(text) - most:,} more characters)"


def headline(text: str, most: int = 160) -> str:
    """Return the beginning of a text as one line, short enough for a heading."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
