"""Which numbers a document bears, and of which it only speaks.

"5 U.S.C. 7301", "1.5 million", "Section 4 applies to": a number at the beginning of a
line counts only where its neighbours in the document confirm it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.model import Block, BlockKind

from .counting import Mark
from .enumerations import resolve
from .inline import unfold
from .lines import Line, fold
from .numbers import Absolute, Label, Sort, read

_DOT_LEADERS = re.compile(r"[\s.…_]*\d*$")


def read_lines(blocks: Iterable[Block]) -> list[Line]:
    """Read every block's label and keep the absolute numbers that hold."""
    labelled = list(
        unfold([(block, _label(block)) for block in blocks if block.text or block.cells])
    )
    proven = _proven([label for _, label in labelled])
    lines = [_line(block, label, proven) for block, label in labelled]
    return _top_figures(_without_contents(lines), proven)


def _label(block: Block) -> Label:
    if block.kind in (BlockKind.NOTE, BlockKind.ROW):
        return Label(None, (), block.text)
    label = read(block.text, block.number)
    if label.absolute is None and not label.marks:
        return Label(None, (), block.text)
    return label


def _line(block: Block, label: Label, proven: frozenset[str]) -> Line:
    absolute = label.absolute
    if absolute is None:
        return Line(block, None, label.marks, label.rest)
    if not _holds(block, label, absolute, proven):
        return Line(block, None, (), block.text)
    return Line(block, absolute, label.marks, label.rest)


def _holds(block: Block, label: Label, absolute: Absolute, proven: frozenset[str]) -> bool:
    if block.number:
        return True
    speaks = label.rest[:1].islower() and not label.marks
    if absolute.sort in (Sort.DOTTED, Sort.CODE):
        if absolute.number in proven:
            # "PGI 201.170" names a clause in a heading; in a text it mostly names a source.
            return block.kind is BlockKind.HEADING or not (speaks or " " in absolute.number)
        plain = label.rest[:1].isupper() or not label.rest
        return block.kind is BlockKind.HEADING and plain and absolute.number[0].isdigit()
    return block.kind is BlockKind.HEADING or not speaks


def _proven(labels: Iterable[Label]) -> frozenset[str]:
    """Find the dotted numbers and codes with a neighbour: a brother, a parent or a child.

    `2.1` alone also holds behind a plain `2.`.
    """
    found = {
        label.absolute.number: label.absolute
        for label in labels
        if label.absolute is not None and label.absolute.sort in (Sort.DOTTED, Sort.CODE)
    }
    figures = {
        f"{mark.body}.1" for label in labels for mark in label.marks[:1] if mark.form != "()"
    }
    families = Counter(_parent(number) for number in found)
    return frozenset(
        number
        for number, absolute in found.items()
        if families[_parent(number)] > 1
        or number in families
        or number in figures
        or _parent(number) in found
        or (absolute.sort is Sort.CODE and absolute.firm)
    )


def _parent(number: str) -> str:
    cut = max(number.rfind("."), number.rfind("-"), number.rfind("("))
    return number[:cut]


def _without_contents(lines: list[Line]) -> list[Line]:
    """Take the numbers off lines of a table of contents: they repeat a later heading."""
    headings: dict[str, str] = {}
    for line in lines:
        if line.absolute is not None and line.is_heading:
            headings[line.absolute.number] = fold(line.rest)
    return [_unless_repeated(line, headings) for line in lines]


def _unless_repeated(line: Line, headings: dict[str, str]) -> Line:
    if line.absolute is None or line.is_heading:
        return line
    title = headings.get(line.absolute.number)
    if title is None or fold(_DOT_LEADERS.sub("", line.rest)) != title:
        return line
    return replace(line, absolute=None, marks=(), rest=line.block.text)


def _top_figures(lines: list[Line], proven: frozenset[str]) -> list[Line]:
    """Make `2.` a number by itself where `2.1` follows: one scheme, not an enumeration.

    Headings settle this by their own sequence; here are paragraphs and list items. A
    figure without sub-numbers counts when it goes on from one that has them and looks
    alike.
    """
    parents = {_parent(number) for number in proven}
    chosen: dict[int, Line] = {}
    shapes: set[tuple[BlockKind, int, str]] = set()
    pending: dict[str, int] = {}
    for index, line in enumerate(lines):
        if line.absolute is not None and line.absolute.sort is Sort.DOTTED:
            parent = _parent(line.absolute.number)
            if parent in pending:
                chosen[pending[parent]] = line
                shapes.add(_shape(lines[pending[parent]]))
            pending.clear()
        elif _is_figure(line) and line.marks[0].body in parents:
            pending[line.marks[0].body] = index
    if not chosen:
        return lines
    reached = 0
    result = list(lines)
    for index, line in enumerate(lines):
        if index in chosen or (_is_figure(line) and _shape(line) in shapes):
            value = int(line.marks[0].body)
            if index in chosen or (value == reached + 1 and line.marks[0].body not in parents):
                number = Absolute(line.marks[0].body, Sort.DOTTED)
                result[index] = replace(line, absolute=number, marks=line.marks[1:])
                reached = value
    return result


def _is_figure(line: Line) -> bool:
    if line.absolute is not None or not line.marks or line.is_heading:
        return False
    return line.marks[0].body.isdigit() and line.marks[0].form != "()"


def _shape(line: Line) -> tuple[BlockKind, int, str]:
    return line.block.kind, line.block.level, line.marks[0].form


def heading_marks(lines: Sequence[Line]) -> dict[int, tuple[Mark, ...]]:
    """Resolve the marks of headings (`III.`, `A.`, `1.`): index of the line → marks from the top.

    Headings of different levels never continue each other. A lone `1.` proves nothing.
    """
    places = [index for index, line in enumerate(lines) if line.is_heading]
    marks = [_levelled(lines[index]) for index in places]
    if not any(marks):
        return {}
    paths = resolve(marks)
    sizes = Counter(path[-1].start for path in paths if path)
    return {
        index: tuple(Mark(level.mark.body, level.mark.form.rstrip("0123456789")) for level in path)
        for index, path in zip(places, paths, strict=True)
        if path and sizes[path[-1].start] > 1
    }


def _levelled(line: Line) -> Mark | None:
    if line.absolute is not None or len(line.marks) != 1:
        return None
    mark = line.marks[0]
    return Mark(mark.body, f"{mark.form}{line.block.level}")
