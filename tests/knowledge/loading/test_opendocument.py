from __future__ import annotations

import io

from odfdo import Document, Element, Header, List, ListItem, Paragraph, Style, Table

from knowledge.loading import load
from knowledge.model import BlockKind, Loaded
from tests.knowledge.loading.reading import shape, texts


def loaded(*elements: Element, document: Document | None = None) -> Loaded:
    document = document or Document("text")
    document.body.clear()
    for element in elements:
        document.body.append(element)
    buffer = io.BytesIO()
    document.save(buffer)
    return load("a.odt", buffer.getvalue())


def test_headings_paragraphs_and_lists_come_in_reading_order() -> None:
    third = ListItem("third")
    third.append(List(["deep"]))
    numbered = List(["first", "second", third], style="Numbering_20_1")
    read = loaded(Header(1, "Records"), Paragraph("Keep   all\tposts."), numbered, List(["dot"]))
    assert shape(read.blocks) == [
        ("heading", 1, "", "Records"),
        ("paragraph", 0, "", "Keep all posts."),
        ("item", 1, "1.", "first"),
        ("item", 1, "2.", "second"),
        ("item", 1, "3.", "third"),
        ("item", 2, "1.", "deep"),
        ("item", 1, "", "dot"),
    ]


def test_a_list_goes_on_counting_where_the_file_says_so() -> None:
    more = List(["two"], style="Numbering_20_1")
    more.set_attribute("text:continue-numbering", "true")
    blocks = loaded(List(["one"], style="Numbering_20_1"), Paragraph("Between."), more).blocks
    assert [block.number for block in blocks] == ["1.", "", "2."]


def test_a_nested_list_begins_anew_under_each_item() -> None:
    items = [ListItem("one"), ListItem("two")]
    for item in items:
        item.append(List(["deep"]))
    blocks = loaded(List(items, style="Numbering_20_1")).blocks
    assert [block.number for block in blocks] == ["1.", "1.", "2.", "1."]


def test_a_second_paragraph_stays_with_its_item() -> None:
    item = ListItem("You may post.")
    item.append(Paragraph("Not on duty."))
    assert texts(loaded(List([item])).blocks) == ["You may post. Not on duty."]


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    paragraph = Paragraph("Keep posts for seven years.")
    paragraph.insert_note(after="years", note_id="n1", citation="1", body="See the schedule.")
    blocks = loaded(paragraph, Paragraph("Next.")).blocks
    assert shape(blocks) == [
        ("paragraph", 0, "", "Keep posts for seven years[1]."),
        ("note", 0, "1", "See the schedule."),
        ("paragraph", 0, "", "Next."),
    ]


def test_heads_of_a_table_belong_to_its_rows() -> None:
    table = Table("T", width=2, height=2)
    for place, text in enumerate(["Who", "May", "Staff", "post"]):
        paragraph = Paragraph(text, style="Table_20_Heading" if place < 2 else "")
        table.set_cell((place % 2, place // 2), _cell(paragraph))
    (row,) = loaded(table).blocks
    assert (row.kind, row.heads, row.cells) == (BlockKind.ROW, ("Who", "May"), ("Staff", "post"))


def test_struck_out_and_hidden_text_is_left_out() -> None:
    document = Document("text")
    struck = Style("text", name="gone", text_line_through_style="solid")
    document.insert_style(struck, automatic=True)
    paragraph = Paragraph("You may never post.")
    paragraph.set_span("gone", regex="never ")
    read = loaded(paragraph, document=document)
    assert texts(read.blocks) == ["You may post."]
    assert read.warnings == ("struck-out text was left out",)


def test_comments_and_indexes_are_not_text() -> None:
    paragraph = Paragraph("Plain text.")
    paragraph.insert_annotation(after="Plain", body="a comment", creator="x")
    index = Element.from_tag("<text:table-of-content/>")
    index.append(Paragraph("Records ..... 1"))
    assert texts(loaded(index, paragraph).blocks) == ["Plain text."]


def test_properties_come_from_the_file() -> None:
    document = Document("text")
    document.meta.title = "Records"
    document.meta.set_user_defined_metadata("version", "1.10")
    read = loaded(Paragraph("x"), document=document)
    assert read.properties == {"title": "Records", "version": "1.10"}


def _cell(paragraph: Paragraph) -> Element:
    cell = Element.from_tag("<table:table-cell/>")
    cell.append(paragraph)
    return cell
