"""Table rows as text that reads without the table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from knowledge.model import Block


def table_texts(rows: Sequence[Block]) -> list[str]:
    """Write each row as `Head: cell; Head: cell`, cells verbatim and empty ones left out.

    Rows with other heads are another table. The head of a column that is empty throughout
    stays visible in the first row of its table.
    """
    texts: list[str] = []
    for heads, group in groupby(rows, key=lambda row: row.heads):
        table = list(group)
        filled = {place for row in table for place, cell in enumerate(row.cells) if cell.strip()}
        unused = [head for place, head in enumerate(heads) if place not in filled]
        first, *others = map(_row, table)
        texts.append("; ".join(filter(None, [first, *dict.fromkeys(unused)])))
        texts.extend(others)
    return texts


def _row(row: Block) -> str:
    heads = [*row.heads, *[""] * (len(row.cells) - len(row.heads))]
    pairs = zip(heads, row.cells, strict=False)
    return "; ".join(_pair(head.strip(), cell) for head, cell in pairs if cell.strip()) or row.text


def _pair(head: str, cell: str) -> str:
    if not head or head == cell.strip():
        return cell
    return f"{head}{'' if head.endswith(':') else ':'} {cell}"
