"""Blocks by hand, as short as they can be said."""

from collections.abc import Sequence

from knowledge.clauses import split
from knowledge.model import Block, BlockKind, Clause, Header


def heading(text: str, level: int = 2, number: str = "", anchor: str = "") -> Block:
    return Block(BlockKind.HEADING, text, level=level, number=number, anchor=anchor)


def para(text: str, number: str = "", page: int | None = None) -> Block:
    return Block(BlockKind.PARAGRAPH, text, number=number, page=page)


def item(text: str, number: str = "", level: int = 1) -> Block:
    return Block(BlockKind.ITEM, text, level=level, number=number)


def row(heads: Sequence[str], *cells: str) -> Block:
    return Block(BlockKind.ROW, " | ".join(cells), cells=tuple(cells), heads=tuple(heads))


def note(text: str, number: str = "") -> Block:
    return Block(BlockKind.NOTE, text, number=number)


def clauses(*blocks: Block, **header: object) -> list[Clause]:
    return list(split(Header("policy.md", "Policy", **header), blocks)[0])  # type: ignore[arg-type]


def numbers(*blocks: Block) -> list[str]:
    return [clause.number for clause in clauses(*blocks)]
