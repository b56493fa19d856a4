"""Plain text → paragraphs; hard-wrapped lines fold, lines that begin a new unit don't."""

from __future__ import annotations

import re

from knowledge.loading.blocks import fold
from knowledge.loading.encoding import decode
from knowledge.model import Block, BlockKind, Loaded

# A line that begins like this begins a paragraph of its own: 4.1, (a), a), iv., §, •, -, Section 4.
_BEGINS = re.compile(
    r"\s*(?:[-*•–—o▪·]\s|§|\(?(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,5})[.)]\s|\d+(?:\.\d+)+\.?\s"
    r"|(?:Section|Article|Part|Chapter|Appendix)\s+[\dIVXA-Z])"
)
_BULLET = re.compile(r"\s*[-*•–—▪·]\s+")


def load(path: str, data: bytes) -> Loaded:
    """Read plain text. Raises UnreadableDocument."""
    text, warnings = decode(path, data)
    blocks = tuple(block for chunk in _paragraphs(text) if (block := _block(chunk)) is not None)
    return Loaded(blocks, warnings=warnings)


def _paragraphs(text: str) -> list[str]:
    chunks: list[list[str]] = [[]]
    for line in text.replace("\f", "\n\n").split("\n"):
        if not line.strip():
            chunks.append([])
        elif _BEGINS.match(line):
            chunks.append([line])
        else:
            chunks[-1].append(line)
    return ["\n".join(chunk) for chunk in chunks if chunk]


def _block(chunk: str) -> Block | None:
    bullet = _BULLET.match(chunk)
    text = fold(chunk[bullet.end() :] if bullet else chunk)
    if not text or not any(map(str.isalnum, text)):
        return None  # a ruler of dashes
    return Block(BlockKind.ITEM, text, level=1) if bullet else Block(BlockKind.PARAGRAPH, text)
