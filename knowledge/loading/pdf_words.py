"""Characters to words and lines, by where they stand. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeVar

from knowledge.loading.pdf_glyphs import Box, Glyph

# In parts of a character's height (ascent to descent, about 1.2 em). Word spaces are
# 0.17 to 0.3 high, kerning stays below 0.08.
_WORD_GAP = 0.14
_SEGMENT_GAP = 1.1
_BOLD_GAP = 0.45  # beside a heading in the margin
_BACKWARDS = 0.4
_SAME_LINE = 0.5  # of the lower one's height
_RAISED_SIZE = 0.85
_RAISED_BY = 0.12
_TRACKED_AT_LEAST = 5  # gaps that tell letter-spaced type from a few far letters
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_NOTE_SIGNS = frozenset("*†‡§")


class Word(NamedTuple):
    """A word; `raised` marks the number of a note."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False
    raised: bool = False

    @property
    def size(self) -> float:
        """The height of its characters from descent to ascent, in points."""
        return self.bottom - self.top


class Segment(NamedTuple):
    """Words that stand beside each other on one line, in reading order."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """The words with spaces between, without the numbers of notes."""
        return " ".join(word.text for word in self.words if not word.raised)


Placed = TypeVar("Placed", Word, Segment)


def segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """Put the characters of a page, given in the order of the file, together to lines.

    A line of two columns or of table cells becomes a segment for each of them.
    """
    words = [word for run in _runs(glyphs) for word in _words(run)]
    return [part for row in rows(words) for part in _split(_raise(row))]


def rows(items: Sequence[Placed]) -> list[list[Placed]]:
    """Group what stands on one level, from the top down, each group from left to right."""
    found: list[list[Placed]] = []
    for item in sorted(items, key=lambda one: one.top + one.bottom):
        row = next((row for row in reversed(found[-3:]) if on_one_level(row[0], item)), None)
        if row is None:
            found.append([item])
        else:
            row.append(item)
    return [sorted(row, key=lambda one: one.x0) for row in found]


def on_one_level(one: Word | Segment, other: Word | Segment | Box) -> bool:
    """Whether two things stand beside each other, and not one below the other."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


def joined(parts: Sequence[Segment]) -> Segment:
    """Make one segment of several on the same line, given from left to right."""
    return _segment([word for part in parts for word in part.words])


def segment_rows(words: Sequence[Word]) -> list[Segment]:
    """Make one segment of each line of words, however far apart they stand."""
    return [_segment(row) for row in rows(words)]


def _segment(words: Sequence[Word]) -> Segment:
    full = [word for word in words if not word.raised] or words
    return Segment(
        tuple(words),
        words[0].x0,
        max(word.x1 for word in words),
        min(word.top for word in full),
        max(word.bottom for word in full),
    )


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Split the file's order where it leaves the line."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _follows(before: Glyph, after: Glyph) -> bool:
    height = before.bottom - before.top
    if before.top != after.top or before.bottom != after.bottom:
        overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
        if overlap <= _SAME_LINE * min(height, after.bottom - after.top):
            return False
    if after.x0 == before.x0:
        return True  # the letters of a ligature share its place
    return -_BACKWARDS * height < after.x0 - before.x1 < _SEGMENT_GAP * height


def _words(run: Sequence[Glyph]) -> Iterator[Word]:
    """Part a run at spaces and at gaps that are wider than its letters are spaced."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    within = [gap for gap, glyph in zip(gaps, run[1:], strict=True) if not glyph.spaced]
    tracked = max(0.0, median(within)) if len(within) >= _TRACKED_AT_LEAST else 0.0
    start = 0
    for place, gap in enumerate(gaps, 1):
        before, glyph = run[place - 1], run[place]
        height = before.bottom - before.top
        apart = gap > tracked + _WORD_GAP * height
        note = _is_note_sign(glyph) and glyph.bottom - glyph.top < _RAISED_SIZE * height
        if glyph.spaced or apart or (note and not _is_note_sign(before)):
            yield _word(run[start:place])
            start = place
    yield _word(run[start:])


def _word(glyphs: Sequence[Glyph]) -> Word:
    first, last = glyphs[0], glyphs[-1]
    text = "".join(glyph.sign for glyph in glyphs).translate(_LIGATURES)
    return Word(text, first.x0, last.x1, first.top, first.bottom, first.bold)


def _is_note_sign(glyph: Glyph) -> bool:
    return glyph.sign.isdigit() or glyph.sign in _NOTE_SIGNS


def _raise(row: Sequence[Word]) -> list[Word]:
    """Mark the small high numbers behind words as the numbers of notes."""
    marked: list[Word] = []
    for word in row:
        before = marked[-1] if marked else None
        raised = (
            before is not None
            and all(sign.isdigit() or sign in _NOTE_SIGNS for sign in word.text)
            and word.size < _RAISED_SIZE * before.size
            and word.bottom < before.bottom - _RAISED_BY * before.size
            and not before.text[-1].isdigit()
        )
        marked.append(word._replace(raised=raised) if raised else word)
    return marked


def _split(row: Sequence[Word]) -> Iterator[Segment]:
    start = 0
    for place in range(1, len(row)):
        before, word = row[place - 1], row[place]
        share = _SEGMENT_GAP if before.bold == word.bold else _BOLD_GAP
        if word.x0 - before.x1 > share * max(before.size, word.size):
            yield _segment(row[start:place])
            start = place
    yield _segment(row[start:])
