"""Table rows as text that reads without the table."""

from __future__ import annotations

from knowledge.model import Block


def row_text(block: Block) -> str:
    """Write a row as `Head: cell; Head: cell`; empty cells are left out."""
    if not block.cells:
        return block.text
    heads = [*block.heads, *[""] * (len(block.cells) - len(block.heads))]
    pairs = zip(heads, block.cells, strict=False)
    return "; ".join(_pair(head, cell) for head, cell in pairs if cell.strip())


def _pair(head: str, cell: str) -> str:
    if not head.strip() or head.strip() == cell.strip():
        return cell
    return f"{head}{'' if head.endswith(':') else ':'} {cell}"
