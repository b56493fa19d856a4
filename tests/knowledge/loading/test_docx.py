import pytest

from knowledge.errors import UnreadableDocument
from knowledge.loading.docx import load
from tests.knowledge.loading.word_file import (
    paragraph,
    read,
    texts,
    with_part,
    word_file,
)


def test_properties_are_read_and_the_authors_own_win() -> None:
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Leave policy</dc:title><dc:creator>J. Doe</dc:creator></c:coreProperties>"
    )
    custom = (
        '<Properties xmlns:vt="v"><property name="effective_from">'
        '<vt:lpwstr>2024-01-01</vt:lpwstr></property><property name="owner">'
        "<vt:lpwstr>HR</vt:lpwstr></property></Properties>"
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Type="{office}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Type="{office}/metadata/core-properties" Target="core.xml"/>'
        f'<Relationship Type="{office}/custom-properties" Target="custom.xml"/>'
        "</Relationships>"
    )
    data = word_file(paragraph("x"), parts={"core.xml": core, "custom.xml": custom})
    data = with_part(data, "_rels/.rels", relations)
    assert load("policy.docx", data).properties == {
        "title": "Leave policy",
        "owner": "HR",
        "effective_from": "2024-01-01",
    }


def test_strict_open_xml_is_read_like_the_usual_one() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f"<w:document xmlns:w='{strict}'><w:body>{paragraph('Yes.')}</w:body></w:document>"
    data = with_part(word_file(paragraph("No.")), "word/document.xml", body)
    assert texts(load("policy.docx", data)) == ["Yes."]


def test_a_relationship_to_a_missing_part_does_no_harm() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/image" Target="media"/>'
        '<Relationship Id="r2" Type="x/styles" Target="styles.xml"/></Relationships>'
    )
    data = with_part(word_file(paragraph("x")), "word/_rels/document.xml.rels", relations)
    assert texts(load("policy.docx", data)) == ["x"]


def test_broken_xml_is_refused_with_its_place() -> None:
    data = with_part(word_file(paragraph("x")), "word/document.xml", "<w:document>")
    with pytest.raises(UnreadableDocument, match="damaged") as caught:
        load("policy.docx", data)
    assert caught.value.place == "word/document.xml"


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        read("<w:p/>")


def test_entities_stay_unexpanded() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY e "boom">]><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>a&e;b</w:t></w:r></w:p></w:body></w:document>"
    )
    data = with_part(word_file(paragraph("x")), "word/document.xml", bomb)
    assert "boom" not in "".join(texts(load("policy.docx", data)))


def test_what_is_embedded_and_not_read_is_told() -> None:
    loaded = read(paragraph("x") + "<w:altChunk/>")
    assert "embedded" in loaded.warnings[0]
