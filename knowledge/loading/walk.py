"""One walk through a page's elements, making blocks as it goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from knowledge.loading.blocks import fold
from knowledge.loading.html_lists import Numbering
from knowledge.loading.tables import is_layout, rows
from knowledge.loading.visible import (
    BLOCKS,
    HEADINGS,
    controlled,
    inline_text,
    is_shown,
    superscript,
)
from knowledge.model import Block, BlockKind

_DEEPEST_HEADING = 9
_BREAK = "\v"  # a <br>; white space like any other once the text is folded


@dataclass(slots=True)
class _Item:
    """An open list item: where its text goes. `block` is the place of its block once it has one."""

    kind: BlockKind
    level: int
    number: str
    anchor: str
    block: int | None = None


class Walk:
    """The state of one walk; `blocks` grows in reading order."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[Block] = []
        self._opened = controlled(root)
        self._words: list[str] = []
        self._lists: list[Numbering] = []
        self._items: list[_Item] = []
        self._terms: list[str] = []  # those that wait for their meaning
        self._anchor = ""
        self._heading_level = 0
        self._in_notes = False
        self._handlers: dict[str, Callable[[Element], None]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            "summary": self._summary,
            "br": self._line_break,
            "ul": self._list,
            "ol": self._list,
            "li": self._list_item,
            "section": self._section,
            "div": self._section,
            "dl": self._definitions,
            "dt": self._term,
            "dd": self._meaning,
            "table": self._table,
            "pre": self._preformatted,
            "sup": self._superscript,
        }

    def children(self, element: Element) -> None:
        """Read an element's text and children; what is inline stays in the open paragraph."""
        self._words.append(element.text or "")
        for child in element:
            if is_shown(child, self._opened):
                self._element(child)
            self._words.append(child.tail or "")

    def flush(self) -> None:
        """Close the open paragraph."""
        text = fold("".join(self._words))
        self._words.clear()
        if text:
            self._place(text)
        self._anchor = ""

    def _element(self, element: Element) -> None:
        handler = self._handlers.get(str(element.tag))
        if handler is not None:
            handler(element)
        elif element.tag in BLOCKS:
            self.flush()
            self._anchor = element.get("id", "")
            self.children(element)
            self.flush()
        else:
            self.children(element)

    def _place(self, text: str) -> None:
        item = self._items[-1] if self._items else None
        if item is None:
            self.blocks.append(Block(BlockKind.PARAGRAPH, text, anchor=self._anchor))
        elif item.block is None:
            item.block = len(self.blocks)
            block = Block(item.kind, text, item.level, item.number, anchor=item.anchor)
            self.blocks.append(block)
        elif item.block == len(self.blocks) - 1:
            # The second paragraph of an item limits or explains the first: one unit.
            last = self.blocks[-1]
            self.blocks[-1] = replace(last, text=f"{last.text} {text}")
        else:
            self.blocks.append(Block(BlockKind.PARAGRAPH, text, item.level))

    def _heading(self, element: Element) -> None:
        self.flush()
        self._heading_level = HEADINGS[str(element.tag)]
        self._add_heading(element, self._heading_level)

    def _summary(self, element: Element) -> None:
        """The line that opens a `<details>` heads what it opens."""
        self.flush()
        self._add_heading(element, min(self._heading_level + 1, _DEEPEST_HEADING))

    def _add_heading(self, element: Element, level: int) -> None:
        text = fold(inline_text(element, self._opened))
        if not text:
            return
        item = self._items[-1] if self._items else None
        number = ""
        if item is not None and item.block is None:
            number, item.number = item.number, ""
        block = Block(BlockKind.HEADING, text, level, number, anchor=_anchor(element))
        self.blocks.append(block)

    def _line_break(self, _element: Element) -> None:
        written = next((w for w in reversed(self._words) if w == _BREAK or w.strip()), "")
        if written == _BREAK:
            self.flush()  # two in a row are how old pages end a paragraph
        else:
            self._words.append(_BREAK)

    def _list(self, element: Element) -> None:
        self.flush()
        self._lists.append(Numbering.of(element))
        self.children(element)
        self.flush()
        self._lists.pop()

    def _list_item(self, element: Element) -> None:
        self.flush()
        number = self._lists[-1].next(element) if self._lists else ""
        if self._in_notes:
            item = _Item(BlockKind.NOTE, 0, number.rstrip("."), element.get("id", ""))
        else:
            level = max(len(self._lists), 1)
            item = _Item(BlockKind.ITEM, level, number, element.get("id", ""))
        self._items.append(item)
        self.children(element)
        self.flush()
        self._items.pop()

    def _section(self, element: Element) -> None:
        self.flush()
        names = element.get("class", "").split()
        outer = self._in_notes
        self._in_notes = outer or "footnotes" in names or element.get("role") == "doc-endnotes"
        self._anchor = element.get("id", "")
        self.children(element)
        self.flush()
        self._in_notes = outer

    def _definitions(self, element: Element) -> None:
        self.flush()
        self.children(element)
        self.flush()
        for term in self._take_terms():
            self._place(term)

    def _term(self, element: Element) -> None:
        self.flush()
        text = fold(inline_text(element, self._opened))
        if next(element.iterancestors("dl"), None) is not None:
            self._terms.append(text)
        elif text:
            self._place(text)

    def _meaning(self, element: Element) -> None:
        self.flush()
        term = ", ".join(self._take_terms())
        text = fold(inline_text(element, self._opened))
        if term and text and next(element.iter("ul", "ol", "table", "dl"), None) is None:
            joint = " " if term.endswith(":") else ": "
            cells = (term, text)
            self.blocks.append(Block(BlockKind.DEFINITION, term + joint + text, cells=cells))
            return
        if term:
            self._place(term)
        self.children(element)
        self.flush()

    def _take_terms(self) -> list[str]:
        terms, self._terms = self._terms, []
        return [term for term in terms if term]

    def _table(self, element: Element) -> None:
        self.flush()
        if is_layout(element):
            self.children(element)
            self.flush()
            return
        for caption in element.iterchildren("caption"):
            self.children(caption)
            self.flush()
        self.blocks += rows(element, self._opened)

    def _preformatted(self, element: Element) -> None:
        self.flush()
        for paragraph in re.split(r"\n\s*\n", inline_text(element, self._opened)):
            if text := fold(paragraph):
                self._place(text)

    def _superscript(self, element: Element) -> None:
        self._words.append(superscript(element, self._opened))


def _anchor(heading: Element) -> str:
    """The id of a named link in the heading (its author put it there), or the heading's own."""
    links = (link.get("id") or link.get("name") or "" for link in heading.iter("a"))
    return next(filter(None, links), "") or heading.get("id", "")
