"""Units that share a paragraph: `(a) General. (1) Employees must …`, with `(2)` further down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.model import Block, BlockKind

from .counting import Mark
from .numbers import Label, read

# A mark counts only after the end of a sentence and before the beginning of another.
_MARK = re.compile(
    r"(?:(?<=[.;:—–]\s)|(?<=[.—–]))\((?P<body>\d{1,3}|[a-z]{1,5}|[A-Z]{1,5})\)(?=\s[“\"A-Z])"
)
# How far down the next mark of an enumeration is looked for.
_AHEAD = 200
_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def unfold(labelled: Sequence[tuple[Block, Label]]) -> Iterator[tuple[Block, Label]]:
    """Split paragraphs in front of the marks in them that a sequence proves.

    Only a block that itself begins with a number is split. A mark is proven when it goes
    on from one before it in the block, or begins what a later mark goes on with.
    """
    for index, (block, label) in enumerate(labelled):
        cuts = list(_cuts(block, label, labelled, index)) if _may_hold(block, label) else []
        if not cuts:
            yield block, label
            continue
        ends = [*cuts[1:], len(block.text)]
        head = replace(block, text=block.text[: cuts[0]].rstrip())
        yield head, read(head.text, head.number)
        for begin, end in zip(cuts, ends, strict=True):
            part = replace(block, text=block.text[begin:end].rstrip(), number="", anchor="")
            yield part, read(part.text)


def _may_hold(block: Block, label: Label) -> bool:
    return block.kind in _TEXT and "(" in label.rest and bool(label.marks or label.absolute)


def _cuts(
    block: Block, label: Label, labelled: Sequence[tuple[Block, Label]], index: int
) -> Iterator[int]:
    matches = list(_MARK.finditer(block.text, len(block.text) - len(label.rest)))
    marks = [Mark(match["body"], "()") for match in matches]
    before = list(label.marks)
    for place, (match, mark) in enumerate(zip(matches, marks, strict=True)):
        following = [*marks[place + 1 :], *_first_marks(labelled, index)]
        if _follows(mark, before) or _begins(mark, following):
            before.append(mark)
            yield match.start()


def _first_marks(labelled: Sequence[tuple[Block, Label]], index: int) -> Iterator[Mark]:
    """Yield the first marks of the blocks below, as far as the same numbered unit reaches."""
    for block, label in islice(labelled, index + 1, index + _AHEAD):
        if block.kind is BlockKind.HEADING or label.absolute is not None:
            return
        yield from label.marks[:1]


def _follows(mark: Mark, before: Sequence[Mark]) -> bool:
    return any(_is_next(one, mark) for one in before)


def _begins(mark: Mark, following: Sequence[Mark]) -> bool:
    first = any(value == 1 for _, value in mark.readings)
    return first and any(_is_next(mark, one) for one in following)


def _is_next(one: Mark, other: Mark) -> bool:
    return one.form == other.form and any(
        (alphabet, value + 1) in other.readings for alphabet, value in one.readings
    )
