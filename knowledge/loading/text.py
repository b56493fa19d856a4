"""Plain text → blocks; hard-wrapped lines fold, lines that begin a new unit don't."""

from __future__ import annotations

import re

from knowledge.loading.blocks import fold
from knowledge.loading.encoding import decode
from knowledge.model import Block, BlockKind, Loaded

# A line that begins like this begins a paragraph of its own: 4.1, (a), a), iv., §, Section 4.
_BEGINS = re.compile(
    r"\s*(?:§|\(?(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,5})[.)]\s|\d+(?:\.\d+)+\.?\s"
    r"|(?:Section|Article|Part|Chapter|Appendix)\s+[\dIVXA-Z])"
)
_BULLET = re.compile(r"\s*[-*•–—▪·o]\s+")
_RULER = re.compile(r"\s*([-=_*~#+])[-=_*~#+ ]+$")
_LONGEST_HEADING = 100  # characters


def load(path: str, data: bytes) -> Loaded:
    """Read plain text. Raises UnreadableDocument.

    A heading is a line that is underlined, or stands alone in capitals without a full stop.
    """
    text, warnings = decode(path, data)
    blocks: list[Block] = []
    for lines, underlined in _paragraphs(text):
        level = (2 if blocks else 1) if underlined or _is_shouted(lines) else 0
        block = _block("\n".join(lines), level)
        if block.text:
            blocks.append(block)
    return Loaded(tuple(blocks), warnings=warnings)


def _paragraphs(text: str) -> list[tuple[list[str], bool]]:
    """Lines that belong together, and whether they are one line with a ruler under it."""
    found: list[tuple[list[str], bool]] = []
    lines: list[str] = []
    for line in [*text.replace("\f", "\n\n").split("\n"), ""]:
        is_ruler = bool(_RULER.match(line))
        begins = _BEGINS.match(line) or _BULLET.match(line)
        if lines and (is_ruler or begins or not line.strip()):
            found.append((lines, is_ruler and len(lines) == 1))
            lines = []
        if line.strip() and not is_ruler:
            lines.append(line)
    return found


def _is_shouted(lines: list[str]) -> bool:
    line = lines[0].strip()
    return (
        len(lines) == 1
        and line.upper() == line
        and sum(map(str.isalpha, line)) > 1
        and not line.endswith((".", ":", ";", ","))
    )


def _block(text: str, level: int) -> Block:
    bullet = _BULLET.match(text)
    if bullet:
        return Block(BlockKind.ITEM, fold(text[bullet.end() :]), level=1)
    folded = fold(text)
    if level and len(folded) <= _LONGEST_HEADING:
        return Block(BlockKind.HEADING, folded, level)
    return Block(BlockKind.PARAGRAPH, folded)
