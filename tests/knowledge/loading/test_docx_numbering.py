from knowledge.model import Block, BlockKind
from tests.knowledge.loading.word_file import (
    item,
    list_definition,
    list_instance,
    numbered,
    paragraph,
    read,
)

LEGAL = list_definition(0, ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))


def test_automatic_numbers_are_those_that_word_shows() -> None:
    body = "".join(
        item(text, level=level)
        for text, level in [("Scope", 0), ("Staff", 1), ("own", 2), ("agency", 2), ("Use", 0)]
    )
    loaded = read(body, numbering=LEGAL + list_instance(1, 0))
    assert numbered(loaded) == [
        ("1.", "Scope"),
        ("1.1", "Staff"),
        ("(a)", "own"),
        ("(b)", "agency"),
        ("2.", "Use"),
    ]
    assert [block.level for block in loaded.blocks] == [1, 2, 3, 3, 1]


def test_a_typed_number_is_not_doubled() -> None:
    loaded = read(item("Scope") + item("1.1 Staff", level=1), numbering=LEGAL + list_instance(1, 0))
    assert numbered(loaded) == [("1.", "Scope"), ("", "1.1 Staff")]


def test_bullets_are_items_without_a_number() -> None:
    numbering = list_definition(0, ("bullet", "\uf0b7")) + list_instance(1, 0)
    assert read(item("pens"), numbering=numbering).blocks == (Block(BlockKind.ITEM, "pens", 1),)


def test_a_start_override_begins_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = LEGAL + list_instance(1, 0) + list_instance(2, 0, override)
    loaded = read(item("a") + item("b") + item("c", 2) + item("d", 2), numbering=numbering)
    assert [number for number, _ in numbered(loaded)] == ["1.", "2.", "1.", "2."]


def test_an_override_may_bring_its_own_level() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="%1)"/></w:lvl>'
    )
    override = f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride>'
    loaded = read(item("a"), numbering=LEGAL + list_instance(1, 0, override))
    assert numbered(loaded) == [("C)", "a")]


def test_headings_are_numbered_by_their_style() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="h{n + 1}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(["%1", "%1.%2"])
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="h{n}"/>')
        for text, n in [("Scope", 1), ("Staff", 2), ("Guests", 2), ("Use", 1)]
    )
    loaded = read(body, styles=styles, numbering=numbering + list_instance(1, 0))
    assert [number for number, _ in numbered(loaded)] == ["1", "1.1", "1.2", "2"]


def test_a_list_style_stands_for_its_list() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Clauses"><w:name w:val="Clauses"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        list_definition(0, ("upperRoman", "%1."), extra='<w:styleLink w:val="Clauses"/>')
        + list_definition(1, extra='<w:numStyleLink w:val="Clauses"/>')
        + list_instance(1, 0)
        + list_instance(2, 1)
    )
    loaded = read(item("a", 2) + item("b", 2), styles=styles, numbering=numbering)
    assert [number for number, _ in numbered(loaded)] == ["I.", "II."]


def test_a_paragraph_can_leave_the_list_of_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="Clause"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    inside = '<w:pStyle w:val="x"/>'
    outside = f'{inside}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("a", inside) + paragraph("b", outside) + paragraph("c", inside)
    loaded = read(body, styles=styles, numbering=LEGAL + list_instance(1, 0))
    assert [number for number, _ in numbered(loaded)] == ["1.", "", "2."]


def test_an_empty_list_paragraph_counts_and_a_hidden_one_does_not() -> None:
    numbering = LEGAL + list_instance(1, 0)
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    hidden = f"<w:p><w:pPr>{place}<w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
    loaded = read(item("a") + item("") + item("b") + hidden + item("c"), numbering=numbering)
    assert [number for number, _ in numbered(loaded)] == ["1.", "3.", "4."]


def test_of_a_level_defined_twice_the_first_definition_holds() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for style, text in [("lowerLetter", "(%1)"), ("decimal", "%9.")]
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    loaded = read(item("Staff"), numbering=numbering + list_instance(1, 0))
    assert numbered(loaded) == [("(a)", "Staff")]
