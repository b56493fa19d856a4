"""Blocks as lines: what number stands before the text, and how the text is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.model import Block, BlockKind

from .counting import Mark
from .numbers import Absolute

_FOLD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A block, the absolute number it bears (if any), its marks, and its text behind both."""

    block: Block
    absolute: Absolute | None
    marks: tuple[Mark, ...]
    rest: str

    @property
    def shown(self) -> str:
        """The text with its number, as a reader of the document sees it."""
        block = self.block
        doubled = not block.number or block.text.startswith(block.number)
        return block.text if doubled else f"{block.number} {block.text}".strip()

    @property
    def is_heading(self) -> bool:
        """Whether the loader saw a heading here."""
        return self.block.kind is BlockKind.HEADING


def fold(text: str) -> str:
    """Reduce text to its words, to compare headings."""
    return _FOLD.sub(" ", text.lower()).strip()
