from knowledge.model import BlockKind, Loaded
from tests.knowledge.loading.word_file import (
    item,
    list_definition,
    list_instance,
    paragraph,
    read,
    run,
)

LEGAL = list_definition(0, ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))


def row(*cells: str, header: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{mark}{''.join(cells)}</w:tr>"


def cell(*contents: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<") else paragraph(c) for c in contents)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def rows_of(loaded: Loaded) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(b.heads, b.cells) for b in loaded.blocks if b.kind is BlockKind.ROW]


def test_rows_carry_the_heads_of_their_columns() -> None:
    loaded = read(
        table(
            row(cell("Grade"), cell("Days"), header=True),
            row(cell("A"), cell("20")),
            row(cell("B"), cell("25")),
        )
    )
    assert rows_of(loaded) == [
        (("Grade", "Days"), ("A", "20")),
        (("Grade", "Days"), ("B", "25")),
    ]


def test_a_bold_first_row_holds_the_heads() -> None:
    def bold(text: str) -> str:
        return cell(f"<w:p>{run(text, '<w:b/>')}</w:p>")

    loaded = read(table(row(bold("Grade"), bold("Days")), row(cell("A"), cell("20"))))
    assert rows_of(loaded) == [(("Grade", "Days"), ("A", "20"))]


def test_a_table_of_plain_pairs_has_no_heads() -> None:
    loaded = read(table(row(cell("Owner"), cell("HR")), row(cell("Version"), cell("2"))))
    assert rows_of(loaded) == [((), ("Owner", "HR")), ((), ("Version", "2"))]


def test_heads_over_heads_are_joined() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    loaded = read(
        table(
            row(cell(""), cell("Leave", properties=wide), header=True),
            row(cell("Grade"), cell("Paid"), cell("Unpaid"), header=True),
            row(cell("A"), cell("20"), cell("5")),
        )
    )
    assert rows_of(loaded) == [(("Grade", "Leave Paid", "Leave Unpaid"), ("A", "20", "5"))]


def test_a_cell_merged_downwards_is_repeated() -> None:
    loaded = read(
        table(
            row(cell("Grade"), cell("Days"), header=True),
            row(cell("A", properties='<w:vMerge w:val="restart"/>'), cell("20")),
            row(cell(properties="<w:vMerge/>"), cell("25")),
        )
    )
    assert [cells for _, cells in rows_of(loaded)] == [("A", "20"), ("A", "25")]


def test_a_row_across_the_table_is_text() -> None:
    loaded = read(
        table(
            row(cell("Grade"), cell("Days"), header=True),
            row(cell("Staff", properties='<w:gridSpan w:val="2"/>')),
            row(cell("A"), cell("20")),
        )
    )
    assert [block.kind for block in loaded.blocks] == [BlockKind.PARAGRAPH, BlockKind.ROW]


def test_a_table_of_one_column_is_running_text() -> None:
    numbering = LEGAL + list_instance(1, 0)
    loaded = read(table(row(cell("Note", item("Staff")))), numbering=numbering)
    assert [block.kind for block in loaded.blocks] == [BlockKind.PARAGRAPH, BlockKind.ITEM]


def test_lists_in_cells_keep_their_numbers_and_count_on() -> None:
    numbering = LEGAL + list_instance(1, 0)
    body = table(row(cell("Duty"), cell(item("Report"), item("Keep"))), row(cell("x"), cell("y")))
    loaded = read(body + item("Close"), numbering=numbering)
    assert loaded.blocks[0].cells == ("Duty", "1. Report 2. Keep")
    assert loaded.blocks[-1].number == "3."


def test_a_table_in_a_cell_follows_its_row() -> None:
    inner = table(row(cell("a"), cell("b")), row(cell("c"), cell("d")))
    loaded = read(table(row(cell("Fees"), cell("See:", inner)), row(cell("x"), cell("y"))))
    assert [cells for _, cells in rows_of(loaded)] == [
        ("Fees", "See:"),
        ("a", "b"),
        ("c", "d"),
        ("x", "y"),
    ]


def test_a_deleted_row_is_left_out() -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('old')}{cell('1')}</w:tr>"
    loaded = read(table(row(cell("a"), cell("b")), deleted, row(cell("c"), cell("d"))))
    assert [cells for _, cells in rows_of(loaded)] == [("a", "b"), ("c", "d")]
