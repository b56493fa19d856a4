import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.clauses.counting import Mark
from knowledge.clauses.enumerations import resolve
from tests.knowledge.clauses.build import heading, numbers, para


def read(run: str) -> list[str]:
    """Read marks such as `a 1 i | b`, where `|` is a heading; gives the paths, "-" for none."""
    marks = [None if body == "|" else Mark(body, "()") for body in run.split()]
    paths = resolve(marks)
    return [
        ".".join(level.mark.body for level in path) if path else "-"
        for mark, path in zip(marks, paths, strict=True)
        if mark
    ]


@pytest.mark.parametrize(
    ("run", "paths"),
    [
        ("a b c", "a b c"),
        ("a 1 2 b 1 2", "a a.1 a.2 b b.1 b.2"),
        ("a 1 i ii 2 b", "a a.1 a.1.i a.1.ii a.2 b"),
        ("g h i j", "g h i j"),
        ("a b c d e f g h i j", "a b c d e f g h i j"),
        ("a b c d e f g h 1 2 i j", "a b c d e f g h h.1 h.2 i j"),
        ("a b c d e f g h 1 i ii 2 i", "a b c d e f g h h.1 h.1.i h.1.ii h.2 i"),
        ("a 1 i ii iii iv v vi b", "a a.1 a.1.i a.1.ii a.1.iii a.1.iv a.1.v a.1.vi b"),
        ("a 1 i A 1 2 B 2 b", "a a.1 a.1.i a.1.i.A a.1.i.A.1 a.1.i.A.2 a.1.i.B a.2 b"),
        ("x y z aa bb", "x y z aa bb"),
        ("a b d e", "a b d e"),
        ("c", "-"),
        ("a b | c d", "a b c d"),
        ("1 2 3 | 1 2", "1 2 3 1 2"),
        ("I II III", "I II III"),
        ("1 2 3 1 2 3", "1 2 3 1 2 3"),
    ],
)
def test_the_sequence_decides_what_a_mark_belongs_to(run: str, paths: str) -> None:
    assert read(run) == paths.split()


def test_no_marks_give_no_paths() -> None:
    assert resolve([]) == []
    assert resolve([None, None]) == [None, None]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"abcdei123A", "ii", "iv", "|"]), max_size=30))
def test_every_mark_gets_one_path_that_ends_in_it_or_none(bodies: list[str]) -> None:
    marks = [None if body == "|" else Mark(body, "()") for body in bodies]
    paths = resolve(marks)
    assert len(paths) == len(marks)
    for mark, path in zip(marks, paths, strict=True):
        assert path is None or (mark is not None and path[-1].mark == mark)


def test_an_enumeration_goes_on_across_an_annex_in_its_midst() -> None:
    found = numbers(
        heading("7.4 Exceptions"), para("(a) Ask the office."), para("(b) Use this template:"),
        para("PART A: Data on sources"), para("Whoever asks fills this in."),
        heading("Attachment B: Definitions", 3), para("(c) Keep a copy."),
    )  # fmt: skip
    assert [number for number in found if number.endswith(")")] == ["7.4(a)", "7.4(b)", "7.4(c)"]


def test_a_heading_repeats_nothing_of_the_number_above_it() -> None:
    found = numbers(
        heading("IV. Write", 1), para("Write."), heading("V. Test", 1), para("Test."),
        heading("Which tests?", 5), para("Two."), heading("a. Ask", 2), para("Ask people."),
        heading("b. Count", 2), para("Count."), heading("1. Clicks", 3), para("Count clicks."),
        heading("2. Calls", 3), para("Count calls."),
    )  # fmt: skip
    assert found == ["IV", "V", "V", "V.a", "V.b", "V.b.1", "V.b.2"]
