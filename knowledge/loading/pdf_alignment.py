"""Tables of a PDF page without edges: lines whose pieces stand under each other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from knowledge.loading.pdf_grids import TableRow
from knowledge.loading.pdf_words import Segment

_FEWEST_ROWS = 3
_COLUMN_GAP = 6.0  # points of white between columns
_APART = 2.0  # line heights: a wider gap ends a table
_WRAPPED = 0.6  # of the widest gap between lines: a narrower one is within a cell

Line = list[Segment]
_Columns = list[tuple[float, float]]


def aligned(lines: Sequence[Line], table: int) -> list[Line | TableRow]:
    """Replace, in the lines of a region, runs that line up as columns by table rows.

    `table` is the first number to give to a table.
    """
    found: list[Line | TableRow] = []
    start = 0
    while start < len(lines):
        end, columns = _reach(lines, start)
        if sum(len(line) > 1 for line in lines[start:end]) >= _FEWEST_ROWS:
            found += [_row(row, columns, table) for row in _gathered(lines[start:end], columns)]
            table += 1
            start = end
        else:
            found.append(lines[start])
            start += 1
    return found


def _reach(lines: Sequence[Line], start: int) -> tuple[int, _Columns]:
    """How far a table that begins at `start` reaches, and the columns that it then has."""
    columns = [(part.x0, part.x1) for part in lines[start]]
    end, settled = start, columns
    if len(columns) == 1:
        return end, columns
    for place in range(start, len(lines)):
        line = lines[place]
        if place > start and line[0].top - lines[place - 1][0].bottom > _APART * _height(line):
            break
        widened = _widened(columns, line)
        if widened is None:
            break
        columns = widened
        if len(line) > 1 or line[0].x0 >= columns[1][0] - _COLUMN_GAP:
            end, settled = place + 1, columns
    return end, settled


def _widened(columns: _Columns, line: Line) -> _Columns | None:
    """The columns with a further line in them; None where it runs across two."""
    widened = list(columns)
    for part in line:
        under = [i for i, (x0, x1) in enumerate(columns) if part.x0 < x1 and part.x1 > x0]
        if len(under) != 1:
            return None
        x0, x1 = widened[under[0]]
        widened[under[0]] = (min(x0, part.x0), max(x1, part.x1))
    narrow = any(after[0] - before[1] < _COLUMN_GAP for before, after in pairwise(widened))
    return None if narrow else widened


def _gathered(lines: Sequence[Line], columns: _Columns) -> list[list[Line]]:
    """Put the lines of one row together: they follow closer, or leave its first cell empty."""
    gaps = [after[0].top - before[0].bottom for before, after in pairwise(lines)]
    widest = max(gaps) + _height(lines[0])
    gathered = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        close = gap + _height(line) < _WRAPPED * widest
        hanging = len(line) == 1 and line[0].x0 >= columns[1][0] - _COLUMN_GAP
        if close or hanging:
            gathered[-1].append(line)
        else:
            gathered.append([line])
    return gathered


def _row(lines: Sequence[Line], columns: _Columns, table: int) -> TableRow:
    parts = [part for line in lines for part in line]
    cells = tuple(
        tuple(part for part in parts if part.x0 < right and part.x1 > left)
        for left, right in columns
    )
    top, bottom = min(part.top for part in parts), max(part.bottom for part in parts)
    return TableRow(cells, top, bottom, columns[0][0], table)


def _height(line: Line) -> float:
    return line[0].bottom - line[0].top
