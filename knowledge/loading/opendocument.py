"""OpenDocument text (ODT) → blocks."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from odfdo import Document

from knowledge.loading.blocks import clean_number, fold, row
from knowledge.loading.opendocument_styles import Counters, Styles
from knowledge.loading.opendocument_text import UNREAD, TextReader
from knowledge.model import Block, BlockKind, Loaded

_MAX_REPEAT = 1000  # columns; a repeated cell beyond that is an empty edge of a sheet


def load(_path: str, data: bytes) -> Loaded:
    """Read an OpenDocument text; notes follow the paragraph that refers to them."""
    document = Document(io.BytesIO(data))
    text = TextReader(Styles([document.styles.root, document.content.root]))
    walk = _Walk(text)
    walk.children(document.body)
    return Loaded(tuple(walk.blocks), _properties(document.meta), text.warnings())


def _properties(meta: Any) -> dict[str, object]:
    named = {"title": meta.title, "owner": meta.initial_creator or meta.creator}
    return {
        **{name: fold(value) for name, value in named.items() if value},
        **{name: str(value) for name, value in meta.user_defined_metadata.items()},
    }


class _Walk:
    """One walk through the body; `blocks` grows in reading order."""

    def __init__(self, text: TextReader) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._styles = text.styles
        self._outline = Counters("")
        self._lists: list[Counters] = []  # the open list, once for each level that is open
        self._finished: dict[str, Counters] = {}
        self._number: str | None = None  # of the open item, until its first paragraph takes it
        self._item: int | None = None  # where the block of the open item stands

    def children(self, element: Any) -> None:
        """Read all that stands in a container."""
        for child in element.children:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child)
            elif child.tag not in UNREAD and child.get_attribute("text:display") != "none":
                self.children(child)

    def heading(self, element: Any) -> None:
        level = int(element.get_attribute("text:outline-level") or 1)
        number, self._number = self._number or "", None
        if not number and element.get_attribute("text:is-list-header") is not True:
            style = str(element.get_attribute("text:style-name"))
            number = self._styles.heading_number(style, self._outline, level)
        text = fold(self._text.read(element))
        if text:
            number = clean_number(number)
            self.blocks.append(Block(BlockKind.HEADING, text, min(level, 9), number))
        self._read_pending()

    def paragraph(self, element: Any) -> None:
        text = fold(self._text.read(element))
        if text and self._number is not None:
            number, self._number = clean_number(self._number), None
            self._item = len(self.blocks)
            self.blocks.append(Block(BlockKind.ITEM, text, len(self._lists), number))
        elif text and self._lists and self._item == len(self.blocks) - 1:
            # The second paragraph of an item limits or explains the first: one unit.
            self.blocks[-1] = replace(self.blocks[-1], text=f"{self.blocks[-1].text} {text}")
        elif text:
            self.blocks.append(Block(BlockKind.PARAGRAPH, text, len(self._lists)))
        self._read_pending()

    def read_list(self, element: Any) -> None:
        style = str(element.get_attribute("text:style-name") or "")
        if self._lists:
            counters = self._lists[-1]
            if style and style != counters.style:
                counters = Counters(style, counters.values)
        else:
            goes_on = element.get_attribute("text:continue-numbering") is True
            earlier = str(element.get_attribute("text:continue-list") or "")
            known = self._finished.get(earlier) or (self._finished.get(style) if goes_on else None)
            counters = known or Counters(style)
            self._finished[str(element.get_attribute("xml:id"))] = counters
            self._finished[style] = counters
        self._lists.append(counters)
        for item in element.children:
            if item.tag == "text:list-item":
                restart = str(item.get_attribute("text:start-value") or "")
                starts_with_list = item.children and item.children[0].tag == "text:list"
                if not starts_with_list:
                    self._number = self._styles.number(counters, len(self._lists), restart)
            self.children(item)
            self._number = None
        self._lists.pop()

    def table(self, element: Any) -> None:
        lines: list[tuple[list[str], bool]] = []
        for line in element.get_elements("descendant::table:table-row"):
            in_head = line.parent.tag == "table:table-header-rows"
            lines.append((self._cells(line), in_head or self._looks_like_heads(line)))
        heads: list[str] = []
        if len(lines) > 1 and lines[0][1]:
            heads = lines.pop(0)[0]
        self.blocks += [row(cells, heads) for cells, _ in lines if any(cells)]
        self._read_pending()

    def _looks_like_heads(self, line: Any) -> bool:
        paragraphs = line.get_elements("descendant::text:p")
        styles = [str(p.get_attribute("text:style-name")) for p in paragraphs]
        return bool(styles) and all(map(self._styles.is_table_head, styles))

    def _cells(self, line: Any) -> list[str]:
        cells: list[str] = []
        for cell in line.children:
            repeat = int(cell.get_attribute("table:number-columns-repeated") or 1)
            paragraphs = cell.get_elements("descendant::text:p|descendant::text:h")
            text = fold(" ".join(map(self._text.read, paragraphs)))
            if cell.tag == "table:covered-table-cell" and cells:
                text = cells[-1]
            cells += [text] * min(repeat, _MAX_REPEAT)
        return cells

    def _read_pending(self) -> None:
        """Read what hung on the paragraph: its notes, and frames with text of their own."""
        for element in self._text.take_pending():
            if element.tag == "text:note":
                mark, text = self._text.read_note(element)
                self.blocks.append(Block(BlockKind.NOTE, text, number=mark))
            else:
                self.children(element)


_HANDLERS: dict[str, Callable[[_Walk, Any], None]] = {
    "text:h": _Walk.heading,
    "text:p": _Walk.paragraph,
    "text:list": _Walk.read_list,
    "table:table": _Walk.table,
}
