"""Table rows as text that reads without the table."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Block


def table_texts(rows: Sequence[Block]) -> list[str]:
    """Write each row as `Head: cell; Head: cell`, cells verbatim and empty ones left out.

    The head of a column that is empty throughout stays visible in the first row.
    """
    texts = [_row(row) for row in rows]
    filled = {place for row in rows for place, cell in enumerate(row.cells) if cell.strip()}
    seen: set[str] = set()
    for place, head in enumerate(rows[0].heads):
        if place not in filled and head.strip() and head not in seen:
            seen.add(head)
            texts[0] = f"{texts[0]}; {head}".strip("; ")
    return texts


def _row(row: Block) -> str:
    if not row.cells:
        return row.text
    heads = [*row.heads, *[""] * (len(row.cells) - len(row.heads))]
    pairs = zip(heads, row.cells, strict=False)
    return "; ".join(_pair(head.strip(), cell) for head, cell in pairs if cell.strip())


def _pair(head: str, cell: str) -> str:
    if not head or head == cell.strip():
        return cell
    return f"{head}{'' if head.endswith(':') else ':'} {cell}"
