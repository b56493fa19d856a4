"""The visible text of a DOCX paragraph, with every tracked change accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from knowledge.loading.docx_package import W, child_value, switched_on
from knowledge.loading.docx_styles import STRIKES, Formatting, Styles
from knowledge.loading.docx_symbols import plain

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# The result of these fields repeats the document's own headings.
_TABLES_OF_CONTENTS = ("TOC", "INDEX", "TOA")
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_DROPPED = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "sdtPr", "rt", "rubyPr"))


@dataclass(slots=True)
class Paragraph:
    """What was found in one paragraph.

    `boxes` are the text boxes anchored in it, `notes` the (kind, id, whether its
    mark is shown) of its footnotes and endnotes, `page` the page of its first
    visible sign. `bold` says that every visible sign is bold, `size` is the largest
    type in half-points.
    """

    text: str = ""
    page: int = 1
    bold: bool = True
    size: int = 0
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False

    def hides(self) -> bool:
        return not self.in_result or self.is_contents()

    def is_contents(self) -> bool:
        return self.instruction.strip().upper().startswith(_TABLES_OF_CONTENTS)


class TextReader:
    """Reads the paragraphs of one document in their order: pages and fields run on."""

    def __init__(self, styles: Styles) -> None:
        self.page = 1
        self.tracked_changes = False
        self.struck_out = False
        self._styles = styles
        self._fields: list[_Field] = []

    def read(self, element: etree._Element, formatting: Formatting) -> Paragraph:
        """Read one `w:p`."""
        if formatting.heading:
            self._fields.clear()  # no field holds a heading: one left open ends here
        paragraph = Paragraph()
        self._read_children(element, formatting, paragraph)
        # Only a table of contents runs over paragraphs and hides them.
        self._fields = [open_ for open_ in self._fields if open_.is_contents()]
        return paragraph

    def _read_children(
        self, element: etree._Element, formatting: Formatting, found: Paragraph
    ) -> None:
        for child in _shown(element):
            if child.tag == f"{W}r":
                self._read_run(child, formatting, found)
            elif child.tag in _DROPPED:
                self.tracked_changes |= child.tag in (f"{W}del", f"{W}moveFrom")
            elif child.tag == f"{_MATH}t":
                self._append(child.text or "", found)
            elif child.tag == f"{W}fldSimple" and _Field(child.get(f"{W}instr", "")).is_contents():
                continue
            else:
                self.tracked_changes |= child.tag in (f"{W}ins", f"{W}moveTo")
                self._read_children(child, formatting, found)

    def _read_run(self, run: etree._Element, formatting: Formatting, found: Paragraph) -> None:
        properties = run.find(f"{W}rPr")
        hidden = self._toggle(properties, "vanish", on_by_style=formatting.hidden)
        struck = any(
            self._toggle(properties, line, on_by_style=line in formatting.struck)
            for line in STRIKES
        )
        before = len(found.text)
        font = _font(properties)
        for child in _shown(run):
            self._read_piece(child, found, font, hidden=hidden, struck=struck)
        if found.text[before:].strip():
            found.bold &= self._toggle(properties, "b", on_by_style=formatting.bold)
            found.size = max(found.size, int(child_value(properties, "sz") or formatting.size))

    def _read_piece(
        self, piece: etree._Element, found: Paragraph, font: str, *, hidden: bool, struck: bool
    ) -> None:
        tag = piece.tag
        if tag == f"{W}lastRenderedPageBreak":
            self.page += 1
        elif tag == f"{W}fldChar":
            self._turn_field(piece.get(f"{W}fldCharType", ""))
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1].instruction += piece.text or ""
        elif hidden:
            return  # after the breaks and fields, which count whether one sees them or not
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = tag.removeprefix(W).removesuffix("Reference")
            found.notes.append((kind, piece.get(f"{W}id", ""), not struck))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            found.boxes.extend(piece.iter(f"{W}txbxContent"))
        elif struck:
            self._strike(piece, found)
        elif tag == f"{W}t":
            self._append(plain(piece.text or "", font), found)
        elif tag == f"{W}ruby":
            self._read_children(piece, Formatting(), found)
        else:
            self._append(_sign(piece), found)

    def _strike(self, piece: etree._Element, found: Paragraph) -> None:
        """Leave out what is no longer valid, but not the space that parts its neighbours."""
        text = _sign(piece) or "".join(sign.text or "" for sign in piece.iter(f"{W}t"))
        if text.strip():
            self.struck_out = True
        else:
            self._append(text, found)

    def _turn_field(self, turn: str) -> None:
        if turn == "begin":
            self._fields.append(_Field())
        elif turn == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif turn == "end" and self._fields:
            self._fields.pop()

    def _append(self, text: str, found: Paragraph) -> None:
        if any(open_.hides() for open_ in self._fields):
            return
        if not found.text.strip():
            found.page = self.page
        found.text += text

    def _toggle(self, properties: etree._Element | None, name: str, *, on_by_style: bool) -> bool:
        direct = switched_on(properties, name)
        if direct is None:
            direct = self._styles.character(child_value(properties, "rStyle"), name)
        return on_by_style if direct is None else direct


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element; of alternatives that show the same thing only the first."""
    for child in element:
        if child.tag == f"{_MC}AlternateContent":
            yield from child[0] if len(child) else ()
        elif child.tag != f"{W}rPr":
            yield child


def _sign(piece: etree._Element) -> str:
    if piece.tag == f"{W}br":
        return "\n" if piece.get(f"{W}type", "textWrapping") == "textWrapping" else " "
    if piece.tag == f"{W}sym":
        return plain(chr(int(piece.get(f"{W}char", "20"), 16)), piece.get(f"{W}font", ""))
    return _SIGNS.get(str(piece.tag), "")


def _font(properties: etree._Element | None) -> str:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "")
