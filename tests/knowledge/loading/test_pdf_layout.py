from hypothesis import given
from hypothesis import strategies as st

from knowledge.loading.pdf_layout import reading_order
from knowledge.loading.pdf_words import Segment, Word


def segment(text: str, x: float, y: float, width: float) -> Segment:
    step = width / max(len(text.split()), 1)
    words = tuple(
        Word(word, x + n * step, x + (n + 1) * step - 3, y, y + 10)
        for n, word in enumerate(text.split())
    )
    return Segment(words, x, x + width, y, y + 10)


def columns(*lefts: float, lines: int, width: float = 140) -> list[Segment]:
    """Lines of running text in columns, given by rows as a page has them."""
    return [
        segment(f"text of column {n} line {number}", left, 100 + 14 * number, width)
        for number in range(lines)
        for n, left in enumerate(lefts)
    ]


def read(parts: list[Segment]) -> list[str]:
    order = reading_order(parts)
    return [part.text for region in order for line in region for part in line]


def test_one_column_is_read_from_the_top() -> None:
    parts = columns(72, lines=6, width=400)
    assert read(parts[::-1]) == [part.text for part in parts]


@given(st.integers(5, 30), st.sampled_from([(72.0, 300.0), (40.0, 200.0, 360.0)]))
def test_columns_are_read_one_after_the_other(lines: int, lefts: tuple[float, ...]) -> None:
    parts = columns(*lefts, lines=lines)
    expected = [f"text of column {n} line {k}" for n in range(len(lefts)) for k in range(lines)]
    assert read(parts) == expected


def test_what_runs_across_the_columns_stands_between_what_is_above_and_below() -> None:
    above = columns(72, 300, lines=5)
    title = segment("A heading over both of the columns", 72, 200, 368)
    below = [part._replace(top=part.top + 150, bottom=part.bottom + 150) for part in above]
    expected = [f"text of column {n} line {k}" for n in range(2) for k in range(5)]
    assert read([*above, title, *below]) == [*expected, title.text, *expected]


def test_cells_of_a_table_are_no_columns() -> None:
    parts = [
        segment(text, x, 100 + 20 * number, 30)
        for number in range(8)
        for text, x in ((f"a{number}", 72), (f"b{number}", 300))
    ]
    assert read(parts) == [f"{side}{number}" for number in range(8) for side in "ab"]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(10, 300)), max_size=40)
)
def test_nothing_is_lost_or_doubled_wherever_it_stands(places: list[tuple[int, int, int]]) -> None:
    parts = [segment(f"one{n} two{n}", x, y, w) for n, (x, y, w) in enumerate(places)]
    said = " ".join(read(parts)).split()
    assert sorted(said) == sorted(word for part in parts for word in part.text.split())
