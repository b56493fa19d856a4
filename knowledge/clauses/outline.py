"""The place in the document: headings, what they number, and the lines below each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from knowledge.model import Block, Header

from .counting import Mark
from .headlines import promoted, without_twins
from .identity import slug
from .lines import Line, fold
from .numbers import Absolute, Sort, compose
from .proof import heading_marks, read_lines

# Promoted headings nest below every real heading level (1–9).
_PROMOTED = 10.0
# A promoted `Subpart B` stays above the next real heading, whatever its level.
_PROMOTED_CONTAINER = 0.01


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of the heading path. `number` is what text below it is cited by."""

    text: str
    level: float
    number: str
    base: str
    containers: tuple[str, ...]
    place: tuple[str, ...]
    anchor: str
    rank: int


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading, up to the next.

    `base` is the number that enumerations below continue (`§ 2635.702`); `number` may also
    be a container's (`Appendix A`), which nothing continues. `hard` says that the heading
    has an absolute number, so that no enumeration runs across it. `title` is
    the heading's text without its number.
    """

    headings: tuple[str, ...]
    title: str
    number: str
    base: str
    containers: tuple[str, ...]
    place: tuple[str, ...]
    anchor: str
    hard: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands between one heading and the next; the heading is the last of the path."""

    path: tuple[Heading, ...]
    heading: Line | None
    lines: list[Line] = field(default_factory=list)


ROOT = Heading("", 0.0, "", "", (), (), "", -1)


def outline(header: Header, blocks: Sequence[Block]) -> list[Section]:
    """Lay the blocks out as sections in reading order.

    A heading that only repeats the document's title isn't part of the path. A heading
    with nothing under it becomes text of its parent: no visible text is lost.
    """
    stretches = _stretches(promoted(without_twins(read_lines(blocks))))
    sections: list[Section] = []
    for stretch, after in zip_longest(stretches, stretches[1:]):
        if stretch.lines:
            sections.append(_section(header, stretch.path, stretch.heading, tuple(stretch.lines)))
        elif stretch.heading and (after is None or stretch.path[-1] not in after.path):
            _add_bare(header, sections, stretch.path, stretch.heading)
    return sections


def _stretches(lines: Sequence[Line]) -> list[_Stretch]:
    marks = heading_marks(lines)
    stretches = [_Stretch((ROOT,), None)]
    stack = [ROOT]
    seen: Counter[tuple[str, ...]] = Counter()
    for index, line in enumerate(lines):
        if line.is_heading:
            own = marks.get(index, ())
            _pop(stack, line, own)
            stack.append(_enter(stack[-1], line, own, seen))
            stretches.append(_Stretch(tuple(stack), line))
        else:
            stretches[-1].lines.append(line)
    return stretches


def _pop(stack: list[Heading], line: Line, marks: tuple[Mark, ...]) -> None:
    level = line.block.level
    number = line.absolute
    if level:
        while stack[-1].level >= level + 0.1 * max(0, len(marks) - 1):
            stack.pop()
    elif number is not None and number.sort is Sort.CONTAINER:
        while stack[-1].rank >= number.rank:
            stack.pop()
    elif number is not None:
        while stack[-1].level >= _PROMOTED + _depth(number):
            stack.pop()


def _depth(number: Absolute) -> int:
    return number.number.count(".") + number.number.count("(")


def _enter(
    parent: Heading, line: Line, marks: tuple[Mark, ...], seen: Counter[tuple[str, ...]]
) -> Heading:
    own = _number(parent, line, marks)
    container = line.absolute is not None and line.absolute.sort is Sort.CONTAINER
    if container:
        containers = (*parent.containers, own)
        place, base = ("in", *containers), ""
    elif own:
        containers, base = parent.containers, own
        place = ("in", *containers, "number", own)
    else:
        containers, base = parent.containers, parent.base
        place = (*parent.place, slug(line.shown))
    seen[place] += 1
    if seen[place] > 1 and not own:
        place = (*place, str(seen[place]))
    return Heading(
        line.shown, _level(parent, line, marks), own or parent.number, base, containers, place,
        line.block.anchor or slug(line.shown),
        line.absolute.rank if container and line.absolute else parent.rank,
    )  # fmt: skip


def _number(parent: Heading, line: Line, marks: tuple[Mark, ...]) -> str:
    if line.absolute is not None:
        return compose(line.absolute.number, line.marks)
    if not marks:
        return ""
    whole = compose("", marks)
    if not parent.base or whole.startswith(parent.base):
        return whole
    said = _said(parent.base, marks)
    return whole if len(marks) > 1 and not said else compose(parent.base, marks[said:])


def _said(base: str, marks: tuple[Mark, ...]) -> int:
    """Count the marks that the parent's number ends with: a path may reach above the parent."""
    for count in range(len(marks) - 1, 0, -1):
        tail = compose("", marks[:count])
        if base.endswith(tail if tail.startswith("(") else f".{tail}"):
            return count
    return 0


def _level(parent: Heading, line: Line, marks: tuple[Mark, ...]) -> float:
    if line.block.level:
        return line.block.level + 0.1 * max(0, len(marks) - 1)
    if line.absolute is not None and line.absolute.sort is Sort.CONTAINER:
        return parent.level + _PROMOTED_CONTAINER
    return _PROMOTED + (_depth(line.absolute) if line.absolute else 0)


def _is_hard(line: Line | None) -> bool:
    number = line.absolute if line else None
    return number is not None and number.sort is not Sort.CONTAINER


def _texts(header: Header, path: Sequence[Heading]) -> tuple[str, ...]:
    texts = tuple(heading.text for heading in path[1:])
    return texts[1:] if texts and fold(texts[0]) == fold(header.title) else texts


def _section(
    header: Header, path: Sequence[Heading], heading: Line | None, lines: tuple[Line, ...]
) -> Section:
    top = path[-1]
    return Section(
        _texts(header, path), heading.rest if heading else "", top.number, top.base,
        top.containers, top.place, top.anchor, _is_hard(heading), lines,
    )  # fmt: skip


def _add_bare(header: Header, sections: list[Section], path: Sequence[Heading], line: Line) -> None:
    """Keep a bare heading as text: with its bare neighbours, or by itself if it is numbered."""
    parents, top = _texts(header, path[:-1]), path[-1]
    before = sections[-1] if sections else None
    beside = before and before.lines[-1].is_heading and before.headings == parents
    if before and beside and before.number == top.number:
        sections[-1] = replace(before, lines=(*before.lines, line))
        return
    bare = _section(header, path, line, (line,))
    sections.append(replace(bare, headings=parents, title=""))
