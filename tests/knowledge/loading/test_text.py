from __future__ import annotations

from tests.knowledge.loading.reading import read, shape, texts


def test_wrapped_lines_fold_and_numbered_lines_do_not() -> None:
    text = "4.1 Staff may\npost.\n4.2 Staff must\nnot.\n(a) never\n(b) ever\n"
    assert texts(read("a.txt", text).blocks) == [
        "4.1 Staff may post.",
        "4.2 Staff must not.",
        "(a) never",
        "(b) ever",
    ]


def test_bullets_are_items() -> None:
    assert shape(read("a.txt", "You may:\n- post\n  daily\n• read\n").blocks) == [
        ("paragraph", 0, "", "You may:"),
        ("item", 1, "", "post daily"),
        ("item", 1, "", "read"),
    ]


def test_rulers_are_left_out_and_end_a_paragraph() -> None:
    text = "One two\nthree\n-----\nFour\n\n* * *\n\nFive"
    assert texts(read("a.txt", text).blocks) == ["One two three", "Four", "Five"]


def test_headings_are_underlined_or_shouted() -> None:
    text = "Records policy\n======\nKeep posts.\n\n2. RETENTION\n\n2.1 Seven years.\n\nDON'T.\n"
    assert shape(read("a.txt", text).blocks) == [
        ("heading", 1, "", "Records policy"),
        ("paragraph", 0, "", "Keep posts."),
        ("heading", 2, "", "2. RETENTION"),
        ("paragraph", 0, "", "2.1 Seven years."),
        ("paragraph", 0, "", "DON'T."),
    ]
