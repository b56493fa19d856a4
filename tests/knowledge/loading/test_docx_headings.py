import io
from collections.abc import Callable

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from knowledge.loading.docx import load
from knowledge.model import Block, BlockKind, Loaded
from tests.knowledge.loading.word_file import (
    item,
    list_definition,
    list_instance,
    paragraph,
    read,
    run,
)


def written(fill: Callable[[docx.document.Document], None]) -> Loaded:
    """What we read of a document that python-docx wrote."""
    document = docx.Document()
    fill(document)
    saved = io.BytesIO()
    document.save(saved)
    return load("policy.docx", saved.getvalue())


def test_heading_styles_give_their_level() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_heading("Handbook", 0)
        document.add_heading("Leave", 1)
        document.add_heading("Sick leave", 2)
        document.add_paragraph("Tell your manager.")

    assert [(b.kind, b.level) for b in written(fill).blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_a_style_of_ones_own_inherits_the_level() -> None:
    def fill(document: docx.document.Document) -> None:
        style = document.styles.add_style("Agency clause", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Heading 3"]
        document.add_paragraph("Scope", style="Agency clause")
        document.add_paragraph("Everybody.")

    assert written(fill).blocks[0] == Block(BlockKind.HEADING, "Scope", 3)


@pytest.mark.parametrize("name", ["heading 2", "Überschrift 2", "Titre 2", "Kop 2"])
def test_headings_are_known_in_several_languages(name: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{name}"/></w:style>'
    loaded = read(paragraph("Scope", '<w:pStyle w:val="x"/>'), styles=style)
    assert loaded.blocks == (Block(BlockKind.HEADING, "Scope", 2),)


def test_an_outline_level_makes_a_heading_and_body_text_unmakes_it() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    loaded = read(
        paragraph("A", '<w:outlineLvl w:val="3"/>')
        + paragraph("B", '<w:pStyle w:val="x"/><w:outlineLvl w:val="9"/>'),
        styles=style,
    )
    assert [(b.kind, b.level) for b in loaded.blocks] == [
        (BlockKind.HEADING, 4),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_a_long_text_in_a_heading_style_is_a_paragraph() -> None:
    loaded = read(paragraph("Staff must report. " * 20, '<w:outlineLvl w:val="1"/>'))
    assert loaded.blocks[0].kind is BlockKind.PARAGRAPH


def test_a_short_bold_line_is_a_heading_below_the_styled_one() -> None:
    bold = f"<w:p>{run('Who may post', '<w:b/>')}</w:p>"
    loaded = read(paragraph("Scope", '<w:outlineLvl w:val="0"/>') + bold + paragraph("All.") * 2)
    assert loaded.blocks[1] == Block(BlockKind.HEADING, "Who may post", 2)


@pytest.mark.parametrize("text", ["This is important.", "(a) Reports", "and so on", "Sums—"])
def test_other_bold_text_stays_a_paragraph(text: str) -> None:
    loaded = read(f"<w:p>{run(text, '<w:b/>')}</w:p>" + paragraph("More.") * 2)
    assert loaded.blocks[0].kind is BlockKind.PARAGRAPH


def test_a_bold_lead_in_of_a_list_stays_a_paragraph() -> None:
    bold = f"<w:p>{run('Staff must not:', '<w:b/>')}</w:p>"
    numbering = list_definition(0, ("bullet", "•")) + list_instance(1, 0)
    loaded = read(bold + item("lie") + item("steal") + paragraph("End."), numbering=numbering)
    assert loaded.blocks[0].kind is BlockKind.PARAGRAPH
