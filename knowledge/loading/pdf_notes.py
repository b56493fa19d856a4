"""Footnotes of a PDF: smaller type at the foot of a column, beginning with a number. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from knowledge.loading.pdf_grids import TableRow
from knowledge.loading.pdf_paragraphs import Line

_SMALLER = 0.92  # of the running text's height
_NOTE = re.compile(r"(\d{1,3}|[*†‡§]{1,3})[\s.)]*(?=[^\d\s])(.*)")

Item = Line | TableRow


def part_notes(pages: Sequence[Sequence[Item]], body: float) -> tuple[list[Item], list[list[Line]]]:
    """Take the footnotes out of a document's items; returns the rest and the lines of each note.

    `body` is the height of the running text. Footnotes count on, or begin anew on
    each page: other numbers at the begin of small lines are part of the text.
    """
    kept: list[Item] = []
    notes: list[list[Line]] = []
    number = 0
    for items in pages:
        for _, column in groupby(items, lambda x: x.column if isinstance(x, Line) else 0):
            lines = list(column)
            foot, number = _foot(lines, body, number)
            kept += lines[:foot]
            for line in lines[foot:]:
                if isinstance(line, Line) and _begins_note(line):
                    notes.append([line])
                elif isinstance(line, Line):
                    notes[-1].append(line)
    return kept, notes


def numbered(note: str) -> tuple[str, str]:
    """Part a footnote into its number and its text."""
    match = _NOTE.match(note)
    return (match.group(1), match.group(2)) if match else ("", note)


def _begins_note(line: Line) -> bool:
    return _NOTE.match(line.text) is not None


def _foot(column: Sequence[Item], body: float, number: int) -> tuple[int, int]:
    """The place in a column from which on there are only footnotes, and the last one's number."""
    small = len(column)
    while small > 0 and _is_small(column[small - 1], body):
        small -= 1
    foot = len(column)
    for place in range(small, len(column)):
        item = column[place]
        match = _NOTE.match(item.text) if isinstance(item, Line) else None
        if match is None:
            continue
        sign = match.group(1)
        if not sign.isdigit() or int(sign) in (number + 1, 1):
            number = int(sign) if sign.isdigit() else number
            foot = min(foot, place)
    return foot, number


def _is_small(item: Item, body: float) -> bool:
    return isinstance(item, Line) and item.size <= _SMALLER * body
