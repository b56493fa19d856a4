"""Text from outside made safe for a terminal.

Documents and questions are data: an escape sequence in one of them must not
move the cursor, rename the window or reorder what is read.
"""

from __future__ import annotations

import re

# Control characters but for tab and line feed, and the characters that reorder the
# text around them (https://www.unicode.org/reports/tr9/: embeddings, overrides, isolates).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """Return the text without control and reordering characters; line feeds and tabs stay."""
    return _UNSAFE.sub("", whole(text))


def one_line(text: str) -> str:
    """Return the printable text with every run of white space folded into one blank."""
    return " ".join(printable(text).split())


def whole(text: str) -> str:
    """Return the text with each half of a character, which nothing can encode, as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
