"""Lines of a PDF put together to paragraphs, list items, headings and table rows. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# Heights here are those of lines, from descent to ascent.
_SAME_SIZE = 0.12
_EXTRA_GAP = 0.3  # more white than between the lines of a paragraph
_WIDEST_GAP = 1.3  # where the text runs on over it, and only the page is set wider
_INDENT = 0.7
_OVERLAP = 0.5
_SPACE = 0.2  # the width of a space
# How a sentence, or a part of one that stands alone, ends.
TERMINAL = (".", ":", ";", "!", "?", ".”", '."', ".)", "?”", "!”", ";)", ":)")
_BULLET = re.compile(
    r"(?:[•●○▪▫■□◦‣\u2043∙·➢➤►▶✓✔★◆◇❖❑☐\ue000-\uf8ff]\s*|(?:[–-]|o|§)\s+(?=\S))(?=.)"
)
_ENUMERATOR = re.compile(
    r"(?:\((?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,6})\)|(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,6})[.)]"
    r"|\[\d{1,3}\]|\d{1,3}(?:\.\d{1,3}){1,4}\.?)\s+(?=\S)"
)
_RUNS_ON = re.compile(r"[^\W\d_A-Z]|[\d$(,;]")


class Line(NamedTuple):
    """A line of text in its column, which ends at `right`. `first` is the width of its first word.

    `size` is the height of most of its characters, in points.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    first: float
    page: int
    column: int
    right: float


def is_bullet(text: str) -> bool:
    """Whether a line begins with a bullet."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """The text behind the bullet that it begins with, if any."""
    match = _BULLET.match(text)
    return text[match.end() :] if match else text


def is_enumerated(text: str) -> bool:
    """Whether a line begins with a number such as "(a)", "3." or "4.1.2"."""
    return _ENUMERATOR.match(text) is not None


def paragraphs(lines: Iterable[Line], body: float, leading: float) -> Iterator[list[Line]]:
    """Put lines, in reading order, together to paragraphs, over columns and pages.

    `body` is the height of the running text, `leading` the white between its lines.
    """
    open_: list[Line] = []
    for line in lines:
        if open_ and not _continues(open_, line, body, leading):
            yield open_
            open_ = []
        open_.append(line)
    if open_:
        yield open_


def is_display(line: Line, body: float) -> bool:
    """Whether a line is larger than the running text, or bold."""
    return line.size > (1 + _SAME_SIZE) * body or line.bold


def _continues(open_: Sequence[Line], line: Line, body: float, leading: float) -> bool:
    last = open_[-1]
    unfinished = not last.text.endswith(TERMINAL)
    # Lines are filled as far as words fit: a word that would have fitted begins something new.
    full = last.x1 + line.first + _SPACE * line.size > last.right
    enumerated = is_enumerated(line.text)
    runs_on = unfinished and not enumerated and _RUNS_ON.match(line.text) is not None
    if is_bullet(line.text) or (
        enumerated and not (unfinished and full and line.x0 <= last.x0 + 1)
    ):
        return False
    if not _same_size(last, line) or (last.bold != line.bold and not runs_on):
        return False
    if (last.page, last.column) != (line.page, line.column):
        return unfinished and not is_display(last, body) and (runs_on or full)
    most = (_WIDEST_GAP if runs_on and full else _EXTRA_GAP) * line.size + max(leading, 0)
    if not -_OVERLAP * line.size < line.top - last.bottom < most:
        return False
    hanging = len(open_) == 1 and (unfinished or is_bullet(last.text) or is_enumerated(last.text))
    straight = full and not _is_displaced(open_, line, hanging=hanging)
    return runs_on or straight or is_display(line, body)


def _is_displaced(open_: Sequence[Line], line: Line, *, hanging: bool) -> bool:
    """Whether a line stands further in, or further out, than the lines before it do."""
    step = _INDENT * line.size
    if line.x0 > open_[-1].x0 + step:
        return not hanging
    return line.x0 < open_[-1].x0 - step and len(open_) > 1


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)
