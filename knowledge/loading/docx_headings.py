"""Headings that an author made by hand: a short paragraph set in bold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.model import Block, BlockKind

_LONGEST = 100  # characters: what is longer is an emphasized sentence
_RUNS_ON = re.compile(r"[;,!—–-]$|; (?:and|or)$")
_BEGINS = re.compile(r"[^\W_]|§|\[")  # not with "(a)", which is a clause's own number
_LEGAL_HEADING = re.compile(r"(?:§ ?)?\d[\d.-]*\.? \D{1,60}\.")  # 204.7500 Scope of subpart.
_TOO_MANY = 0.5  # bold as the author's body type says nothing


@dataclass(frozen=True, slots=True)
class Found:
    """A block with what it looks like: wholly bold or not, its type size in half-points."""

    block: Block
    bold: bool = False
    size: int = 0


def promote(found: Sequence[Found]) -> tuple[Block, ...]:
    """Make bold short paragraphs headings, below the styled heading that they stand under.

    A bold line that ends in a colon and leads a list in stays a paragraph: its
    items can't be read without it.
    """
    made = {i for i in range(len(found)) if _looks_like_heading(found, i)}
    paragraphs = sum(one.block.kind is BlockKind.PARAGRAPH for one in found)
    if len(made) > _TOO_MANY * paragraphs:
        made = set()
    ranks = {size: rank for rank, size in enumerate(sorted({found[i].size for i in made})[::-1])}
    blocks, above = [], 0
    for i, one in enumerate(found):
        block = one.block
        if i in made:
            level = min(above + 1 + ranks[one.size], 9)
            block = replace(block, kind=BlockKind.HEADING, level=level)
        elif block.kind is BlockKind.HEADING:
            above = block.level
        blocks.append(block)
    return tuple(blocks)


def _looks_like_heading(found: Sequence[Found], place: int) -> bool:
    one = found[place]
    text = one.block.text
    if one.block.kind is not BlockKind.PARAGRAPH or not one.bold or len(text) > _LONGEST:
        return False
    if text.endswith(".") and not _LEGAL_HEADING.fullmatch(text):
        return False
    if _RUNS_ON.search(text) or not _BEGINS.match(text) or text[0].islower():
        return False
    if not any(sign.isalpha() for sign in text):
        return False
    following = found[place + 1].block.kind if place + 1 < len(found) else None
    leads_in = text.endswith(":") and following is BlockKind.ITEM
    return following is not None and not leads_in
