from __future__ import annotations

from pathlib import Path

from evals.report.slices import chance, groups, weak
from tests.evals.report import made


def run(folder: Path) -> made.Run:
    """A run whose slice "bad" fails, "good" passes, and "tiny" is too small to say anything."""
    cases = [
        *(made.answerable(f"g{n}", tags=("good",)) for n in range(40)),
        *(made.answerable(f"b{n}", tags=("bad",)) for n in range(20)),
        *(made.answerable(f"t{n}", tags=("tiny",)) for n in range(3)),
    ]
    wrong = ("b", "t")
    return made.run(
        folder,
        (
            (case, made.escalation(case) if case.id.startswith(wrong) else made.answer(case))
            for case in cases
        ),
    )


def test_the_weakest_comes_first_and_the_smallest_stands_apart(tmp_path: Path) -> None:
    (tags,) = (one for one in groups(run(tmp_path).scores()) if one.kind == "tag")
    assert [(row.name, row.weak) for row in tags.rows] == [("bad", True), ("good", False)]
    assert [(row.name, row.weak) for row in tags.few] == [("tiny", False)]


def test_a_kind_with_one_slice_alone_says_nothing(tmp_path: Path) -> None:
    assert [one.kind for one in groups(run(tmp_path).scores())] == ["tag"]


def test_only_what_is_worse_beyond_chance_is_weak(tmp_path: Path) -> None:
    assert [row.name for row in weak(run(tmp_path).scores())] == ["bad"]


def test_how_many_were_looked_at_is_told_for_some_are_weak_by_chance(tmp_path: Path) -> None:
    assert chance(run(tmp_path).scores()) == (
        "2 slices with at least 10 cases were looked at;"
        " about one in forty may look weaker by chance alone."
    )
