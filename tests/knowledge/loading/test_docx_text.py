import pytest

from knowledge.model import Block, BlockKind
from tests.knowledge.loading.word_file import (
    list_definition,
    list_instance,
    notes,
    numbered,
    paragraph,
    read,
    run,
    texts,
)


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    loaded = read(
        f"<w:p>{run('Staff ')}<w:ins>{run('must')}</w:ins>"
        "<w:del><w:r><w:delText>may</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run(' not')}</w:moveFrom>{run(' report.')}</w:p>"
    )
    assert texts(loaded) == ["Staff must report."]
    assert "tracked changes" in loaded.warnings[0]


def test_paragraphs_run_on_over_a_deleted_end() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Staff ')}</w:p>"
    assert texts(read(first + paragraph("must report."))) == ["Staff must report."]


def test_hidden_text_is_left_out() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="secret"><w:name w:val="Secret"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    loaded = read(
        f"<w:p>{run('Open')}{run(' draft', '<w:vanish/>')}"
        f"""{run(" note", '<w:rStyle w:val="secret"/>')}"""
        f"""{run(" door", '<w:vanish w:val="0"/>')}</w:p>""",
        styles=styles,
    )
    assert texts(loaded) == ["Open door"]


def test_struck_out_text_is_left_out_with_a_warning() -> None:
    loaded = read(
        paragraph("Staff may post on their own accounts.")
        + f"<w:p>{run('Anybody may post anything.', '<w:strike/>')}</w:p>"
        + f"<w:p>{run('Staff must ')}{run('not ', '<w:dstrike/>')}"
        f"""{run("always ", '<w:strike w:val="0"/>')}{run("report.")}</w:p>"""
    )
    assert texts(loaded) == ["Staff may post on their own accounts.", "Staff must always report."]
    assert loaded.warnings == ("struck-out text was left out",)


@pytest.mark.parametrize("line", ["strike", "dstrike"])
def test_a_style_strikes_text_out_unless_the_text_says_otherwise(line: str) -> None:
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{kind}-gone"><w:name w:val="{kind} gone"/>'
        f"<w:rPr><w:{line}/></w:rPr></w:style>"
        for kind in ("character", "paragraph")
    )
    not_struck = f'<w:{line} w:val="0"/>'
    loaded = read(
        f"""<w:p>{run("Staff ")}{run("never ", '<w:rStyle w:val="character-gone"/>')}"""
        f"{run('report.')}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="paragraph-gone"/></w:pPr>{run("All of this. ")}'
        f"{run('But not this.', not_struck)}</w:p>",
        styles=styles,
    )
    assert texts(loaded) == ["Staff report.", "But not this."]
    assert loaded.warnings == ("struck-out text was left out",)


def test_a_struck_out_item_keeps_its_number_and_a_struck_out_note_its_place() -> None:
    mark = '<w:footnoteReference w:id="{}"/>'
    struck = f"<w:r><w:rPr><w:strike/></w:rPr>{mark.format(1)}</w:r>"
    shown = f"<w:r>{mark.format(2)}</w:r>"
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    loaded = read(
        f"<w:p><w:pPr>{place}</w:pPr>{run('Gone.', '<w:strike/>')}{struck}</w:p>"
        f"<w:p><w:pPr>{place}</w:pPr>{run('Staff report.')}{shown}</w:p>",
        numbering=list_definition(0, ("decimal", "%1.")) + list_instance(1, 0),
        parts={"word/footnotes.xml": notes("footnote", "An old note.", "A new note.")},
    )
    assert numbered(loaded) == [("2.", "Staff report."), ("2", "A new note.")]


def test_an_unstruck_document_has_no_warning_for_spaces_and_breaks() -> None:
    loaded = read(f"<w:p>{run('Staff')}{run(' ', '<w:strike/>')}{run('report.')}</w:p>")
    assert texts(loaded) == ["Staff report."]
    assert loaded.warnings == ()


def test_a_link_a_content_control_and_a_smart_tag_show_their_text() -> None:
    loaded = read(
        f"<w:p><w:hyperlink>{run('See ')}</w:hyperlink>"
        f"<w:sdt><w:sdtContent>{run('form ')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{run('12')}</w:smartTag></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('Signed.')}</w:sdtContent></w:sdt>"
    )
    assert texts(loaded) == ["See form 12", "Signed."]


