"""Tables of a PDF page that have drawn edges. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.loading.pdf_glyphs import Box
from knowledge.loading.pdf_words import Segment, Word, segment_rows

_TOUCH = 4.0  # points between edges that belong together
_CLEAR = 0.6  # of a line's height: more than a space
_CROSSING = 0.1  # of the words may lie on an edge; more, and the lines are a drawing


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row, each a sequence of lines, at its height on the page.

    `table` tells the tables of a page apart; `page` counts from 1.
    """

    cells: tuple[tuple[Segment, ...], ...]
    top: float
    bottom: float
    x0: float
    table: int
    page: int = 0

    @property
    def bold(self) -> bool:
        """Whether everything in it is bold."""
        return all(word.bold for cell in self.cells for line in cell for word in line.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of one table: the places of its columns and rows, from the left and the top."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rules: tuple[Box, ...]

    def contains(self, part: Segment) -> bool:
        """Whether the middle of a segment lies in the table."""
        x, y = (part.x0 + part.x1) / 2, (part.top + part.bottom) / 2
        return self.columns[0] < x < self.columns[-1] and self.rows[0] < y < self.rows[-1]

    def columns_at(self, y: float) -> list[float]:
        """The upright edges at a height; they are fewer where cells are merged."""
        at = [r.x0 for r in self.rules if not r.level and r.top - _TOUCH < y < r.bottom + _TOUCH]
        return _places([self.columns[0], *at, self.columns[-1]])

    def rows_at(self, x: float) -> list[float]:
        """The level edges at a place across; they are fewer where cells are merged."""
        at = [r.top for r in self.rules if r.level and r.x0 - _TOUCH < x < r.x1 + _TOUCH]
        return _places([self.rows[0], *at, self.rows[-1]])


def grids(rules: Sequence[Box]) -> list[Grid]:
    """The tables with at least two columns and two rows that drawn lines make."""
    found = []
    for group in _connected(rules):
        columns = _places([rule.x0 for rule in group if not rule.level])
        rows = _places([rule.top for rule in group if rule.level])
        if min(len(columns), len(rows)) > 2:  # noqa: PLR2004 - a pair of columns has three edges
            found.append(Grid(tuple(columns), tuple(rows), tuple(group)))
    return found


def fill(grid: Grid, parts: Sequence[Segment], table: int) -> list[TableRow]:
    """Put what stands in a grid into rows; none where words lie across the edges.

    A cell merged over rows is repeated in each of them.
    """
    words = [word for part in parts if grid.contains(part) for word in part.words]
    uprights = [rule for rule in grid.rules if not rule.level]
    crossing = sum(any(_cuts(rule, word) for rule in uprights) for word in words)
    if not words or crossing > _CROSSING * len(words):
        return []
    found = []
    for top, bottom in pairwise(grid.rows):
        middle = (top + bottom) / 2
        band = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
        cells = tuple(
            tuple(_cell(words, left, right, grid.rows_at((left + right) / 2), middle))
            for left, right in pairwise(_columns(grid, band, middle))
        )
        if any(cells):
            found.append(TableRow(cells, top, bottom, grid.columns[0], table))
    return found


def _cell(
    words: Sequence[Word], left: float, right: float, edges: Sequence[float], y: float
) -> list[Segment]:
    above = max((edge for edge in edges if edge <= y), default=edges[0])
    below = min((edge for edge in edges if edge > y), default=edges[-1])
    return segment_rows(
        [
            word
            for word in words
            if left <= (word.x0 + word.x1) / 2 < right
            and above <= (word.top + word.bottom) / 2 < below
        ]
    )


def _columns(grid: Grid, band: Sequence[Word], y: float) -> list[float]:
    """The edges of a row's cells: the drawn ones, and those that its words keep clear of."""
    drawn = grid.columns_at(y)
    lines = segment_rows(band)
    clear = [
        x
        for x in grid.columns
        if all(abs(x - other) > _TOUCH for other in drawn) and _keeps_clear(lines, x)
    ]
    return sorted([*drawn, *clear])


def _keeps_clear(lines: Sequence[Segment], x: float) -> bool:
    left = [word for line in lines for word in line.words if word.x0 < x]
    right = [word for line in lines for word in line.words if word.x0 >= x]
    if not left or not right:
        return False
    white = min(word.x0 for word in right) - max(word.x1 for word in left)
    return white > _CLEAR * right[0].size


def _cuts(rule: Box, word: Word) -> bool:
    inside = word.x0 + 1 < rule.x0 < word.x1 - 1
    return inside and rule.top < (word.top + word.bottom) / 2 < rule.bottom


def _places(values: Sequence[float]) -> list[float]:
    """Merge places that are the two sides of one line."""
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _TOUCH:
            merged.append(value)
    return merged


def _connected(rules: Sequence[Box]) -> list[list[Box]]:
    """Group the rules that touch each other, directly or through others."""
    groups: list[list[Box]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching] + [merged]
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x0 - _TOUCH < other.x1
        and other.x0 - _TOUCH < one.x1
        and one.top - _TOUCH < other.bottom
        and other.top - _TOUCH < one.bottom
    )
