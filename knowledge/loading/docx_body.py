"""The body of a DOCX document as blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from knowledge.loading.blocks import clean_number, fold
from knowledge.loading.docx_headings import Found
from knowledge.loading.docx_notes import Notes
from knowledge.loading.docx_numbering import Lists
from knowledge.loading.docx_package import Package, W, child_value, switched_on
from knowledge.loading.docx_styles import BODY_LEVEL, Formatting, Styles
from knowledge.loading.docx_table import Row, geometry, is_header, read_rows
from knowledge.loading.docx_text import Paragraph, TextReader
from knowledge.loading.numbering import Mark, typed_too
from knowledge.model import Block, BlockKind

_LONGEST_HEADING = 200  # characters: what is longer is a paragraph in a heading's style
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_REMOVED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}sdtPr", f"{W}sdtEndPr"})


class BodyReader:
    """Walks one document from top to bottom; lists, notes, fields and pages are counted on the way.

    `warnings` grows with what was seen and could not be read.
    """

    def __init__(self, package: Package, document: etree._Element) -> None:
        self.warnings: list[str] = []
        self._styles = Styles(package.related_part("styles"))
        self._text = TextReader(self._styles)
        self._lists = Lists(package.related_part("numbering"), self._styles.lists())
        self._notes = Notes(package)
        # Without the breaks that Word saved when it last laid the document out, no page is known.
        self._paged = next(document.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self._carried = ""

    def read(self, container: etree._Element) -> Iterator[Found]:
        """Yield the blocks of a body, cell, note or text box."""
        for child in container:
            if child.tag == f"{W}p":
                yield from self._read_paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._read_table(child)
            elif child.tag == f"{W}altChunk":
                self.warnings.append("a file embedded in the document isn't read; add it itself")
            elif child.tag not in _REMOVED and not _is_contents(child):
                yield from self.read(child)

    @property
    def struck_out(self) -> bool:
        """Whether text with a line through it was met, and left out."""
        return self._text.struck_out

    @property
    def tracked_changes(self) -> bool:
        """Whether insertions or deletions were met that nobody has accepted yet."""
        return self._text.tracked_changes

    def _read_paragraph(self, element: etree._Element) -> Iterator[Found]:
        properties = element.find(f"{W}pPr")
        formatting = self._formatting(properties)
        paragraph = self._text.read(element, formatting)
        paragraph.text = self._carried + paragraph.text
        end = None if properties is None else properties.find(f"{W}rPr")
        if end is not None and end.find(f"{W}del") is not None:
            self._carried = paragraph.text  # its end is deleted: it runs on into the next one
        else:
            self._carried = ""
            hidden = switched_on(end, "vanish") and not paragraph.text.strip()
            mark, level = (None, 0) if hidden else self._lists.mark(properties, formatting)
            yield from self._blocks(paragraph, formatting, mark, level)
        for kind, note, shown in paragraph.notes:
            found = self._read_note(kind, note)  # counts it, whether one sees its mark or not
            yield from found if shown else ()
        for box in paragraph.boxes:
            yield from self.read(box)

    def _formatting(self, properties: etree._Element | None) -> Formatting:
        formatting = self._styles.formatting(child_value(properties, "pStyle"))
        outline = child_value(properties, "outlineLvl")
        if outline:
            heading = int(outline) + 1 if int(outline) < BODY_LEVEL else 0
            formatting = replace(formatting, heading=heading)
        return formatting

    def _blocks(
        self, paragraph: Paragraph, formatting: Formatting, mark: Mark | None, level: int
    ) -> Iterator[Found]:
        parts = [text for text in map(fold, _EMPTY_LINE.split(paragraph.text)) if text]
        page = paragraph.page if self._paged else None
        for place, text in enumerate(parts):
            first = mark if place == 0 else None
            number = clean_number(first.number) if first else ""
            number = "" if typed_too(text, number) else number
            if formatting.heading and len(text) <= _LONGEST_HEADING:
                block = Block(BlockKind.HEADING, text, formatting.heading, number, page)
            elif first:
                block = Block(BlockKind.ITEM, text, level, number, page)
            else:
                block = Block(BlockKind.PARAGRAPH, text, page=page)
            yield Found(block, paragraph.bold, paragraph.size)

    def _read_note(self, kind: str, note: str) -> tuple[Found, ...]:
        taken = self._notes.take(kind, note)
        if taken is None:
            return ()
        number, element = taken
        text = " ".join(found.block.text for found in self.read(element))
        page = self._text.page if self._paged else None
        block = Block(BlockKind.NOTE, text, number=number, page=page)
        return (Found(block),) if text else ()

    def _read_table(self, table: etree._Element) -> Iterator[Found]:
        rows = tuple(self._read_row(row) for row in table.iter(f"{W}tr") if _owner(row) is table)
        properties = table.find(f"{W}tblPr")
        styled = self._styles.heads_first_row(child_value(properties, "tblStyle"))
        yield from read_rows(
            [row for row in rows if row.cells], styled_head=styled and _first_row_on(properties)
        )

    def _read_row(self, row: etree._Element) -> Row:
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            return Row(())
        column = int(child_value(properties, "gridBefore") or 0)
        cells = []
        for element in row.iter(f"{W}tc"):
            if _owner(element) is row:
                cells.append(geometry(element, column, tuple(self.read(element))))
                column += cells[-1].width
        return Row(tuple(cells), is_header(row))


def _owner(part: etree._Element) -> etree._Element | None:
    """The table of a row, or the row of a cell, through content controls and the like."""
    wanted = f"{W}tbl" if part.tag == f"{W}tr" else f"{W}tr"
    return next(part.iterancestors(wanted), None)


def _first_row_on(properties: etree._Element | None) -> bool:
    """Whether the table uses its style's first row (ECMA-376, 17.4.55)."""
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return False
    flags = int(look.get(f"{W}val", "0"), 16)
    return look.get(f"{W}firstRow", "1" if flags & 0x20 else "0") in ("1", "true", "on")


def _is_contents(element: etree._Element) -> bool:
    """Whether a content control holds Word's own table of contents."""
    return any(
        gallery.get(f"{W}val") == "Table of Contents"
        for gallery in element.iterfind(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    )
