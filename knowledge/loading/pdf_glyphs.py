"""The characters of a PDF page with their places, straight from PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd", re.IGNORECASE)
_NAME_LENGTH = 200
_SLANT = 0.1  # a line that climbs more is a watermark or runs upwards
_LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line
_SPACES = frozenset({0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD, 0xFFFE})
_THIN = 3.0  # points: a path that is thinner is a rule
_SHORTEST_RULE = 15.0  # points
_SMALLEST_MARK, _LARGEST_MARK = 2.0, 20.0  # points


class Glyph(NamedTuple):
    """One visible character. `x` runs to the right and `y` down from the top, in points.

    `x1` is where the next character would begin, `bottom` the descent and `top`
    the ascent of the font; `spaced` says that a space stands before it.
    """

    sign: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    spaced: bool


class Box(NamedTuple):
    """The place of something drawn: a rule, or a character that is no letter."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right, as a rule under a row does."""
        return self.x1 - self.x0 > self.bottom - self.top


class PageContent(NamedTuple):
    """What stands on one page.

    `marks` are the places of all that is as small as a bullet: pictures, drawings,
    and characters, of which PDFium leaves out those that are no letters. `pictures`
    counts images, `askew` characters at an angle, which are left out, and `unmapped`
    those whose font doesn't say which letter they are.
    """

    glyphs: list[Glyph]
    rules: list[Box]
    marks: list[Box]
    pictures: int
    askew: int
    unmapped: int


def read_page(document: pdfium.PdfDocument, index: int) -> PageContent:
    """Read the page at a zero-based index, turned the way that a reader sees it."""
    page = document[index]
    try:
        left, top = _straightened(page)
        boxes = [
            (kind, Box(x0 - left, x1 - left, top - y1, top - y0))
            for kind, (x0, y0, x1, y1) in _objects(page)
        ]
        rules = [b for kind, b in boxes if kind == pdfium_c.FPDF_PAGEOBJ_PATH and _is_rule(b)]
        marks = [b for _, b in boxes if _is_mark(b)]
        pictures = sum(kind == pdfium_c.FPDF_PAGEOBJ_IMAGE for kind, _ in boxes)
        text = page.get_textpage()
        try:
            reader = _GlyphReader(text, left, top)
            reader.read()
        finally:
            text.close()
    finally:
        page.close()
    return PageContent(reader.glyphs, rules, marks, pictures, reader.askew, reader.unmapped)


def _is_rule(box: Box) -> bool:
    sides = sorted((box.x1 - box.x0, box.bottom - box.top))
    return sides[0] < _THIN and sides[1] > _SHORTEST_RULE


def _is_mark(box: Box) -> bool:
    sides = sorted((box.x1 - box.x0, box.bottom - box.top))
    return sides[0] > _SMALLEST_MARK and sides[1] < _LARGEST_MARK


_Edges = tuple[float, float, float, float]


def _straightened(page: pdfium.PdfPage) -> tuple[float, float]:
    """Turn the content of a rotated page upright, and return its upper left corner.

    PDFium gives places as they are before the rotation of the page.
    """
    left, bottom, right, top = page.get_cropbox()
    turns = pdfium_c.FPDFPage_GetRotation(page.raw)
    if not turns:
        return left, top
    turn = {
        1: (0, -1, 1, 0, -bottom, right),
        2: (-1, 0, 0, -1, right, top),
        3: (0, 1, -1, 0, top, -left),
    }[turns]
    matrix = pdfium_c.FS_MATRIX(*turn)
    for number in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        pdfium_c.FPDFPageObj_TransformF(pdfium_c.FPDFPage_GetObject(page.raw, number), matrix)
    return 0, (top - bottom if turns == 2 else right - left)  # noqa: PLR2004 - upside down


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, _Edges]]:
    edges = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    for number in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        item = pdfium_c.FPDFPage_GetObject(page.raw, number)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if pdfium_c.FPDFPageObj_GetBounds(item, *references):
            x0, y0, x1, y1 = (edge.value for edge in edges)
            yield kind, (x0, y0, x1, y1)


class _GlyphReader:
    """Reads a text page character by character: one PDFium call a fact, the dear ones cached."""

    def __init__(self, text: pdfium.PdfTextPage, left: float, top: float) -> None:
        self.glyphs: list[Glyph] = []
        self.askew = 0
        self.unmapped = 0
        self._text = text.raw
        self._left = left
        self._top = top
        self._styles: dict[int | None, tuple[bool, bool]] = {}
        self._name = ctypes.create_string_buffer(_NAME_LENGTH)

    def read(self) -> None:
        """Fill `glyphs` and `askew`; the loop runs for each character of a library."""
        text, box = self._text, pdfium_c.FS_RECTF()
        reference = ctypes.byref(box)
        code_at, box_at = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
        left, top = self._left, self._top
        spaced, begins, bold, upright, known = False, True, False, True, True
        for index in range(pdfium_c.FPDFText_CountChars(text)):
            code = code_at(text, index)
            if code in _SPACES:
                # A space that PDFium supposes is no evidence: the places decide.
                spaced = spaced or pdfium_c.FPDFText_IsGenerated(text, index) == 0
                begins = True
                continue
            if begins:  # words are seldom of two fonts, and asking costs as much as all else
                bold, upright = self._style(index)
                known = pdfium_c.FPDFText_HasUnicodeMapError(text, index) != 1
            box_at(text, index, reference)
            x0, x1 = box.left, box.right
            if x1 <= x0 or not upright:
                self.askew += 1
                continue
            self.unmapped += not known
            sign = "-" if code == _LINE_END_HYPHEN else chr(code)
            self.glyphs.append(
                Glyph(sign, x0 - left, x1 - left, top - box.top, top - box.bottom, bold, spaced)
            )
            spaced = begins = False

    def _style(self, index: int) -> tuple[bool, bool]:
        """Whether a character is bold, and whether it stands upright."""
        item = pdfium_c.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(item, ctypes.c_void_p).value
        if key not in self._styles:
            flags = ctypes.c_int()
            name = self._name
            pdfium_c.FPDFText_GetFontInfo(self._text, index, name, len(name), ctypes.byref(flags))
            matrix = pdfium_c.FS_MATRIX()
            known = pdfium_c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
            upright = not known or abs(matrix.b) <= _SLANT * abs(matrix.a)
            self._styles[key] = bool(_BOLD.search(name.value.decode("latin-1"))), upright
        return self._styles[key]
