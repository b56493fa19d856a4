"""Table rows of a PDF as blocks with their column heads. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.loading.blocks import row
from knowledge.loading.pdf_grids import TableRow
from knowledge.loading.pdf_text import join_lines
from knowledge.loading.pdf_words import Segment
from knowledge.model import Block, BlockKind

_LONGEST_HEAD = 60  # characters
_EVIDENT = 3  # columns from which short words alone make a row of heads
_SAME_PLACE = 5.0  # points


def row_blocks(table_rows: Sequence[TableRow], known: frozenset[str]) -> Iterator[Block]:
    """Turn rows that follow each other into blocks; `known` is the document's vocabulary.

    A table that goes on at the top of the next page keeps its heads, repeated or not.
    """
    heads: list[str] = []
    before: TableRow | None = None
    for _, group in groupby(table_rows, lambda one: (one.page, one.table)):
        table = list(group)
        texts = [[_text(cell, known) for cell in one.cells] for one in table]
        goes_on = before is not None and _goes_on(before, table[0])
        if goes_on and texts[0] == heads:
            del table[0], texts[0]
        elif not goes_on:
            heads = texts[0] if len(table) > 1 and _are_heads(table[0], texts[0]) else []
            del table[: bool(heads)], texts[: bool(heads)]
        for one, cells in zip(table, texts, strict=True):
            yield _block(one, cells, heads)
            before = one


def _goes_on(before: TableRow, after: TableRow) -> bool:
    return (
        after.page == before.page + 1
        and len(after.cells) == len(before.cells)
        and abs(after.x0 - before.x0) < _SAME_PLACE
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


def _text(cell: Sequence[Segment], known: frozenset[str]) -> str:
    return join_lines([line.text for line in cell], known)
