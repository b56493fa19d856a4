"""Bullets of a PDF that are pictures, drawings or signs of no known letter. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.loading.pdf_glyphs import Box
from knowledge.loading.pdf_words import Segment, Word, on_one_level

_FARTHEST = 3.0  # line heights between a bullet and its text
_TILE = 4.0  # points


def with_bullets(parts: Sequence[Segment], marks: Sequence[Box]) -> list[Segment]:
    """Put a bullet before each line that has a small mark of its own before it."""
    free = [m for m in _isolated(marks) if not any(_covers(part, m) for part in parts)]
    bullets: dict[int, Word] = {}
    for mark in free:
        behind = [
            (part.x0 - mark.x1, place)
            for place, part in enumerate(parts)
            if 0 < part.x0 - _middle(mark) < _FARTHEST * part.size and on_one_level(part, mark)
        ]
        if behind:
            place = min(behind)[1]
            part = parts[place]
            bullets[place] = Word("•", mark.x0, mark.x1, part.top, part.bottom)
    return [
        part._replace(words=(bullets[place], *part.words), x0=bullets[place].x0)
        if place in bullets
        else part
        for place, part in enumerate(parts)
    ]


def _isolated(marks: Sequence[Box]) -> list[Box]:
    """The marks that are no pieces of a larger drawing: those with a place of their own."""
    owners = Counter(tile for mark in marks for tile in _tiles(mark))
    return [mark for mark in marks if all(owners[tile] == 1 for tile in _tiles(mark))]


def _tiles(mark: Box) -> list[tuple[int, int]]:
    return [
        (x, y)
        for x in range(int(mark.x0 / _TILE), int(mark.x1 / _TILE) + 1)
        for y in range(int(mark.top / _TILE), int(mark.bottom / _TILE) + 1)
    ]


def _covers(part: Segment, mark: Box) -> bool:
    return part.x0 <= _middle(mark) <= part.x1 and on_one_level(part, mark)


def _middle(mark: Box) -> float:
    return (mark.x0 + mark.x1) / 2
