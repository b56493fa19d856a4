"""Which lines are headings, though the loader saw paragraphs, or the same heading twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from knowledge.model import BlockKind

from .leads import dangles, has_verb, rules
from .lines import Line, fold
from .numbers import Sort, read

_TITLE_WORDS = 12
_STOPPED_TITLE_WORDS = 4
_MARK_TITLE_WORDS = 8
# Titles after a section sign are whole phrases and end in a full stop.
_SIGNED_TITLE_WORDS = 30


def is_title(text: str, *, stopped: int = _STOPPED_TITLE_WORDS) -> bool:
    """Whether text reads like a title; what breaks off ("Employees must not") doesn't.

    One with a full stop has at most `stopped` words and no verb that makes it a sentence.
    """
    if not text or not text[0].isalnum() or text[0].islower() or text[-1] in ":;,!?—–":
        return False
    if dangles(text):
        return False
    words = text.count(" ") + 1
    if text[-1] != ".":
        return words <= _TITLE_WORDS
    return words <= stopped and not has_verb(text)


def is_phrase(text: str) -> bool:
    """Whether a numbered unit is only a title for what follows, as in `(a) Awards.`."""
    return is_title(text, stopped=_MARK_TITLE_WORDS) and not has_verb(text)


def without_twins(lines: list[Line]) -> list[Line]:
    """Join a title line with the heading after it that repeats only its number.

    The government's Markdown says `§ 2635.101 Basic obligation of public service.` and
    then `#### § § 2635.101`.
    """
    result: list[Line] = []
    for line in lines:
        before = result[-1] if result else None
        if before is not None and line.is_heading and _is_twin(before, line):
            block = replace(
                line.block, text=before.block.text, number=before.block.number,
                page=before.block.page,
            )  # fmt: skip
            # The heading after it proves the number of the title line.
            label = read(block.text, block.number)
            result[-1] = Line(block, label.absolute or line.absolute, label.marks, label.rest)
        else:
            result.append(line)
    return result


def _is_twin(title: Line, heading: Line) -> bool:
    if title.block.kind is not BlockKind.PARAGRAPH or heading.absolute is None:
        return False
    number = fold(heading.absolute.number)
    alone = not heading.rest or heading.rest == title.rest
    return alone and f"{fold(title.block.text)} ".startswith(f"{number} ")


def promoted(lines: list[Line]) -> list[Line]:
    """Make headings of paragraphs that are ones: a number, a title, and text under it."""
    return [
        _as_heading(line) if after is not None and _is_headline(line, after) else line
        for line, after in zip_longest(lines, lines[1:])
    ]


def _is_headline(line: Line, after: Line) -> bool:
    number = line.absolute
    if number is None or line.is_heading or line.marks or line.block.kind is BlockKind.ITEM:
        return False
    if number.sort is Sort.CONTAINER:
        return is_title(line.rest, stopped=_TITLE_WORDS) or not line.rest
    if not is_title(
        line.rest, stopped=_SIGNED_TITLE_WORDS if number.sort is Sort.SIGN else _STOPPED_TITLE_WORDS
    ):
        return False
    if _is_item(after, number.number) and rules(line.rest):
        return False
    return after.absolute is None or after.absolute.number.startswith(number.number)


def _is_item(line: Line, above: str) -> bool:
    """Whether the line is an item of a list that the line numbered `above` may open."""
    below = line.absolute is not None and line.absolute.number.startswith(above)
    listed = line.block.kind in (BlockKind.ITEM, BlockKind.ROW)
    return below or listed or (line.absolute is None and bool(line.marks))


def _as_heading(line: Line) -> Line:
    return replace(line, block=replace(line.block, kind=BlockKind.HEADING, level=0))
