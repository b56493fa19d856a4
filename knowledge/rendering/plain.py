"""What has no HTML of its own: text as it is, and other formats from the blocks that were read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from knowledge.loading.encoding import decode
from knowledge.model import Block, BlockKind

_DEEPEST = 6


def text_html(path: str, data: bytes) -> str:
    """Return plain text with its lines as they are. Raises UnreadableDocument."""
    text, _ = decode(path, data)
    parts = re.split(r"\n[ \t]*\n+", text.strip("\n").replace("\f", "\n\n"))
    return "".join(f'<p class="plain">{escape(part)}</p>' for part in parts)


def blocks_html(blocks: Sequence[Block]) -> str:
    """Return blocks as HTML, with numbers as they are shown, and times where they have some."""
    runs = groupby(blocks, key=_run)
    return "".join("".join(_written(kind, list(run))) for (kind, _), run in runs)


def _run(block: Block) -> tuple[str, object]:
    """Say which neighbours a block shares a list or a table with."""
    if block.kind is BlockKind.ROW:
        return "table", block.heads
    return ("list" if block.kind is BlockKind.ITEM and not block.number else ""), None


def _written(kind: str, run: Sequence[Block]) -> Iterator[str]:
    if kind == "table":
        yield _table(run)
    elif kind == "list":
        yield "<ul>" + "".join(f"<li>{escape(block.text)}</li>" for block in run) + "</ul>"
    else:
        yield from map(_single, run)


def _single(block: Block) -> str:
    if block.kind is BlockKind.DEFINITION and block.cells:
        term, *meaning = map(escape, block.cells)
        return f"<p><strong>{term}</strong> {' '.join(meaning)}</p>"
    mark = f"[{block.number}]" if block.kind is BlockKind.NOTE and block.number else block.number
    words = escape(" ".join(filter(None, (mark, block.text))))
    if block.kind is BlockKind.HEADING:
        level = min(max(block.level, 1), _DEEPEST)
        return f"<h{level}>{words}</h{level}>"
    time = f"<b>{escape(block.anchor)}</b> " if block.anchor else ""
    return f"<p>{time}{words}</p>"


def _table(rows: Sequence[Block]) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in rows[0].heads)
    cells = (
        "".join(f"<td>{escape(cell)}</td>" for cell in row.cells or (row.text,)) for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in cells)
    top = f"<thead><tr>{heads}</tr></thead>" if heads else ""
    return f"<table>{top}<tbody>{body}</tbody></table>"
