from __future__ import annotations

from evals.report.confusion import confusion


def test_columns_are_what_was_decided_or_right_and_rows_go_by_their_number() -> None:
    made = confusion({"decline": {"error": 1}, "answer or clarify": {"answer": 3, "escalate": 1}})
    assert made.decisions == ["answer", "clarify", "escalate", "decline", "error"]
    assert [(name, total) for name, total, _ in made.rows] == [
        ("answer or clarify", 4),
        ("decline", 1),
    ]


def test_cells_say_what_is_right_and_how_much_of_the_row_they_are() -> None:
    ((_, _, cells),) = confusion({"answer": {"answer": 98, "clarify": 1, "escalate": 1}}).rows
    assert [(cell.n, cell.right, cell.shade) for cell in cells] == [
        (98, True, 4),
        (1, False, 1),
        (1, False, 1),
    ]


def test_nothing_played_is_an_empty_table() -> None:
    assert confusion({}).rows == []
