"""Word documents as HTML by mammoth, with the numbers that Word shows and mammoth doesn't know."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import mammoth
from lxml import etree

from knowledge.loading.docx_numbering import Lists
from knowledge.loading.docx_package import Package, W, child_value
from knowledge.loading.docx_styles import Styles
from knowledge.loading.numbering import typed_too

_STYLES = "p[style-name='Title'] => h1:fresh"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def word_html(path: str, data: bytes) -> str:
    """Return a Word document as HTML that nobody has cleaned. Raises UnreadableDocument."""
    numbered = io.BytesIO(_numbered(path, data))
    # A style map in the file would let it write any HTML.
    made = mammoth.convert_to_html(numbered, style_map=_STYLES, include_embedded_style_map=False)
    return str(made.value)


def _numbered(path: str, data: bytes) -> bytes:
    """Write each automatic number into the text, where it can't be lost; bullets stay."""
    package = Package(path, data)
    document = package.part(package.document)
    if document is None:
        return data
    styles = Styles(package.related_part("styles"))
    lists = Lists(package.related_part("numbering"), styles.lists())
    for paragraph in _paragraphs(document):
        properties = paragraph.find(f"{W}pPr")
        formatting = styles.formatting(child_value(properties, "pStyle"))
        mark, _ = lists.mark(properties, formatting)
        if mark is not None and not mark.bullet:
            _write(paragraph, mark.number)
    return _with_part(data, package.document, etree.tostring(document, encoding="UTF-8"))


def _paragraphs(document: etree._Element) -> Iterator[etree._Element]:
    for paragraph in document.iter(f"{W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield paragraph


def _write(paragraph: etree._Element, number: str) -> None:
    text = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
    if not text.strip():
        return
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    _take_off_list(properties)
    if not typed_too(text.strip(), number):
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = f"{number} "
        paragraph.insert(paragraph.index(properties) + 1, run)


def _take_off_list(properties: etree._Element) -> None:
    """Name list 0, which there never is (ECMA-376, 17.9.18): no other number is shown."""
    for given in properties.findall(f"{W}numPr"):
        properties.remove(given)
    numbering = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(numbering, f"{W}ilvl").set(f"{W}val", "0")
    etree.SubElement(numbering, f"{W}numId").set(f"{W}val", "0")


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, content if entry.filename == name else old.read(entry))
    return written.getvalue()
