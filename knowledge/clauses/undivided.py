"""A document that is one clause, whatever its lines look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from knowledge.model import Block, BlockKind, Clause, Header

from .identity import identify, slug
from .lines import Line, fold


def undivided(header: Header, blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield all that stands below the first headings as one clause; none where nothing does.

    Nothing in it is read as a number, a heading or a list.
    """
    above = list(takewhile(lambda block: block.kind is BlockKind.HEADING, blocks))
    below = blocks[len(above) :]
    if not below:
        return
    headings = tuple(block.text for block in above)
    if headings and fold(headings[0]) == fold(header.title):
        headings = headings[1:]
    last = headings[-1] if headings else ""
    yield Clause(
        id=identify(header.document, tuple(map(slug, headings)), 1),
        key="",
        document=header.document,
        ordinal=1,
        number="",
        headings=headings,
        anchor=slug(last),
        page=below[0].page,
        lead_in="",
        text="\n".join(Line(block, None, (), "").shown for block in below),
    )
