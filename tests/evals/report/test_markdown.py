from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from evals.report import markdown
from evals.report.text import in_markdown
from tests.evals.report import made


def test_the_verdict_comes_first_then_figures_weak_slices_and_cases(tmp_path: Path) -> None:
    outcomes = [*made.mixed(200)]
    weak = [made.unanswerable(f"weak{n}", tags=("lunch",)) for n in range(12)]
    run = made.run(tmp_path / "run", [*outcomes, *((case, made.answer(case)) for case in weak)])
    text = markdown(run, [made.Judged("r", "leaks is 1", passed=False, cases=(made.Named("u0"),))])
    places = [
        text.index(part)
        for part in (
            "Not passed: 1 of 1 rule isn’t met",
            "**not met**: leaks is 1: u0",
            "| Right in everything that is asked of it |",
            "may look weaker by chance",
            "| lunch | 0",
            "### The worst 10 of 79 failing cases",
        )
    ]
    assert places == sorted(places)


def test_a_run_without_failures_names_no_cases(tmp_path: Path) -> None:
    case = made.answerable()
    text = markdown(made.run(tmp_path / "run", [(case, made.answer(case))]))
    assert "The case came out right" in text
    assert "###" not in text


@given(st.text())
def test_whatever_people_wrote_means_nothing_in_markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(f"- **{in_markdown(text)}** x")
    inline = [one for one in tokens if one.type == "inline"]
    kinds = {child.type for one in inline for child in one.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
    assert {one.type for one in tokens} <= {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline",
        "paragraph_close", "list_item_close", "bullet_list_close",
    }  # fmt: skip


def test_nasty_text_stays_on_its_line_and_calls_nobody(tmp_path: Path) -> None:
    case = made.unanswerable("x|y", question="a\n# b | c @everyone <img src=x>")
    text = markdown(made.run(tmp_path / "run", [(case, made.answer(case))]))
    assert r"**a \# b \| c \@everyone \<img src=x\>** (x\|y)" in text
