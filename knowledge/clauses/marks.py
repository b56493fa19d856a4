"""Which marks number a clause, and how the number reads in full.

An enumeration counts when it hangs on a number (`§ 2635.702`, `4.1.2`, `III.A`); without
one, when typed paragraphs form it, when it runs on across headings, or when it makes up
most of a document without headings. Any other rendered `1. 2. 3.` is a list of steps: its
items are cited by the heading path. So is what would get the same number twice in one
place, because that number says nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.model import BlockKind

from .counting import Mark
from .enumerations import Path, resolve
from .lines import Line
from .numbers import Sort, compose
from .outline import Section

Position = tuple[int, int]
# Steps are terser than rules: "Open the settings." against "Employees must …".
_RULE_WORDS = 15
_FIGURES = re.compile(r"[\d()]+")


class Numbered(NamedTuple):
    """The full number of a line, with those of its ancestors before it.

    `outer` is the depth of the line's first mark (`(a)(1)` has two), `opens` whether that
    mark begins its enumeration, `starts` which enumerations the numbers belong to.
    """

    chain: tuple[str, ...]
    outer: int
    opens: bool
    starts: tuple[int, ...]
    scope: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number by which the line is cited."""
        return self.chain[-1]


class _Entry(NamedTuple):
    at: Position
    line: Line


class _Run(NamedTuple):
    """Lines over which enumerations may run; None is a heading between them."""

    base: str
    entries: list[_Entry | None]


class _Step(NamedTuple):
    entry: _Entry
    path: Path


def numbered(sections: Sequence[Section]) -> dict[Position, Numbered]:
    """Number the lines whose marks hold: (section, line) → number."""
    found: dict[Position, Numbered] = {}
    for run in _runs(sections):
        found.update(_without_repeated(dict(_read(run, _steps(run.entries), sections))))
    return found


def _without_repeated(found: dict[Position, Numbered]) -> dict[Position, Numbered]:
    """Leave out numbers that one place gives twice, and enumerations that mostly repeat."""
    given = Counter(
        (numbers.scope, number)
        for numbers in found.values()
        for number in numbers.chain[numbers.outer - 1 :]
    )
    if all(times == 1 for times in given.values()):
        return found
    sizes: Counter[int] = Counter()
    repeated: Counter[int] = Counter()
    for numbers in found.values():
        sizes[numbers.starts[-1]] += 1
        repeated[numbers.starts[-1]] += given[numbers.scope, numbers.number] > 1
    return {
        position: numbers
        for position, numbers in found.items()
        if all(given[numbers.scope, number] == 1 for number in numbers.chain)
        and all(repeated[start] * 2 < max(sizes[start], 1) for start in numbers.starts)
    }


def _runs(sections: Sequence[Section]) -> Iterator[_Run]:
    run = _Run("", [])
    borne_by_line = False
    for index, section in enumerate(sections):
        if section.hard or borne_by_line:
            yield run
            run, borne_by_line = _Run("", []), False
        else:
            run.entries.append(None)
        for place, line in enumerate(section.lines):
            if line.absolute is not None and line.absolute.sort is not Sort.CONTAINER:
                yield run
                run, borne_by_line = _Run(line.absolute.number, []), True
            run.entries.append(_Entry((index, place), line))
    yield run


def _steps(entries: Sequence[_Entry | None]) -> list[_Step]:
    marks: list[Mark | None] = []
    owners: list[_Entry | None] = []
    for entry in entries:
        own: Sequence[Mark | None] = (None,) if entry is None else entry.line.marks
        marks.extend(own)
        owners.extend([entry] * len(own))
    if not any(marks):
        return []
    paths = resolve(marks)
    return [
        _Step(entry, path)
        for entry, path in zip(owners, paths, strict=True)
        if entry is not None and path is not None
    ]


def _read(
    run: _Run, steps: Sequence[_Step], sections: Sequence[Section]
) -> Iterator[tuple[Position, Numbered]]:
    enumerations: dict[int, list[_Step]] = defaultdict(list)
    for step in steps:
        enumerations[step.path[0].start].append(step)
    sizes = Counter(step.path[-1].start for step in steps)
    for members in enumerations.values():
        base = run.base or _common_base(members, sections)
        if (not base or _are_steps(members, base)) and not _stands_alone(members, sections):
            continue
        by_line: dict[Position, list[_Step]] = defaultdict(list)
        for step in members:
            by_line[step.entry.at].append(step)
        for at, own in by_line.items():
            whole = len(own) == len(own[0].entry.line.marks)
            if whole and all(_holds(step, sizes, base) for step in own):
                yield at, _numbers(own, base, sections[at[0]])


def _holds(step: _Step, sizes: Counter[int], base: str) -> bool:
    """A lone `1.` proves nothing; a lone `(a)` does where a number stands above it."""
    level = step.path[-1]
    return sizes[level.start] > 1 or (level.mark.form == "()" and bool(base or len(step.path) > 1))


def _common_base(members: Sequence[_Step], sections: Sequence[Section]) -> str:
    """Return the number that an enumeration hangs on; across an annex in its midst it goes on."""
    bases = [sections[step.entry.at[0]].base for step in members]
    return bases[0] if set(bases) <= {bases[0], ""} else ""


def _stands_alone(members: Sequence[_Step], sections: Sequence[Section]) -> bool:
    top = [step for step in members if len(step.path) == 1]
    if len({step.entry.at[0] for step in top}) > 1:
        return True
    if all(step.entry.line.block.kind is BlockKind.PARAGRAPH for step in top):
        return len(top) > 1
    return len(top) > 1 and _makes_up(members, sections)


def _are_steps(members: Sequence[_Step], base: str) -> bool:
    """Whether a rendered `1. 2. 3.` stands under a heading that is numbered in the same way.

    Pages of instructions number their headings so; nobody cites step 2 of heading 3 as 3(2).
    """
    return _FIGURES.fullmatch(base) is not None and all(
        step.entry.line.block.kind is BlockKind.ITEM and step.path[0].mark.body.isdigit()
        for step in members
    )


def _makes_up(members: Sequence[_Step], sections: Sequence[Section]) -> bool:
    """Whether the enumeration is most of a document without headings, in whole sentences.

    A page of terse instructions is one list of steps, whatever its length.
    """
    if len(sections) > 1 or sections[0].headings:
        return False
    words = [line.rest.count(" ") + 1 for line in sections[0].lines]
    own = [words[step.entry.at[1]] for step in members]
    return sum(own) * 2 > sum(words) and sum(own) >= _RULE_WORDS * len(own)


def _numbers(own: Sequence[_Step], base: str, section: Section) -> Numbered:
    path = own[-1].path
    chain = tuple(
        compose(base, tuple(level.mark for level in path[: depth + 1]))
        for depth in range(len(path))
    )
    scope = ("number", base, *section.containers) if base else section.place
    outer = own[0].path
    return Numbered(chain, len(outer), outer[-1].first, tuple(level.start for level in path), scope)
