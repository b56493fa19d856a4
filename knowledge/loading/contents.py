"""A table of contents that an author or a program wrote as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from knowledge.model import Block, BlockKind

_FEWEST = 3  # entries in a row; fewer may be a paragraph that names a heading
_LEADER = re.compile(r"[\s.…_·-]*\d*\s*$")
_SIGNS = re.compile(r"[\W_]+")


def without_contents(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Leave out three or more blocks in a row that only repeat headings further down.

    An entry may end in dots and a page number. The headings themselves stay.
    """
    last: dict[str, int] = {}
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            last[_words(f"{block.number} {block.text}")] = place
            last[_words(block.text)] = place

    def repeats(place: int) -> bool:
        block = blocks[place]
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            return False
        entry = f"{block.number} {block.text}"
        return place < max(last.get(_words(entry), 0), last.get(_words(_LEADER.sub("", entry)), 0))

    kept: list[Block] = []
    for repeated, places in groupby(range(len(blocks)), repeats):
        group = list(places)
        if not repeated or len(group) < _FEWEST:
            kept.extend(blocks[place] for place in group)
    return tuple(kept)


def _words(text: str) -> str:
    return _SIGNS.sub(" ", text).strip().casefold()
