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


def test_rulers_are_left_out() -> None:
    assert texts(read("a.txt", "One\n-----\n=====\n\nTwo").blocks) == ["One ----- =====", "Two"]
