"""What stands in a PDF as blocks: headings by their type, list items by their indent. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from knowledge.loading.blocks import fold
from knowledge.loading.pdf_grids import TableRow
from knowledge.loading.pdf_notes import Item, numbered
from knowledge.loading.pdf_paragraphs import (
    Line,
    is_bullet,
    is_display,
    is_enumerated,
    paragraphs,
    without_bullet,
)
from knowledge.loading.pdf_rows import row_blocks
from knowledge.loading.pdf_text import join_lines
from knowledge.model import Block, BlockKind

_LONGEST_HEADING = 150  # characters
_LONGEST_CAPITALS = 80
_SMALLEST_HEADING = 0.88  # of the running text's height
_CLOSED = (".", ",", ";")
_SAME_INDENT = 3.0  # points
_DEEPEST = 9
_LETTERS = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"\w")  # without one it is an ornament
_FEWEST_CAPITALS = 4

_Style = tuple[float, bool, bool]


@dataclass(frozen=True, slots=True)
class Measure:
    """The type of the running text: its height, and the white between its lines, in points."""

    body: float
    leading: float


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    lines: tuple[Line, ...]


def blocks(
    items: Sequence[Item],
    notes: Sequence[Sequence[Line]],
    measure: Measure,
    known: frozenset[str],
) -> tuple[Block, ...]:
    """Make blocks of a document's items in reading order, and put the footnotes among them.

    A footnote follows the last block that begins on its page. `known` is the
    document's vocabulary.
    """
    parts: list[_Piece | list[TableRow]] = []
    for is_line, group in groupby(items, lambda item: isinstance(item, Line)):
        if is_line:
            lines = [item for item in group if isinstance(item, Line)]
            found = paragraphs(lines, measure.body, measure.leading)
            parts += [_Piece(join_lines([x.text for x in p], known), tuple(p)) for p in found]
        else:
            parts.append([item for item in group if isinstance(item, TableRow)])
    made = list(chain.from_iterable(_Builder(parts, measure, known).build()))
    for note in notes:
        number, text = numbered(join_lines([line.text for line in note], known))
        page = note[0].page
        place = max((i for i, b in enumerate(made) if (b.page or 0) <= page), default=-1)
        made.insert(place + 1, Block(BlockKind.NOTE, fold(text), number=number, page=page))
    return tuple(block for block in made if _SIGN.search(block.text))


class _Builder:
    """Knows the headings' styles of the whole document, and how deep in a list it is."""

    def __init__(
        self, parts: Sequence[_Piece | list[TableRow]], measure: Measure, known: frozenset[str]
    ) -> None:
        self._parts = parts
        self._measure = measure
        self._known = known
        self._headings = {
            place: _style(part)
            for place, part in enumerate(parts)
            if isinstance(part, _Piece) and self._is_heading(place, part)
        }
        styles = sorted(set(self._headings.values()), reverse=True)
        self._levels = {style: min(n, _DEEPEST) for n, style in enumerate(styles, 1)}
        self._indents: list[float] = []

    def build(self) -> Iterator[Sequence[Block]]:
        for place, part in enumerate(self._parts):
            if isinstance(part, list):
                yield tuple(row_blocks(part, self._known))
            elif place in self._headings:
                self._indents.clear()
                level = self._levels[self._headings[place]]
                page = part.lines[0].page
                yield (Block(BlockKind.HEADING, fold(without_bullet(part.text)), level, page=page),)
            else:
                yield (self._text_block(part),)

    def _text_block(self, piece: _Piece) -> Block:
        first = piece.lines[0]
        bullet = is_bullet(piece.text)
        text = fold(without_bullet(piece.text) if bullet else piece.text)
        if not bullet and not is_enumerated(piece.text):
            if self._indents and first.x0 <= self._indents[0] + _SAME_INDENT:
                self._indents.clear()
            return Block(BlockKind.PARAGRAPH, text, page=first.page)
        while self._indents and first.x0 < self._indents[-1] - _SAME_INDENT:
            self._indents.pop()
        if not self._indents or first.x0 > self._indents[-1] + _SAME_INDENT:
            self._indents.append(first.x0)
        return Block(BlockKind.ITEM, text, len(self._indents), page=first.page)

    def _is_heading(self, place: int, piece: _Piece) -> bool:
        first, text = piece.lines[0], piece.text
        if len(text) > _LONGEST_HEADING or not _LETTERS.search(text):
            return False
        larger = is_display(first._replace(bold=False), self._measure.body) and (
            first.size > self._measure.body
        )
        if is_bullet(text) and not larger:
            return False
        if first.size < _SMALLEST_HEADING * self._measure.body:
            return False
        if text.endswith(":") and self._leads_in(place):
            return False
        return larger or (not text.endswith(_CLOSED) and (first.bold or _is_capitals(text)))

    def _leads_in(self, place: int) -> bool:
        following = self._parts[place + 1] if place + 1 < len(self._parts) else None
        return isinstance(following, _Piece) and (
            is_bullet(following.text) or is_enumerated(following.text)
        )


def _style(piece: _Piece) -> _Style:
    first = piece.lines[0]
    return round(first.size), first.bold, _is_capitals(piece.text)


def _is_capitals(text: str) -> bool:
    letters = _LETTERS.findall(text)
    return len(letters) >= _FEWEST_CAPITALS and len(text) <= _LONGEST_CAPITALS and text.isupper()
