"""PDFs made with reportlab: text at places, in fonts and sizes."""

from __future__ import annotations

import io
from collections.abc import Callable
from textwrap import wrap

from reportlab.pdfgen.canvas import Canvas

from knowledge.loading.pdf import load
from knowledge.model import BlockKind, Loaded

FONT, SIZE, LEADING = "Courier", 9, 11
PROSE = (
    "Employees may use social media at work for a short time if it does not keep them from "
    "their duties. They must not speak for the agency unless the communications office has "
    "approved it in writing, and they must keep confidential matters to themselves at all times."
)
OTHER = (
    "Supervisors review the register of accounts every year. An account that nobody has used "
    "for twelve months is closed after the records officer has kept what has to be kept by law."
)
Draw = Callable[[Canvas], object]


def pdf_file(*pages: Draw, size: tuple[float, float] = (612, 792), **options: object) -> bytes:
    """A PDF whose pages are drawn by these functions."""
    saved = io.BytesIO()
    canvas = Canvas(saved, pagesize=size, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return saved.getvalue()


def read(*pages: Draw, **options: object) -> Loaded:
    """What we read of such a PDF."""
    return load("policy.pdf", pdf_file(*pages, **options))  # type: ignore[arg-type]


def line(canvas: Canvas, x: float, y: float, text: str, *font: str | float) -> None:
    """Write one line, in another size and font if given; `y` counts down on a letter page."""
    size, name = (*font, FONT)[:2] if font else (SIZE, FONT)
    canvas.setFont(name, size)
    canvas.drawString(x, 792 - y, text)


def column(canvas: Canvas, x: float, y: float, text: str, width: int = 80) -> float:
    """Write a paragraph in lines of at most `width` characters; returns where it ends."""
    for part in wrap(text, width):
        line(canvas, x, y, part)
        y += LEADING
    return y


def texts(loaded: Loaded, kind: BlockKind | None = None) -> list[str]:
    """The texts of all blocks, or of those of one kind."""
    return [block.text for block in loaded.blocks if kind in (None, block.kind)]


def file_without_letters() -> bytes:
    """A PDF whose only font has glyph numbers and no way back to letters."""
    content = b"BT /F1 12 Tf 72 700 Td <0024002500260027002800290030> Tj ET"
    font = b"/Type/Font/BaseFont/ABCDEF+X"
    system = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    box = b"/FontBBox[0 -200 1000 800]/Ascent 800/Descent -200/CapHeight 700"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 612 792]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<<%s/Subtype/Type0/Encoding/Identity-H/DescendantFonts[6 0 R]>>" % font,
        b"<<%s/Subtype/CIDFontType2/FontDescriptor 7 0 R/CIDSystemInfo%s>>" % (font, system),
        b"<</Type/FontDescriptor/FontName/ABCDEF+X/Flags 4%s>>" % box,
    ]
    written, places = b"%PDF-1.4\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 8\n0000000000 65535 f \n%strailer<</Size 8/Root 1 0 R>>\n" % (table)
        + b"startxref\n%d\n%%%%EOF" % len(written)
    )
