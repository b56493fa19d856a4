"""One page of a PDF as a picture, with the words of a clause marked on it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL.Image import Quantize

from knowledge.errors import UnreadableDocument
from knowledge.rendering.locating import locate
from knowledge.rendering.model import PageImage, Sought

# Pixels: a letter page fills half of a wide screen twice over, and a poster stays a picture.
_WIDTH, _HIGHEST = 1_100, 4_000
_MARKER = (255, 221, 87, 255)  # the yellow of a highlighter; it darkens what is below it
_COLOURS = 256
_QUICKLY = Quantize.FASTOCTREE


def page_image(path: str, data: bytes, number: int, sought: Sought) -> PageImage:
    """Draw a page; a number that the document doesn't have gives the nearest one.

    Raises UnreadableDocument.
    """
    try:
        document = pdfium.PdfDocument(data)
        try:
            number = min(max(number, 1), len(document))
            page = document[number - 1]
            return _drawn(page, number, len(document), marked=_mark(page, sought))
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        reason = f"its page {number} can't be shown ({error})"
        raise UnreadableDocument(path, reason, "Download the document to read it.") from error


def _drawn(page: pdfium.PdfPage, number: int, pages: int, *, marked: bool) -> PageImage:
    wide, high = page.get_size()
    scale = min(_WIDTH / wide, _HIGHEST / high)
    picture = page.render(scale=scale).to_pil().convert("RGB").quantize(_COLOURS, _QUICKLY)
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    width, height = picture.size
    return PageImage(saved.getvalue(), number, pages, width, height, marked)


def _mark(page: pdfium.PdfPage, sought: Sought) -> bool:
    """Lay a transparent marker over the words; returns whether they were found."""
    turned = page.get_rotation()
    page.set_rotation(0)  # or PDFium reads the lines of a turned page from the last to the first
    text = page.get_textpage()
    try:
        # Character by character, so that places in the text are places on the page.
        count = text.count_chars()
        signs = "".join(chr(pdfium_c.FPDFText_GetUnicode(text.raw, n)) for n in range(count))
        found = locate(signs, sought)
        for edges in () if found is None else _boxes(text, *found):
            _highlight(page, *edges)
    finally:
        text.close()
        page.set_rotation(turned)
    return found is not None


def _boxes(
    text: pdfium.PdfTextPage, begin: int, end: int
) -> Iterator[tuple[float, float, float, float]]:
    for number in range(text.count_rects(begin, end - begin)):
        yield text.get_rect(number)


def _highlight(page: pdfium.PdfPage, left: float, bottom: float, right: float, top: float) -> None:
    rectangle = pdfium_c.FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom)
    pdfium_c.FPDFPageObj_SetFillColor(rectangle, *_MARKER)
    pdfium_c.FPDFPath_SetDrawMode(rectangle, pdfium_c.FPDF_FILLMODE_WINDING, 0)
    pdfium_c.FPDFPageObj_SetBlendMode(rectangle, b"Multiply")
    pdfium_c.FPDFPage_InsertObject(page.raw, rectangle)
