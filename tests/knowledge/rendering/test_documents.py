"""Every format as it is shown."""

from __future__ import annotations

import pytest
from docx import Document as WordDocument
from odfdo import Document as OdtDocument
from odfdo import Header as OdtHeader
from odfdo import Paragraph as OdtParagraph

from knowledge.errors import UnreadableDocument
from knowledge.rendering.documents import render
from knowledge.rendering.model import Document, PageImage, Sought
from tests.knowledge.loading.word_file import word_file

NOTHING = Sought("")


def shown(path: str, data: bytes, words: str = "") -> Document:
    made = render(path, data, 1, Sought(words))
    assert isinstance(made, Document)
    return made


def test_markdown_is_shown_without_its_front_matter() -> None:
    made = shown("a.md", b"---\ntitle: T\n---\n# Gifts\n\n1.1 **No** gifts.", "1.1 No gifts.")
    assert made.marked
    assert made.html.startswith('<h2 id="doc-gifts">Gifts</h2>')
    assert '<mark id="doc-cited">1.1 </mark><strong><mark>No</mark></strong>' in made.html
    assert "title" not in made.html


def test_a_script_in_markdown_or_a_web_page_is_gone() -> None:
    for path in ("a.md", "a.html"):
        made = shown(path, b"<html><p onclick='x()'>Text<script>alert(1)</script></p></html>")
        assert "<p>Text</p>" in made.html
        assert "alert" not in made.html


def test_plain_text_keeps_its_lines() -> None:
    made = shown("a.txt", b"RULES\n\n1. One <b>\n   goes on\n\n2. Two", "One goes on")
    assert '<p class="plain">RULES</p>' in made.html
    assert "&lt;b&gt;\n   goes on" in made.html


def test_a_transcript_shows_its_times() -> None:
    cues = b"WEBVTT\n\n00:00:02.000 --> 00:00:04.000\nWelcome aboard.\n"
    made = shown("a.vtt", cues, "Welcome aboard.")
    assert made.html == '<p><b>00:00:02</b> <mark id="doc-cited">Welcome aboard</mark>.</p>'


def test_word_shows_the_numbers_that_word_counts() -> None:
    level = (
        '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/>'
        '<w:lvlText w:val="{2}"/></w:lvl>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level.format(0, "decimal", "%1.")
        + level.format(1, "lowerLetter", "(%2)")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        + level.format(0, "bullet", "•")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    paragraph = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
        "<w:r><w:t>{}</w:t></w:r></w:p>"
    )
    body = "".join(
        paragraph.format(*one)
        for one in ((0, 1, "Duties"), (1, 1, "be fair"), (1, 1, "(b) be kind"), (0, 2, "a point"))
    )
    made = shown("a.docx", word_file(body, numbering=numbering), "be fair")
    assert made.html == (
        '<p>1. Duties</p><p>(a) <mark id="doc-cited">be fair</mark></p><p>(b) be kind</p>'
        "<ul><li>a point</li></ul>"
    )


def test_word_headings_tables_and_emphasis_are_kept(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    document = WordDocument()
    document.add_heading("Gifts", 0)
    document.add_heading("Duties", 1)
    document.add_paragraph("Say ").add_run("no").bold = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kind", "Lead time"
    path = tmp_path_factory.mktemp("word") / "a.docx"
    document.save(str(path))
    made = shown("a.docx", path.read_bytes(), "Kind; Lead time")
    assert made.html.startswith(
        "<h2>Gifts</h2><h2>Duties</h2><p>Say <strong>no</strong></p><table>"
    )
    assert made.html.count("<mark") == 2


def test_an_open_document_is_shown_from_what_was_read(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    document = OdtDocument("text")
    document.body.clear()
    document.body.append(OdtHeader(1, "Gifts"))
    document.body.append(OdtParagraph("Say no & go."))
    path = tmp_path_factory.mktemp("odt") / "a.odt"
    document.save(str(path))
    assert shown("a.odt", path.read_bytes()).html == "<h2>Gifts</h2><p>Say no &amp; go.</p>"


def test_a_pdf_is_shown_page_by_page(pdf: bytes) -> None:
    made = render("a.pdf", pdf, 2, Sought("Comments are records too."))
    assert isinstance(made, PageImage)
    assert (made.number, made.pages, made.marked) == (2, 2, True)


def test_a_word_file_with_a_missing_picture_is_shown_without_it() -> None:
    names = "http://schemas.openxmlformats.org/"
    picture = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{names}drawingml/2006/wordprocessingDrawing">'
        f'<a:graphic xmlns:a="{names}drawingml/2006/main"><a:graphicData>'
        f'<pic:pic xmlns:pic="{names}drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip xmlns:r="{names}officeDocument/2006/relationships" r:embed="rId99"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = shown("a.docx", word_file(f"<w:p>{picture}<w:r><w:t>A text.</w:t></w:r></w:p>"))
    assert made.html == "<p>A text.</p>"


def test_what_a_converter_cannot_read_is_told_in_words() -> None:
    with pytest.raises(UnreadableDocument, match="damaged zip archive"):
        render("a.docx", b"PK\x03\x04 broken", 1, NOTHING)
