"""Table rows of a PDF as blocks with their column heads. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.loading.blocks import row
from knowledge.loading.pdf_grids import TableRow
from knowledge.loading.pdf_paragraphs import TERMINAL
from knowledge.loading.pdf_text import join_lines
from knowledge.loading.pdf_words import Segment
from knowledge.model import Block, BlockKind

_LONGEST_HEAD = 60  # characters
_EVIDENT = 3  # columns from which short words alone make a row of heads
_SAME_PLACE = 5.0  # points


def row_blocks(table_rows: Sequence[TableRow], known: frozenset[str]) -> Iterator[Block]:
    """Turn rows that follow each other into blocks; `known` is the document's vocabulary.

    A table that goes on at the top of the next page keeps its heads, repeated or not;
    a row that the end of the page cuts in two is one row, on the page where it begins.
    """
    heads: list[str] = []
    made: list[tuple[TableRow, list[str], list[str]]] = []
    for _, group in groupby(table_rows, lambda one: (one.page, one.table)):
        table = [(one, [_text(cell, known) for cell in one.cells]) for one in group]
        goes_on = bool(made) and _goes_on(made[-1][0], table[0][0])
        if not goes_on:
            heads = table[0][1] if len(table) > 1 and _are_heads(*table[0]) else []
        if heads and table[0][1] == heads:
            del table[0]
        if goes_on and table and _is_cut(made[-1][1], table[0][1]):
            one, cells, _ = made.pop()
            halves = zip(cells, table.pop(0)[1], strict=True)
            made.append((one, [_joined(half, known) for half in halves], heads))
        made += [(one, cells, heads) for one, cells in table]
    for one, cells, columns in made:
        yield _block(one, cells, columns)


def _goes_on(before: TableRow, after: TableRow) -> bool:
    return (
        after.page == before.page + 1
        and len(after.cells) == len(before.cells)
        and abs(after.x0 - before.x0) < _SAME_PLACE
    )


def _is_cut(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether two rows are halves of one: a sentence runs on from the first to the second."""
    return any(
        upper and not upper.endswith(TERMINAL) and lower[:1].islower()
        for upper, lower in zip(above, below, strict=True)
    )


def _are_heads(one: TableRow, texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(t) > _LONGEST_HEAD or t.endswith(".") for t in filled):  # noqa: PLR2004
        return False
    if one.bold:
        return True
    words = not any(sign.isdigit() for text in texts for sign in text)
    return words and len(filled) == len(texts) == len(set(texts)) >= _EVIDENT


def _block(one: TableRow, cells: Sequence[str], heads: Sequence[str]) -> Block:
    if len(cells) == 1:
        return Block(BlockKind.PARAGRAPH, cells[0], page=one.page)
    return row(cells, heads if len(heads) == len(cells) else (), page=one.page)


def _joined(halves: Sequence[str], known: frozenset[str]) -> str:
    return join_lines([half for half in halves if half], known)


def _text(cell: Sequence[Segment], known: frozenset[str]) -> str:
    return join_lines([line.text for line in cell], known)
