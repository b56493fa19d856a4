from __future__ import annotations

import io
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from knowledge.loading import load
from knowledge.model import BlockKind, Loaded
from tests.knowledge.loading.reading import refusal, shape, texts, zipped

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.fixture
def deck() -> Any:
    presentation = Presentation()
    opening = presentation.slides.add_slide(presentation.slide_layouts[0])
    opening.shapes.title.text = "Social\vmedia 101"
    opening.placeholders[1].text = "For everyone"
    return presentation


def add_slide(deck: Any, title: str, *lines: tuple[int, str]) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    frame = slide.placeholders[1].text_frame
    for place, (level, text) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    return slide


def loaded(deck: Any) -> Loaded:
    buffer = io.BytesIO()
    deck.save(buffer)
    return load("deck.pptx", buffer.getvalue())


def number(paragraph: Any, scheme: str, start: str = "1") -> None:
    properties = paragraph._p.get_or_add_pPr()
    etree.SubElement(properties, f"{{{_A}}}buAutoNum", type=scheme, startAt=start)


def test_slides_come_in_order_with_bullets_and_notes(deck: Any) -> None:
    slide = add_slide(deck, "Rules", (0, "Be polite"), (1, "Always"))
    slide.notes_slide.notes_text_frame.text = "Say why.\nGive an example."
    blocks = loaded(deck).blocks
    assert shape(blocks) == [
        ("heading", 1, "", "Social media 101"),
        ("paragraph", 0, "", "For everyone"),
        ("heading", 1, "", "Rules"),
        ("item", 1, "", "Be polite"),
        ("item", 2, "", "Always"),
        ("paragraph", 0, "", "Say why."),
        ("paragraph", 0, "", "Give an example."),
    ]
    assert [block.page for block in blocks] == [1, 1, 2, 2, 2, 2, 2]


def test_automatic_numbers_are_those_on_the_slide(deck: Any) -> None:
    lines = [(0, "One"), (1, "Deep"), (0, "Two"), (1, "Deep again"), (0, "Bullet"), (0, "New")]
    slide = add_slide(deck, "Steps", *lines)
    one, deep, two, again, _, new = slide.placeholders[1].text_frame.paragraphs
    number(one, "arabicPeriod", "3")
    number(deep, "alphaLcParenBoth")
    number(again, "alphaLcParenBoth")
    number(two, "arabicPeriod", "3")
    number(new, "romanUcParenR")
    numbers = [block.number for block in loaded(deck).blocks[3:]]
    assert numbers == ["3.", "(a)", "4.", "(a)", "", "I)"]


def test_a_slide_without_title_is_called_by_its_number(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "Free text"
    assert shape(loaded(deck).blocks)[2:] == [
        ("heading", 1, "", "Slide 2"),
        ("paragraph", 0, "", "Free text"),
    ]


def test_table_rows_know_their_heads_and_merged_cells(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(1), Inches(4), Inches(2)).table
    for place, text in enumerate(["Who", "May", "Staff", "post", "", "read"]):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    wide = slide.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(2)).table
    wide.cell(1, 0).text = "never"
    wide.cell(1, 0).merge(wide.cell(1, 1))
    rows = [block for block in loaded(deck).blocks if block.kind is BlockKind.ROW]
    assert [row.cells for row in rows] == [
        ("Staff", "post"),
        ("Staff", "read"),
        ("never", "never"),
    ]
    assert rows[0].heads == ("Who", "May")


def test_text_in_groups_is_read(deck: Any) -> None:
    slide = add_slide(deck, "Groups", (0, "Outside"))
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "Inside"
    assert "Inside" in texts(loaded(deck).blocks)


def test_hidden_slides_and_struck_out_text_are_left_out_with_a_warning(deck: Any) -> None:
    add_slide(deck, "Secret", (0, "x")).element.set("show", "0")
    slide = add_slide(deck, "Shown", (0, "never"))
    run = slide.placeholders[1].text_frame.paragraphs[0].runs[0]
    run._r.get_or_add_rPr().set("strike", "sngStrike")
    read = loaded(deck)
    assert texts(read.blocks)[2:] == ["Shown"]
    assert read.warnings == (
        "slide 2 is hidden and was left out",
        "slide 3: struck-out text was left out",
    )


def test_properties_name_title_and_owner_unless_powerpoint_made_them_up(deck: Any) -> None:
    deck.core_properties.title, deck.core_properties.author = "PowerPoint Presentation", "Comms"
    assert loaded(deck).properties == {"owner": "Comms"}


def test_a_container_that_only_looks_like_a_deck_is_refused() -> None:
    assert refusal("a.pptx", zipped({"ppt/presentation.xml": b"<x/>"})).remedy
