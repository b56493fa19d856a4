from reportlab.pdfgen.canvas import Canvas

from knowledge.model import Block, BlockKind
from tests.knowledge.loading.pdf_file import (
    FONT,
    LEADING,
    OTHER,
    PROSE,
    SIZE,
    column,
    line,
    read,
    texts,
)


def test_lines_become_paragraphs_and_larger_type_headings() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, 72, 72, "Social media policy", 20, "Helvetica-Bold")
        line(canvas, 72, 110, "How to use it at work", 14, "Helvetica-Bold")
        end = column(canvas, 72, 140, PROSE)
        column(canvas, 72, end + 10, OTHER)

    assert read(page).blocks == (
        Block(BlockKind.HEADING, "Social media policy", 1, page=1),
        Block(BlockKind.HEADING, "How to use it at work", 2, page=1),
        Block(BlockKind.PARAGRAPH, PROSE, page=1),
        Block(BlockKind.PARAGRAPH, OTHER, page=1),
    )


def test_broken_words_are_mended_by_the_documents_own_words() -> None:
    lines = [
        "The government runs a self-service desk in every building. The govern-",
        "ment keeps it open on all days, and visitors may come to the self-",
        "service desk without an appointment.",
    ]

    def page(canvas: Canvas) -> None:
        for number, text in enumerate(lines):
            line(canvas, 72, 110 + number * LEADING, text)

    mended = (
        "The government runs a self-service desk in every building. The government keeps it "
        "open on all days, and visitors may come to the self-service desk without an appointment."
    )
    assert texts(read(page)) == [mended]


def test_bullets_and_typed_numbers_are_items_with_their_depth() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, 72, 90, PROSE)
        for number, (x, text) in enumerate(
            [
                (72, "1. Staff must register their accounts."),
                (90, "(a) within a week"),
                (90, "(b) with the records officer"),
                (72, "2. Staff must not:"),
                (90, "\u2022 insult anybody"),
            ]
        ):
            line(canvas, x, 150 + 20 * number, text)

    items = [b for b in read(page).blocks if b.kind is BlockKind.ITEM]
    assert [(b.level, b.text) for b in items] == [
        (1, "1. Staff must register their accounts."),
        (2, "(a) within a week"),
        (2, "(b) with the records officer"),
        (1, "2. Staff must not:"),
        (2, "insult anybody"),
    ]


def test_an_item_over_several_lines_stays_one() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, 72, 100, "\u2022", 9)
        column(canvas, 90, 100, PROSE)
        line(canvas, 72, 160, "\u2022", 9)
        column(canvas, 90, 160, OTHER)

    assert [(b.kind, b.text) for b in read(page).blocks] == [
        (BlockKind.ITEM, PROSE),
        (BlockKind.ITEM, OTHER),
    ]


def test_bullets_close_under_each_other_are_items_of_their_own() -> None:
    lines = ["\u2022 accounts that nobody uses", "\u2022 names that nobody knows any more"]

    def page(canvas: Canvas) -> None:
        for number, text in enumerate(lines):
            line(canvas, 72, 100 + number * LEADING, text)

    assert len(read(page).blocks) == len(lines)


def test_a_number_at_the_start_of_a_wrapped_line_begins_no_item() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, 72, 100, "Staff may accept what the rules on gifts allow by section 4 or by")
        line(canvas, 72, 111, "(b) of this section, and must report it.")
        line(canvas, 72, 122, "The line before it was not full: a new paragraph begins here.")

    kinds = [block.kind for block in read(page).blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_bullet_that_is_drawn_counts() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, 72, 90, PROSE)
        for y in (150, 180):
            canvas.circle(76, 792 - y + 4, 2.5, fill=1)
            line(canvas, 90, y, f"insult at {y}")

    assert texts(read(page), BlockKind.ITEM) == ["insult at 150", "insult at 180"]


def test_footnotes_are_notes_and_their_marks_leave_the_text() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, 72, 100, "Gifts are rare")
        line(canvas, 72 + canvas.stringWidth("Gifts are rare", FONT, SIZE), 97, "1", 6)
        column(canvas, 72, 130, PROSE)
        column(canvas, 72, 200, OTHER)
        line(canvas, 72, 700, "1 See the order of 2020.", 6)

    loaded = read(page)
    assert loaded.blocks[0].text == "Gifts are rare"
    assert loaded.blocks[-1] == Block(BlockKind.NOTE, "See the order of 2020.", number="1", page=1)


def test_letter_spaced_type_stays_whole() -> None:
    def page(canvas: Canvas) -> None:
        spaced = canvas.beginText(72, 692)
        spaced.setFont("Helvetica", 11)
        spaced.setCharSpace(3)
        spaced.textOut("Appendix")
        canvas.drawText(spaced)

    assert texts(read(page)) == ["Appendix"]


def test_spaces_that_the_file_leaves_out_come_back() -> None:
    def page(canvas: Canvas) -> None:
        x = 72.0
        for word in ["no", "space", "between", "us"]:
            line(canvas, x, 150, word)
            x += canvas.stringWidth(word, FONT, SIZE) + 3

    assert texts(read(page)) == ["no space between us"]
