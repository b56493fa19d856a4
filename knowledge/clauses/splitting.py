"""A document's blocks to its clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.model import Block, Clause, Header

from .identity import identify, seal, slug
from .outline import outline
from .packing import pack
from .questions import attach
from .references import refer
from .undivided import undivided
from .units import Unit, units


def split(
    header: Header, blocks: Sequence[Block], *, whole: bool = False
) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Split a document into its clauses; returns them in reading order, and warnings.

    A clause's `text` is verbatim, one line per paragraph, list item or table row, without
    the number at its start: that is in `number`, in full (`§ 2635.702(b)(1)`). Text under
    a numbered heading is cited by the heading's number, all other text by its heading path
    (number ""). Every visible word of the blocks is in some clause's text, lead-in,
    headings or number. Ids hold while a clause keeps its place; `ordinal` counts from 1.
    A `whole` document is one clause, and nothing in its text is taken for a number.
    """
    found = undivided(header, blocks) if whole else _clauses(header, units(outline(header, blocks)))
    clauses, warnings = attach(header, refer(list(found)))
    return tuple(map(seal, clauses)), warnings


def _clauses(header: Header, found: Iterator[Unit]) -> Iterator[Clause]:
    taken: Counter[tuple[str, ...]] = Counter()
    ordinal = 0
    for unit in found:
        for piece in pack(unit):
            ordinal += 1
            taken[unit.place] += 1
            block = piece.line.block
            yield Clause(
                id=identify(header.document, unit.place, taken[unit.place]),
                key="",
                document=header.document,
                ordinal=ordinal,
                number=unit.number,
                headings=(*unit.section.headings, *unit.titles),
                anchor=block.anchor or _anchor(unit),
                page=block.page,
                lead_in=piece.lead_in,
                text=piece.text,
                kind=piece.kind,
            )


def _anchor(unit: Unit) -> str:
    own = unit.number and unit.number != unit.section.number
    return slug(unit.number) if own else unit.section.anchor
