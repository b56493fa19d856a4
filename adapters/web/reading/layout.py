"""A version's clauses as they are laid out on a page: below their headings, in parts. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.web.links import clause_link
from knowledge.model import Clause, Version

# Some 40 pages of a document; what is longer is read part by part.
CLAUSES = 200
_TOP = 2  # of our own headings one stands above all of them
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; `level` is HTML's."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with the headings that begin at it; `lead_in` where it wasn't read just before.

    `continued` says that the clause before has the same number: a long one was parted.
    """

    clause: Clause
    headings: tuple[Heading, ...]
    lead_in: str
    cited: bool
    continued: bool
    to: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document; `number` counts from 1, `cited` is the clause to show."""

    rows: tuple[Row, ...]
    number: int
    parts: int
    cited: Clause | None


def part(version: Version, clauses: Sequence[Clause], clause: str, number: int) -> Part:
    """Return the part that holds the clause of that id, else the one of that number."""
    at = next((place for place, one in enumerate(clauses) if one.id == clause), None)
    parts = max(1, -(-len(clauses) // CLAUSES))
    shown = min(max(number, 1), parts) if at is None else at // CLAUSES + 1
    held = clauses[(shown - 1) * CLAUSES : shown * CLAUSES]
    cited = None if at is None else clauses[at]
    return Part(tuple(_rows(version, held, cited)), shown, parts, cited)


def contents(version: Version, clauses: Sequence[Clause]) -> tuple[tuple[str, str], ...]:
    """Return the document's main headings, each with where it is read."""
    found: list[tuple[str, str]] = []
    before: tuple[str, ...] = ()
    for place, clause in enumerate(clauses):
        path = _path(version, clause)
        if path[:1] and path[:1] != before[:1]:
            to = f"/read/{version.id}?part={place // CLAUSES + 1}#{_anchor(clause, _TOP)}"
            found.append((path[0], to))
        before = path
    return tuple(found)


def _rows(version: Version, clauses: Sequence[Clause], cited: Clause | None) -> Iterator[Row]:
    before: tuple[str, ...] = ()
    number = read = ""
    for clause in clauses:
        path = _path(version, clause)
        headings = tuple(_headings(clause, path, before))
        read = " ".join(path) if headings else read
        lead_in = "" if clause.lead_in in read else clause.lead_in
        continued = bool(clause.number) and clause.number == number
        to = clause_link(version.id, clause.id)
        yield Row(clause, headings, lead_in, clause is cited, continued, to)
        read = f"{read}\n{lead_in}\n{clause.text}"
        before, number = path, clause.number


def _path(version: Version, clause: Clause) -> tuple[str, ...]:
    """Return the headings above a clause, without the title, which stands above everything."""
    path = clause.headings
    return path[1:] if path[:1] == (version.header.title,) else path


def _headings(clause: Clause, path: tuple[str, ...], before: tuple[str, ...]) -> Iterator[Heading]:
    same = 0
    while same < min(len(path), len(before)) and path[same] == before[same]:
        same += 1
    for place, text in enumerate(path[same:], start=same):
        level = min(_TOP + place, _DEEPEST)
        yield Heading(text, level, _anchor(clause, level))


def _anchor(clause: Clause, level: int) -> str:
    return f"section-{clause.ordinal}-{level}"
