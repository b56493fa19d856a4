"""A page of a PDF as lines and table rows in reading order. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.loading.pdf_alignment import aligned
from knowledge.loading.pdf_glyphs import Box
from knowledge.loading.pdf_grids import TableRow, fill, grids
from knowledge.loading.pdf_layout import reading_order
from knowledge.loading.pdf_paragraphs import Line, is_bullet, is_enumerated
from knowledge.loading.pdf_words import Segment, joined

# An entry of a table of contents leads the eye to its page with dots.
_LEADER = re.compile(r"(?:\s?[.…]){5,}\s*[\divxlc]*\s*$")
_TABLES_A_PAGE = 1000


def read_order(
    parts: Sequence[Segment], rules: Sequence[Box], page: int, usual: float | None = None
) -> Iterator[Line | TableRow]:
    """Yield what stands on a page; `page` is its number, from 1.

    `usual` is the gutter between the columns of the page before.
    """
    tables: dict[Segment, list[TableRow]] = {}
    outside = list(parts)
    for number, grid in enumerate(grids(rules)):
        filled = fill(grid, outside, number)
        if filled:
            tables[_stand_in(filled)] = filled
            outside = [part for part in outside if not grid.contains(part)]
    for column, lines in enumerate(reading_order([*outside, *tables], usual), 1):
        yield from _read_region(lines, tables, page, column)


def _read_region(
    lines: Sequence[list[Segment]], tables: dict[Segment, list[TableRow]], page: int, column: int
) -> Iterator[Line | TableRow]:
    right = max(part.x1 for line in lines for part in line)
    free: list[list[Segment]] = []
    for line in lines:
        beside = [part for part in line if part not in tables]
        if beside:
            free.append(_with_marks(beside))
        for table in (part for part in line if part in tables):
            yield from _read_free(free, page, column, right)
            yield from (replace(row, page=page) for row in tables[table])
            free = []
    yield from _read_free(free, page, column, right)


def _read_free(
    lines: Sequence[list[Segment]], page: int, column: int, right: float
) -> Iterator[Line | TableRow]:
    for item in aligned(lines, _TABLES_A_PAGE * column + len(lines)):
        if isinstance(item, TableRow):
            yield replace(item, page=page)
        elif not _LEADER.search(joined(item).text):
            yield from _line(joined(item), page, column, right)


def _stand_in(table: Sequence[TableRow]) -> Segment:
    """One segment in the place of a whole table, so that it is ordered among the text."""
    words = tuple(
        word for row in table for cell in row.cells for line in cell for word in line.words
    )
    return Segment(
        words,
        min(word.x0 for word in words),
        max(word.x1 for word in words),
        table[0].top,
        table[-1].bottom,
    )


def _with_marks(line: list[Segment]) -> list[Segment]:
    """Put a bullet or number that stands far before its text together with it."""
    alone = f"{line[0].text} x"
    if len(line) > 1 and len(line[0].words) == 1 and (is_bullet(alone) or is_enumerated(alone)):
        return [joined(line[:2]), *line[2:]]
    return line


def _line(part: Segment, page: int, column: int, right: float) -> Iterator[Line]:
    words = [word for word in part.words if not word.raised]
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    if words:
        yield Line(
            text=part.text,
            x0=part.x0,
            x1=part.x1,
            top=part.top,
            bottom=part.bottom,
            size=sizes.most_common(1)[0][0],
            bold=all(word.bold for word in words),
            first=words[0].x1 - words[0].x0,
            page=page,
            column=column,
            right=right,
        )
