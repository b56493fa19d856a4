"""The units of a section: lines that are cited alike, with what leads into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from knowledge.model import BlockKind

from .headlines import is_phrase
from .leads import leading, title_lead
from .lines import Line
from .marks import Numbered, numbered
from .numbers import Sort
from .outline import Section


@dataclass(frozen=True, slots=True)
class Text:
    """A line as it is quoted: without the number that is shown beside it."""

    line: Line
    quoted: str
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that are cited alike, from the line that bears the number.

    `titles` are headings within the numbering itself; `title` is the heading right above,
    which leads into a list where nothing else does.
    """

    section: Section
    number: str
    place: tuple[str, ...]
    lead_in: str
    titles: tuple[str, ...] = ()
    title: str = ""
    bearer: Line | None = None
    texts: list[Text] = field(default_factory=list)


def units(sections: Sequence[Section]) -> Iterator[Unit]:
    """Yield the units of a document in reading order."""
    numbers = numbered(sections)
    for index, section in enumerate(sections):
        own = [numbers.get((index, place)) for place in range(len(section.lines))]
        for unit in _Walk(section, own).units():
            if unit.texts:
                yield unit


class _Walk:
    """Goes down the lines of one section; remembers what leads into what comes next.

    `leads[n]` is what a unit of depth n says to those of depth n + 1; `pending` is the
    same from a paragraph without a number; `above` holds the absolute numbers that are
    open, with what they say to those below them (`4.1` to `4.1.1`).
    """

    def __init__(self, section: Section, numbers: Sequence[Numbered | None]) -> None:
        self.section = section
        self.numbers = numbers
        self.prefix = ("in", *section.containers, "number")
        self.leads = [""]
        self.pending = ""
        self.titles: dict[int, Line] = {}
        self.titled: set[int] = set()
        self.above: list[tuple[str, str]] = []
        self.found = [self._loose()]
        self.notes: list[Unit] = []
        self.open = True

    def units(self) -> list[Unit]:
        for place, line in enumerate(self.section.lines):
            numbers = self.numbers[place]
            if numbers is not None:
                self._numbered(place, line, numbers)
            elif line.block.kind is BlockKind.NOTE:
                self._note(line)
            elif line.absolute is not None and line.absolute.sort is not Sort.CONTAINER:
                self._absolute(line, line.absolute.number)
            else:
                self._plain(line)
        for unit, after in zip_longest(self.found, self.found[1:]):
            has_parts = after is not None and after.number.startswith(unit.number)
            if unit.bearer and not unit.texts and not has_parts:
                # A number with nothing behind it is still on the page.
                unit.texts.append(Text(unit.bearer, unit.bearer.shown, BlockKind.PARAGRAPH))
        return [*self.found, *self.notes]

    def _loose(self) -> Unit:
        section = self.section
        return Unit(section, section.number, section.place, "", title=section.title)

    def _absolute(self, line: Line, number: str) -> None:
        text = line.rest if not line.marks else line.shown
        while self.above and not _is_below(number, self.above[-1][0]):
            self.above.pop()
        title = self.section.title if _is_below(number, self.section.number) else ""
        lead_in = self.above[-1][1] if self.above else title_lead(title, text)
        unit = Unit(self.section, number, (*self.prefix, number), lead_in, bearer=line)
        if text:
            unit.texts.append(Text(line, text, BlockKind.PARAGRAPH))
        self.found.append(unit)
        said = chain(lead_in, leading(text))
        self.above.append((number, said))
        self.leads, self.pending, self.titles = [said], "", {}
        self.open = True

    def _numbered(self, place: int, line: Line, numbers: Numbered) -> None:
        outer, depth = numbers.outer, len(numbers.chain)
        self.leads += [""] * (outer - len(self.leads))
        if numbers.opens and self.pending:
            self.leads[outer - 1] = self.pending
        self.titles = {level: title for level, title in self.titles.items() if level < outer}
        title = self._title_above(line, outer)
        lead_in = " ".join(filter(None, [*self.leads[:outer], title]))
        is_titled = self._is_titled(place, line, numbers)
        if is_titled:
            self.titles[depth] = line
        titles = tuple(title.shown for title in self.titles.values())
        place_of = (*self.prefix, *_scope(numbers), numbers.number)
        unit = Unit(self.section, numbers.number, place_of, lead_in, titles, bearer=line)
        if not is_titled and line.rest:
            unit.texts.append(Text(line, line.rest, BlockKind.PARAGRAPH))
        self.found.append(unit)
        own = "" if is_titled else leading(line.rest)
        own = own and chain(title, own)
        self.leads = [*self.leads[:outer], *[""] * (depth - outer), own]
        self.pending, self.open = "", not unit.texts

    def _title_above(self, line: Line, outer: int) -> str:
        """Return the title right above an item that nothing leads into, if it needs one."""
        if self.leads[outer - 1]:
            return ""
        above = self.titles.get(outer - 1)
        title = above.rest if above else self.section.title if outer == 1 else ""
        return title_lead(title, line.rest)

    def _is_titled(self, place: int, line: Line, numbers: Numbered) -> bool:
        """Whether the unit is only a title for what follows.

        Where text without a number follows, the first of the enumeration decides for
        all: a short last item followed by a closing paragraph isn't a title.
        """
        if place + 1 == len(self.numbers) or not is_phrase(line.rest):
            return False
        after = self.numbers[place + 1]
        if after is not None:
            return len(after.chain) > len(numbers.chain)
        if self.section.lines[place + 1].block.kind is not BlockKind.PARAGRAPH:
            return False
        if numbers.opens and len(numbers.chain) == numbers.outer:
            self.titled.add(numbers.starts[-1])
        return numbers.starts[-1] in self.titled

    def _note(self, line: Line) -> None:
        """Put a note behind the section's text, so that it doesn't tear the text apart."""
        marker = line.block.number.strip("[]().")
        number = f"Note {marker}" if marker else self.section.number
        unit = Unit(self.section, number, (*self.section.place, "note", marker), "")
        unit.texts.append(Text(line, line.block.text, BlockKind.NOTE))
        self.notes.append(unit)

    def _plain(self, line: Line) -> None:
        """Add a line without a number to the unit it belongs to.

        A paragraph after `(b)` may belong to (b) or to what (b) stands in; it is cited by
        the number that is certain, the section's.
        """
        bracketed = bool(line.marks) and line.marks[0].form == "()"
        kind = BlockKind.ITEM if bracketed else line.block.kind
        kind = BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind
        if kind is BlockKind.PARAGRAPH:
            if not self.open:
                self.found.append(self._loose())
                self.open = True
            self.pending = leading(line.shown)
        elif kind is BlockKind.ROW and not self._leads_into_table():
            self.found.append(self._loose())
            self.open = True
        own_number = ("number", self.section.number)
        is_numbered = line.is_heading and self.section.place[-2:] == own_number
        self.found[-1].texts.append(Text(line, line.rest if is_numbered else line.shown, kind))

    def _leads_into_table(self) -> bool:
        """Whether the table is part of the unit; otherwise the section's number is certain."""
        unit = self.found[-1]
        if unit.number == self.section.number or not unit.texts:
            return True
        last = unit.texts[-1]
        return last.kind is BlockKind.ROW or bool(leading(last.quoted))


def chain(outer: str, inner: str) -> str:
    """Join what leads into a list with what leads into one nested in it."""
    return f"{outer} {inner}".strip()


def _is_below(number: str, above: str) -> bool:
    return bool(above) and number.startswith(above) and number[len(above) :][:1] in tuple("(.-")


def _scope(numbers: Numbered) -> tuple[str, ...]:
    """What tells equal marks under different headings apart; a full number needs nothing."""
    return () if numbers.scope[:1] == ("number",) else numbers.scope
