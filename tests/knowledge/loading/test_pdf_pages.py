from reportlab.pdfgen.canvas import Canvas

from knowledge.model import BlockKind
from tests.knowledge.loading.pdf_file import (
    OTHER,
    PROSE,
    SIZE,
    Draw,
    column,
    line,
    read,
    texts,
)


def test_two_columns_are_read_one_after_the_other_below_their_common_title() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, 72, 72, "A title that stands over both of the columns", 20, "Helvetica-Bold")
        column(canvas, 72, 110, PROSE, 38)
        column(canvas, 330, 110, OTHER, 38)

    assert texts(read(page))[1:] == [PROSE, OTHER]


def test_the_last_lines_of_a_text_in_columns_are_read_in_order_too() -> None:
    def first(canvas: Canvas) -> None:
        column(canvas, 72, 110, PROSE, 38)
        column(canvas, 330, 110, OTHER, 38)

    def last(canvas: Canvas) -> None:
        column(canvas, 72, 110, "The policy was approved by the council in open session.", 38)
        column(canvas, 330, 110, "It is reviewed by the clerk in each year.", 38)

    assert texts(read(first, last))[2:] == [
        "The policy was approved by the council in open session.",
        "It is reviewed by the clerk in each year.",
    ]


def test_three_columns_are_read_in_order() -> None:
    third = "Questions go to the communications office, which answers them within two days."

    def page(canvas: Canvas) -> None:
        column(canvas, 40, 110, PROSE, 28)
        column(canvas, 225, 110, OTHER, 28)
        column(canvas, 410, 110, third, 28)

    assert texts(read(page)) == [PROSE, OTHER, third]


def test_a_sentence_runs_on_over_columns_and_pages() -> None:
    words = PROSE.split()

    def first(canvas: Canvas) -> None:
        column(canvas, 72, 110, OTHER, 38)
        column(canvas, 330, 110, " ".join(words[:30]), 38)

    def second(canvas: Canvas) -> None:
        column(canvas, 72, 110, " ".join(words[30:]), 80)

    loaded = read(first, second)
    assert texts(loaded) == [OTHER, PROSE]
    assert loaded.blocks[1].page == 1


