"""PDF to blocks, by where the characters stand: the file itself knows no paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium

from knowledge.errors import UnreadableDocument
from knowledge.loading.blocks import fold
from knowledge.loading.contents import without_contents
from knowledge.loading.pdf_blocks import Measure, blocks
from knowledge.loading.pdf_glyphs import PageContent, read_page
from knowledge.loading.pdf_layout import find_gutter
from knowledge.loading.pdf_margins import without_margins
from knowledge.loading.pdf_marks import with_bullets
from knowledge.loading.pdf_notes import part_notes
from knowledge.loading.pdf_pages import read_order
from knowledge.loading.pdf_paragraphs import Line
from knowledge.loading.pdf_text import vocabulary, wrong_share
from knowledge.loading.pdf_words import segments
from knowledge.model import Loaded

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_OCR = "Run text recognition (OCR) on it, or add the document it was made from."
_MOSTLY = 0.3  # of the characters
_PROPERTIES = {"Title": "title", "Author": "owner", "Version": "version"}
# What programs put there when the author gave no title.
_NO_TITLE = ("microsoft word - ", "microsoft powerpoint - ", "untitled", "http")


def load(path: str, data: bytes) -> Loaded:
    """Read a PDF.

    Running headers and footers, page numbers and a table of contents with dotted
    leaders are left out. Pages count from 1.

    Raises UnreadableDocument: damaged, encrypted, scanned, or with fonts that
    don't say which letters they show.
    """
    document = _open(path, data)
    try:
        pages = [read_page(document, index) for index in range(len(document))]
        properties = _properties(document)
    finally:
        document.close()
    _check(path, pages)
    parts = without_margins([with_bullets(segments(page.glyphs), page.marks) for page in pages])
    gutters = [None, *map(find_gutter, parts)]
    by_page = [
        list(read_order(parts[index], page.rules, index + 1, gutters[index]))
        for index, page in enumerate(pages)
    ]
    lines = [item for items in by_page for item in items if isinstance(item, Line)]
    measure = _measure(lines)
    kept, notes = part_notes(by_page, measure.body)
    known = vocabulary(line.text for line in lines)
    made = blocks(kept, notes, measure, known)
    return Loaded(without_contents(made), properties, _warnings(pages))


def _open(path: str, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            remedy = "Save it without a password and add it again."
            raise UnreadableDocument(path, "it is protected by a password", remedy) from error
        remedy = "Open it in a PDF reader, save it again and add the new file."
        raise UnreadableDocument(path, f"the file is damaged ({error})", remedy) from error


def _check(path: str, pages: Sequence[PageContent]) -> None:
    glyphs = [glyph.sign for page in pages for glyph in page.glyphs]
    if not glyphs:
        reason = f"none of its {len(pages)} pages has text; it may be scanned"
        raise UnreadableDocument(path, reason, _OCR)
    unmapped = sum(page.unmapped for page in pages) / len(glyphs)
    if max(unmapped, wrong_share("".join(glyphs))) > _MOSTLY:
        reason = "its fonts don't say which letters they show, so that its text is unreadable"
        raise UnreadableDocument(path, reason, _OCR)


def _measure(lines: Sequence[Line]) -> Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    gaps = [
        after.top - before.bottom
        for before, after in pairwise(lines)
        if before.column == after.column
        and before.size == after.size == body
        and -body < after.top - before.bottom < body
    ]
    return Measure(body, median(gaps) if gaps else 0.0)


def _properties(document: pdfium.PdfDocument) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, name in _PROPERTIES.items():
        value = fold(document.get_metadata_value(key))
        if value and not (name == "title" and value.lower().startswith(_NO_TITLE)):
            found[name] = value
    return found


def _warnings(pages: Sequence[PageContent]) -> tuple[str, ...]:
    empty = [n for n, page in enumerate(pages, 1) if not page.glyphs and page.pictures]
    askew = [n for n, page in enumerate(pages, 1) if page.askew]
    warnings = []
    if empty:
        several = f"pages {_listed(empty)} have" if len(empty) > 1 else f"page {empty[0]} has"
        warnings.append(f"{several} no text, perhaps a scan: {_OCR[0].lower()}{_OCR[1:]}")
    if askew:
        pages_ = f"pages {_listed(askew)}" if len(askew) > 1 else f"page {askew[0]}"
        warnings.append(f"text that stands at an angle isn't read: {pages_}")
    return tuple(warnings)


def _listed(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in numbers]
    return ", ".join(shown[:-1]) + f" and {shown[-1]}"
