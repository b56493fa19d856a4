"""HTML tables → rows that know their column heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from knowledge.loading.blocks import fold, row
from knowledge.loading.visible import HEADINGS, inline_text, is_shown
from knowledge.model import Block

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_PARTS = _SECTIONS | {"tr", "td", "th", "caption", "colgroup", "col"}
_STRUCTURE = frozenset({"table", "dl", *HEADINGS})
# https://html.spec.whatwg.org/multipage/tables.html#dom-colgroup-span
_MAX_SPAN = 1000


@dataclass(slots=True)
class _Row:
    cells: list[str]
    is_head: bool
    spans_all: bool = False


def is_layout(table: Element) -> bool:
    """Whether the table only arranges a page: it then reads like any other container."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if any(e.tag in _STRUCTURE for e in table.iterdescendants()):
        return True
    return _has_loose_text(table) or all(len(_cells(tr)) <= 1 for tr, _ in _rows(table))


def _has_loose_text(table: Element) -> bool:
    """Whether something stands between the cells, which no row would carry."""
    frames = [table, *(e for e in table if e.tag in _SECTIONS), *(tr for tr, _ in _rows(table))]
    for frame in frames:
        loose = [frame.text, *(child.tail for child in frame)]
        strange = (e for e in frame if e.tag not in _PARTS and is_shown(e, frozenset()))
        loose += [str(e.xpath("string()")) for e in strange]
        if any(text and text.strip() for text in loose):
            return True
    return False


def rows(table: Element, opened: frozenset[str]) -> list[Block]:
    """Every row that says something, with the column heads above it.

    A cell that spans rows or columns stands in each of them. Heads of several rows
    are joined.
    """
    grid = _grid(table, opened)
    body = [line for line in grid if not line.is_head]
    if not body:
        return [row(line.cells) for line in grid if any(line.cells)]
    heads = _heads([line for line in grid if line.is_head and not line.spans_all])
    titles = [line for line in grid if line.is_head and line.spans_all]
    lines = [*titles, *body]
    return [
        row(line.cells[:1]) if line.spans_all else row(line.cells, heads)
        for line in lines
        if any(line.cells)
    ]


def _heads(lines: list[_Row]) -> list[str]:
    columns = zip(*(line.cells for line in lines), strict=False)
    return [" ".join(dict.fromkeys(filter(None, column))) for column in columns]


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """The table's own rows and whether they stand in its head."""
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in _SECTIONS:
            for tr in child.iterchildren("tr"):
                yield tr, child.tag == "thead"


def _cells(tr: Element) -> list[Element]:
    return list(tr.iterchildren("td", "th"))


def _grid(table: Element, opened: frozenset[str]) -> list[_Row]:
    grid: list[_Row] = []
    hanging: dict[int, tuple[int, str]] = {}  # column → rows it still reaches down, text
    leading = True
    for tr, in_head in _rows(table):
        cells = _cells(tr)
        leading = leading and bool(cells) and all(cell.tag == "th" for cell in cells)
        texts = _spread(cells, hanging, opened)
        spans_all = len(cells) == 1 and len(texts) > 1 and len(set(texts)) == 1
        grid.append(_Row(texts, in_head or leading, spans_all))
    width = max((len(line.cells) for line in grid), default=0)
    for line in grid:
        line.cells += [""] * (width - len(line.cells))
    return grid


def _spread(
    cells: list[Element], hanging: dict[int, tuple[int, str]], opened: frozenset[str]
) -> list[str]:
    """One row's texts by column, with what hangs down from the rows above."""
    texts: list[str] = []

    def take_hanging() -> None:
        while (above := hanging.get(len(texts))) and above[0] > 0:
            hanging[len(texts)] = (above[0] - 1, above[1])
            texts.append(above[1])

    for cell in cells:
        take_hanging()
        text = fold(inline_text(cell, opened))
        for _ in range(_span(cell, "colspan")):
            hanging[len(texts)] = (_span(cell, "rowspan") - 1, text)
            texts.append(text)
    take_hanging()
    return texts


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() else 1
