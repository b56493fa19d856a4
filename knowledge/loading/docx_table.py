"""Tables of a DOCX document as rows with their column heads, merged cells resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from knowledge.loading.blocks import row
from knowledge.loading.docx_headings import Found
from knowledge.loading.docx_package import W, child_value, switched_on
from knowledge.model import BlockKind

_LONGEST_HEAD = 60  # characters of a column head
_EVIDENT = 3  # columns from which short words alone make a row of heads
_OUTSIDE = frozenset({BlockKind.ROW, BlockKind.NOTE})  # what is not part of a cell's own text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its first grid column, `width` columns wide.

    `continues` says that it is the lower part of a cell merged over rows.
    """

    column: int
    width: int
    found: tuple[Found, ...]
    continues: bool = False
    shaded: bool = False

    def text(self) -> str:
        """What is written in the cell itself, list numbers included."""
        shown = (one.block for one in self.found if one.block.kind not in _OUTSIDE)
        return " ".join(" ".join(filter(None, (block.number, block.text))) for block in shown)

    def looks_like_head(self) -> bool:
        """Whether the cell is set apart from a cell of data."""
        return self.shaded or all(one.bold or _is_heading(one) for one in self.found)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `header` is Word's mark for rows that are repeated on each page."""

    cells: tuple[Cell, ...]
    header: bool = False


def geometry(cell: etree._Element, column: int, found: Sequence[Found]) -> Cell:
    """Place a `w:tc` with its content at a grid column."""
    properties = cell.find(f"{W}tcPr")
    merge = None if properties is None else properties.find(f"{W}vMerge")
    shading = None if properties is None else properties.find(f"{W}shd")
    fill = "auto" if shading is None else shading.get(f"{W}fill", "auto")
    return Cell(
        column=column,
        width=int(child_value(properties, "gridSpan") or 1),
        found=tuple(found),
        continues=merge is not None and merge.get(f"{W}val", "continue") == "continue",
        shaded=fill.lower() not in ("auto", "ffffff"),
    )


def is_header(table_row: etree._Element) -> bool:
    """Whether Word repeats this `w:tr` on each page."""
    return bool(switched_on(table_row.find(f"{W}trPr"), "tblHeader"))


def read_rows(rows: Sequence[Row], *, styled_head: bool) -> Iterator[Found]:
    """Yield what a table says, in reading order.

    A table of one column, a single row of longer texts, and a row of one cell
    across the table hold running text. `styled_head` says that the table's style
    sets its first row apart.
    """
    width = max((cell.column + cell.width for one in rows for cell in one.cells), default=0)
    if all(len(one.cells) == 1 for one in rows) or _is_page_layout(rows):
        yield from (found for one in rows for cell in one.cells for found in cell.found)
        return
    first = next((i for i, one in enumerate(rows) if not _spans(one, width)), len(rows))
    count = _count_heads(rows[first:], styled_head=styled_head)
    heads = _heads(rows[first : first + count], width)
    above: dict[int, str] = {}
    for number, one in enumerate(rows):
        if _spans(one, width):
            yield from one.cells[0].found
        elif not first <= number < first + count:
            yield from _read_row(one, heads, above)


def _read_row(one: Row, heads: Sequence[str], above: dict[int, str]) -> Iterator[Found]:
    texts = []
    for cell in one.cells:
        text = above.get(cell.column, "") if cell.continues else cell.text()
        above[cell.column] = text
        texts.append(text)
    inside = [found for cell in one.cells for found in cell.found]
    if any(texts):
        page = next((found.block.page for found in inside), None)
        columns = [_joined(heads[c.column : c.column + c.width]) for c in one.cells]
        yield Found(row(texts, columns, page=page))
    yield from (found for found in inside if found.block.kind in _OUTSIDE)


def _is_page_layout(rows: Sequence[Row]) -> bool:
    return len(rows) == 1 and any(len(cell.found) > 1 for cell in rows[0].cells)


def _spans(one: Row, width: int) -> bool:
    return len(one.cells) == 1 and one.cells[0].width >= width > 1


def _count_heads(rows: Sequence[Row], *, styled_head: bool) -> int:
    marked = next((i for i, one in enumerate(rows) if not one.header), len(rows))
    if 0 < marked < len(rows):
        return marked
    if len(rows) > 1 and _looks_like_heads(rows[0], styled_head=styled_head):
        return 1
    return 0


def _looks_like_heads(one: Row, *, styled_head: bool) -> bool:
    texts = [cell.text() for cell in one.cells]
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(t) > _LONGEST_HEAD or t.endswith(".") for t in filled):  # noqa: PLR2004
        return False
    if styled_head or all(cell.looks_like_head() for cell in one.cells if cell.text()):
        return True
    words = not any(sign.isdigit() for text in texts for sign in text)
    return words and len(filled) == len(texts) == len(set(texts)) >= _EVIDENT


def _heads(rows: Sequence[Row], width: int) -> list[str]:
    """The head of each grid column; heads over heads are joined."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for one in rows:
        for cell in one.cells:
            for column in columns[cell.column : cell.column + cell.width]:
                column.append(cell.text())
    return [_joined(column) for column in columns]


def _joined(texts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, texts)))


def _is_heading(one: Found) -> bool:
    return one.block.kind is BlockKind.HEADING
