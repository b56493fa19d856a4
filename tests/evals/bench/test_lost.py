from __future__ import annotations

from pathlib import Path

from docx import Document

from evals.bench.lost import loss, lost_words
from evals.bench.plain import text_of, words
from tests.bot.made import clause
from tests.knowledge.loading.pdf_file import line, pdf_file

POLICY = """---
title: Gifts
---
# Gifts

1.1 Employees must not accept [gifts](https://a.example/secret), {{< note >}} not even small ones.
<!-- hidden -->
"""


def test_nothing_is_lost_of_a_document_that_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "gifts.md").write_text(POLICY, "utf-8")
    figure = lost_words(tmp_path)
    assert (figure.value, figure.note) == (0.0, "")
    assert figure.reached


def test_the_words_of_a_lost_clause_are_counted() -> None:
    kept = clause("Gifts are refused.", "1.1", headings=("Gifts",))
    found = loss("gifts.md", "Gifts\n1.1 Gifts are refused.\n1.2 Gifts are never kept.", [kept])
    assert (found.shown, found.lost.total()) == (12, 6)
    assert found.lost["never"] == 1


def test_what_clauses_repeat_does_not_hide_what_is_lost() -> None:
    lead = "Employees must not:"
    kept = [clause(text, "1.1", lead, ("Gifts",)) for text in ("give gifts;", "take money;")]
    found = loss("a.md", "Gifts. Employees must not: give gifts; take money; hide gifts", kept)
    assert found.lost == {"gifts": 1, "hide": 1}


def test_markdown_is_read_without_what_no_reader_sees(tmp_path: Path) -> None:
    (tmp_path / "gifts.md").write_text(POLICY, "utf-8")
    seen = words(text_of(tmp_path / "gifts.md"))
    assert seen["gifts"] == 2
    assert not {"secret", "hidden", "note", "title"} & set(seen)


def test_word_files_are_read_with_their_tables_and_without_struck_text(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("Employees may ").add_run("not ").font.strike = True
    made.add_table(1, 1).cell(0, 0).text = "post."
    made.save(str(tmp_path / "policy.docx"))
    assert text_of(tmp_path / "policy.docx").split() == ["Employees", "may", "post."]


def test_pdf_pages_are_read_without_what_runs_over_them(tmp_path: Path) -> None:
    def page(number: int) -> bytes:
        return f"Rule {'abcde'[number]} holds"

    pages = [
        lambda canvas, n=n: (
            line(canvas, 72, 60, f"Policy page {n}"),
            line(canvas, 72, 200, page(n)),
        )
        for n in range(5)
    ]
    (tmp_path / "policy.pdf").write_bytes(pdf_file(*pages))
    seen = words(text_of(tmp_path / "policy.pdf"))
    assert seen["rule"] == 5
    assert seen["policy"] == 0


def test_a_file_that_the_second_reading_cannot_open_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Employees wear a badge at all times.", "utf-8")
    assert lost_words(tmp_path).note == "notes.txt: not compared"
