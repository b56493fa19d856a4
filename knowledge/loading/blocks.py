"""How every loader makes blocks: white space folded, empty ones left out, nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Block, BlockKind

# Marks that steer writing direction (Unicode, Bidi_Control): no reader sees them,
# and beside a number they would make it a different number to a program.
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DIRECTION_MARKS = re.compile(f"[{_DIRECTION}]")
_EDGES = " \ufeff" + _DIRECTION


def fold(text: str) -> str:
    """Make every run of white space one space, and drop invisible marks at the ends."""
    return " ".join(text.split()).strip(_EDGES)


def clean_number(number: str) -> str:
    """Take white space and direction marks off a rendered number."""
    return _DIRECTION_MARKS.sub("", number).strip()


def row(
    cells: Sequence[str], heads: Sequence[str] = (), *, page: int | None = None, anchor: str = ""
) -> Block:
    """Make a table row: cells and heads folded, heads left out where all are empty.

    `text` is the filled cells joined with " | ", for warnings and for row numbers.
    """
    folded = tuple(fold(cell) for cell in cells)
    columns = tuple(fold(head) for head in heads)
    text = " | ".join(cell for cell in folded if cell)
    return Block(
        BlockKind.ROW,
        text,
        page=page,
        anchor=anchor,
        cells=folded,
        heads=columns if any(columns) else (),
    )
