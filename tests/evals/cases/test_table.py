from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from bot.model import Kind, Message, Reason
from evals.model import Case, Gold
from knowledge.model import Viewer
from tests.evals.cases.files import cases, faults, written

HEADS = [
    "ID", "Question", "expect", "reason", "history", "audience", "groups", "on", "tags",
    "Gold document", "gold_number", "gold_quote", "gold_version", "gold_document_2", "gold_quote_2",
    "gold_all_document_3", "gold_all_number_3", "forbidden_document", "forbidden_number",
    "forbidden_phrases", "facts", "note",
]  # fmt: skip
CELLS = [
    "car-1", "may i\n“post”; from, my car?", "answer;escalate", "answered, low confidence",
    "User: hi\nthere\nassistant: Hello.", "employees", "hr\nlegal", "2026-03-31", "cars;new",
    "cars.md", "3.10", "", "2", "b.md", "no posts", "c.md", "7", "old.md", "1",
    "of course", "no; never | not ever", "mine",
]  # fmt: skip
CASE = Case(
    id="car-1",
    question="may i\n“post”; from, my car?",
    expect=(Kind.ANSWER, Kind.ESCALATE),
    reasons=(Reason.ANSWERED, Reason.LOW_CONFIDENCE),
    history=(Message("user", "hi\nthere"), Message("assistant", "Hello.")),
    viewer=Viewer(frozenset({"hr", "legal"}), "employees"),
    on=date(2026, 3, 31),
    tags=("cars", "new"),
    gold=(
        (Gold("cars.md", "3.10", version="2"), Gold("b.md", quote="no posts")),
        (Gold("c.md", "7"),),
    ),
    forbidden_clauses=(Gold("old.md", "1"),),
    forbidden_phrases=("of course",),
    facts=(("no",), ("never", "not ever")),
    note="mine",
)


def table(*records: list[str], delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(records)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_whatever_a_spreadsheet_exports_is_read(
    tmp_path: Path, delimiter: str, encoding: str, end: str
) -> None:
    text = table(HEADS, CELLS, [""] * len(HEADS), delimiter=delimiter, end=end)
    assert cases(written(tmp_path, "set.csv", text.encode(encoding))) == [CASE]


def test_excels_line_about_the_delimiter_and_blank_lines_before_the_heads_are_skipped(
    tmp_path: Path,
) -> None:
    text = "sep=;\n\n" + table(HEADS, CELLS, delimiter=";")
    assert cases(written(tmp_path, "set.csv", text)) == [CASE]
    blank = "\n\n" + table(HEADS, CELLS, delimiter=";")
    assert cases(written(tmp_path, "set.csv", blank)) == [CASE]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    text = 'id;question;expect\n1;"a\nb\nc";decline\n\n2;q;maybe\n3;"d\ne";\n'
    assert faults(written(tmp_path, "set.csv", text)) == [
        (
            "set.csv, line 6, expect: “maybe” is no decision;"
            " there are answer, clarify, escalate, decline."
        ),
        (
            "set.csv, line 7, expect: is missing;"
            " write what is right: answer, clarify, escalate, decline."
        ),
    ]


def test_a_fault_names_the_column(tmp_path: Path) -> None:
    text = (
        "id,question,expect,gold_document,gold_number,gold_document_3,gold_all_number_2\n"
        "1,q,answer,a.md,1,b.md,4\n"
    )
    assert faults(written(tmp_path, "set.csv", text)) == [
        (
            "set.csv, line 2, gold_number_3: names neither a number nor a quote;"
            " write the clause's number, or some words that stand in it."
        ),
        (
            "set.csv, line 2, gold_all_document_2: is missing;"
            " name the document that the clause is from."
        ),
    ]


def test_numbered_columns_count_by_their_number_wherever_they_stand(tmp_path: Path) -> None:
    text = (
        "gold_document_12,gold_number_12,gold_document_2,gold_number_2,id,question,expect\n"
        "b.md,4,a.md,1,1,q,answer\n"
    )
    (case,) = cases(written(tmp_path, "set.csv", text))
    assert case.gold == ((Gold("a.md", "1"), Gold("b.md", "4")),)


def test_bad_columns_are_told_at_the_first_row(tmp_path: Path) -> None:
    text = "id,question,expect,Qestion,tag,tags,tags\n1,q,maybe,,,\n"
    first, second, third, last = faults(written(tmp_path, "set.csv", text))
    assert "line 1: there is no column “qestion” (do you mean “question”?)" in first
    assert "line 1: there is no column “tag” (do you mean “tags”?)" in second
    assert "line 1: the column “tags” is there twice" in third
    assert "line 2, expect" in last


@pytest.mark.parametrize(
    ("text", "words"),
    [(",".join("abc" * 200), "has 600 columns"), ("x" * 200_000, "quotation marks don't match")],
)
def test_a_first_row_that_names_no_columns_is_told_once(
    tmp_path: Path, text: str, words: str
) -> None:
    (fault,) = faults(written(tmp_path, "set.csv", text))
    assert words in fault


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("question,expect\nq,decline\n", "the column id is missing"),
        ("question,answer\nq,a\n", "the columns id and expect are missing"),
        ("just some notes\nmore notes\n", "the columns id, question and expect are missing"),
    ],
)
def test_a_table_without_the_columns_it_needs_is_told_once(
    tmp_path: Path, text: str, wrong: str
) -> None:
    missing = [f for f in faults(written(tmp_path, "set.csv", text)) if "missing" in f]
    assert len(missing) == 1
    assert f"{wrong}; name the columns in the first row" in missing[0]


def test_a_cell_under_no_column_is_told(tmp_path: Path) -> None:
    text = "id,question,expect,\n1,well, may i,decline\n2,q,decline,\n3,q,decline,stray\n"
    first, last = faults(written(tmp_path, "set.csv", text))
    assert first.startswith("set.csv, line 2: “decline” stands under no column's name")
    assert last.startswith("set.csv, line 4: “stray” stands under no column's name")


def test_a_quotation_mark_left_open_hides_no_other_fault(tmp_path: Path) -> None:
    text = 'id,question,expect\n1,"open,decline\n2,"a\nb",decline\n3,"q",maybe\n'
    first, last = faults(written(tmp_path, "set.csv", text))
    assert first.startswith("set.csv, line 2: a cell's quotation marks don't match")
    assert last.startswith("set.csv, line 5, expect")


@pytest.mark.parametrize("rest", ["", "x\n" * 200_000])
def test_a_quotation_mark_open_to_the_end_is_told(tmp_path: Path, rest: str) -> None:
    told = faults(written(tmp_path, "set.csv", f'id,question,expect\n1,"open,decline\n{rest}'))
    assert told[0].startswith("set.csv, line 2: a cell's quotation marks don't match")


def test_a_history_that_names_nobody_is_told(tmp_path: Path) -> None:
    text = "id,question,expect,history\n1,q,decline,hello there\n"
    (fault,) = faults(written(tmp_path, "set.csv", text))
    assert "history: “hello there” has no fields; write it as" in fault
    assert "“user: …”" in fault