def test_breaks_hyphens_and_tabs_are_what_a_reader_sees() -> None:
    signs = (
        "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t><w:tab/><w:t>co</w:t>"
        "<w:softHyphen/><w:t>operate</w:t><w:br/><w:t>now</w:t></w:r>"
    )
    assert texts(read(f"<w:p>{signs}</w:p>")) == ["e-mail cooperate now"]


def test_an_empty_line_within_a_paragraph_parts_it() -> None:
    lines = "<w:r><w:t>One.</w:t><w:br/><w:br/><w:t>Two.</w:t></w:r>"
    assert texts(read(f"<w:p>{lines}</w:p>")) == ["One.", "Two."]


def test_signs_of_symbol_fonts_keep_their_meaning() -> None:
    ticked = run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')
    limit = '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>'
    assert texts(read(f"<w:p>{ticked}{run(' fine ')}{limit}{run(' 20')}</w:p>")) == ["✓ fine ≤ 20"]


def test_text_boxes_follow_their_paragraph_once() -> None:
    content = f"<w:txbxContent>{paragraph('Call us.')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(read(f"<w:p>{run('Help')}{box}</w:p>")) == ["Help", "Call us."]


def test_footnotes_follow_the_block_that_refers_to_them() -> None:
    def reference(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    loaded = read(
        f"<w:p>{run('Gifts')}{reference(2)}{run(' are rare')}{reference(1)}</w:p>"
        + paragraph("End."),
        parts={"word/footnotes.xml": notes("footnote", "Since 2020.", "Worth $20.")},
    )
    assert loaded.blocks == (
        Block(BlockKind.PARAGRAPH, "Gifts are rare"),
        Block(BlockKind.NOTE, "Worth $20.", number="1"),
        Block(BlockKind.NOTE, "Since 2020.", number="2"),
        Block(BlockKind.PARAGRAPH, "End."),
    )


def test_endnotes_are_numbered_in_roman_unless_the_document_says_otherwise() -> None:
    body = f'<w:p>{run("Gifts")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    parts = {"word/endnotes.xml": notes("endnote", "Since 2020.")}
    in_letters = '<w:endnotePr><w:numFmt w:val="upperLetter"/></w:endnotePr>'
    assert read(body, parts=parts).blocks[1].number == "i"
    assert read(body, parts=parts, settings=in_letters).blocks[1].number == "A"


def test_the_table_of_contents_is_left_out_and_other_fields_show_their_result() -> None:
    def field(instruction: str, result: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    over_paragraphs = f"{run('1 Scope')}</w:p><w:p>{run('2 Use')}"
    loaded = read(
        f"<w:p>{field('TOC', over_paragraphs)}</w:p>"
        f"<w:p>{run('See ')}{field('REF x', run('part 2'))}.</w:p>"
    )
    assert texts(loaded) == ["See part 2"]


def test_a_table_of_contents_typed_as_text_is_left_out() -> None:
    titles = ["Scope", "Use of names", "Appeals"]
    heading = '<w:outlineLvl w:val="0"/>'
    listed = "".join(paragraph(f"{title} ..... {n}") for n, title in enumerate(titles, 3))
    sections = "".join(paragraph(t, heading) + paragraph("All.") for t in titles)
    assert texts(read(listed + sections))[:2] == ["Scope", "All."]


def test_pages_are_those_of_words_last_layout() -> None:
    broken = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p>"
    assert [b.page for b in read(paragraph("One") + broken).blocks] == [1, 2]
    hard = '<w:p><w:r><w:br w:type="page"/><w:t>Two</w:t></w:r></w:p>'
    assert [b.page for b in read(paragraph("One") + hard).blocks] == [None, None]


def test_a_table_of_contents_that_never_ends_hides_nothing_after_the_next_heading() -> None:
    begun = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    heading = paragraph("Scope", '<w:outlineLvl w:val="0"/>')
    loaded = read(f"<w:p>{begun}{run('1 Scope')}</w:p>{heading}{paragraph('All.')}")
    assert texts(loaded) == ["Scope", "All."]
