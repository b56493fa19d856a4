from __future__ import annotations

from pathlib import Path

from evals.bench.figures import at_least, at_most, plain, point
from evals.bench.page import Machine, write

MACHINE = Machine("2026-05-04 09:00 UTC", 2, 0.5, "3.11")


def test_the_page_says_first_which_aims_were_missed(tmp_path: Path) -> None:
    figures = [at_least("Recall@10", 0.5, 0.79), at_most("p50", 20, 25, "ms"), plain("size", 3)]
    write(tmp_path / "bench.html", {"obliqa": figures}, MACHINE)
    text = (tmp_path / "bench.html").read_text("utf-8")
    assert "1 of 2 aims reached" in text
    assert text.index("Recall@10: 0.500") < text.index("<table")
    assert text.count(">missed<") == 1
    assert text.count(">reached<") == 1


def test_a_curve_is_drawn_with_its_numbers_beside_it(tmp_path: Path) -> None:
    grown = [point("search", at, at / 1000, "ms") for at in (100_000, 1_000)]
    write(tmp_path / "bench.html", {"growth": grown}, MACHINE)
    text = (tmp_path / "bench.html").read_text("utf-8")
    assert "From 1,000 to 100,000 clauses it grows from 1 to 100 ms." in text
    assert text.count("<svg") == 1


def test_names_are_text_and_never_markup(tmp_path: Path) -> None:
    write(tmp_path / "bench.html", {"x": [plain("<script>alert(1)</script>", 1)]}, MACHINE)
    assert "<script" not in (tmp_path / "bench.html").read_text("utf-8")