def test_running_headers_footers_and_page_numbers_are_left_out() -> None:
    def page(number: int, text: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            line(canvas, 72, 40, "City of Exampleton: Social media policy")
            column(canvas, 72, 110, text)
            line(canvas, 72, 760, f"Version 3 - page {number} of 4")

        return draw

    pages = [page(n, text) for n, text in enumerate([PROSE, OTHER, PROSE, OTHER], 1)]
    assert texts(read(*pages)) == [PROSE, OTHER, PROSE, OTHER]  # type: ignore[arg-type]


def test_pages_that_differ_in_numbers_alone_are_read() -> None:
    def page(number: int) -> Draw:
        return lambda canvas: line(canvas, 72, 110, f"{number}.1 Room {number} is locked at night.")

    said = texts(read(*map(page, range(1, 6))))
    assert [text.partition(" ")[2] for text in said] == [
        f"Room {number} is locked at night." for number in range(1, 6)
    ]


def test_a_heading_that_comes_back_on_several_pages_stays() -> None:
    def page(text: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            line(canvas, 72, 60, "Example", 20, "Helvetica-Bold")
            column(canvas, 72, 110, text)

        return draw

    said = texts(read(page(PROSE), page(OTHER), page(PROSE)))
    assert said == ["Example", PROSE, "Example", OTHER, "Example", PROSE]


def test_a_line_that_comes_back_below_the_first_of_the_page_stays() -> None:
    def page(text: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            line(canvas, 72, 60, text)
            line(canvas, 72, 90, "Approved by the council.")
            column(canvas, 72, 120, text)

        return draw

    loaded = read(*(page(text) for text in ("One thing.", "Two things.", "More things.")))
    assert texts(loaded).count("Approved by the council.") == 3


def test_a_page_number_alone_is_left_out_of_the_shortest_document() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, 72, 110, PROSE)
        line(canvas, 300, 760, "- 17 -")

    assert texts(read(page)) == [PROSE]


def ruled(canvas: Canvas, rows: list[list[str]], top: float = 100) -> None:
    height, width = 24, 160
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            font = "Helvetica-Bold" if number == 0 else "Helvetica"
            line(canvas, 76 + place * width, top + 16 + number * height, text, 11, font)
    for number in range(len(rows) + 1):
        y = 792 - top - number * height
        canvas.line(72, y, 72 + width * len(rows[0]), y)
    for place in range(len(rows[0]) + 1):
        x = 72 + place * width
        canvas.line(x, 792 - top, x, 792 - top - height * len(rows))


def test_a_ruled_table_becomes_rows_with_heads() -> None:
    rows = [["Grade", "Days", "Notice"], ["Clerk", "20", "1 month"], ["Chief", "", "3 months"]]
    loaded = read(lambda canvas: ruled(canvas, rows))
    assert [(b.kind, b.heads, b.cells) for b in loaded.blocks] == [
        (BlockKind.ROW, tuple(rows[0]), tuple(rows[1])),
        (BlockKind.ROW, tuple(rows[0]), tuple(rows[2])),
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_heads() -> None:
    heads = ["Grade", "Days"]
    loaded = read(
        lambda canvas: ruled(canvas, [heads, ["Clerk", "20"], ["Chief", "25"]], top=600),
        lambda canvas: ruled(canvas, [heads, ["Mayor", "30"], ["Guard", "22"]], top=72),
    )
    assert [(b.heads, b.cells[0], b.page) for b in loaded.blocks] == [
        (("Grade", "Days"), "Clerk", 1),
        (("Grade", "Days"), "Chief", 1),
        (("Grade", "Days"), "Mayor", 2),
        (("Grade", "Days"), "Guard", 2),
    ]


def test_a_row_that_the_page_cuts_in_two_is_one_row() -> None:
    heads = ["Duty", "Who"]
    loaded = read(
        lambda canvas: ruled(canvas, [heads, ["Report gifts to", "Clerk"]], top=600),
        lambda canvas: ruled(canvas, [["the registrar.", ""], ["Keep books.", "All"]], top=72),
    )
    assert [(b.heads, b.cells) for b in loaded.blocks] == [
        (("Duty", "Who"), ("Report gifts to the registrar.", "Clerk")),
        (("Duty", "Who"), ("Keep books.", "All")),
    ]


def test_lines_that_stand_under_each_other_become_rows() -> None:
    rows = [["Office", "Phone", "Room"], ["Press", "555", "2b"], ["Records", "556", "3"]]

    def page(canvas: Canvas) -> None:
        column(canvas, 72, 90, PROSE)
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                line(canvas, 72 + place * 150, 170 + 20 * number, text)

    found = [b for b in read(page).blocks if b.kind is BlockKind.ROW]
    assert [(b.heads, b.cells) for b in found] == [(tuple(rows[0]), tuple(row)) for row in rows[1:]]


def test_headings_in_the_margin_stand_before_the_text_beside_them() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, 72, 100, "Purpose", SIZE, "Helvetica-Bold")
        end = column(canvas, 180, 100, PROSE, 60)
        line(canvas, 72, end + 20, "Review of", SIZE, "Helvetica-Bold")
        line(canvas, 72, end + 33, "accounts", SIZE, "Helvetica-Bold")
        column(canvas, 180, end + 20, OTHER, 60)

    assert texts(read(page)) == ["Purpose", PROSE, "Review of accounts", OTHER]


def test_a_table_of_contents_with_dotted_leaders_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        for number, title in enumerate(["Scope", "Use", "Appeals"]):
            line(canvas, 72, 100 + 20 * number, f"{title} {'.' * 60} {number + 2}")
        column(canvas, 72, 200, PROSE)

    assert texts(read(page)) == [PROSE]
