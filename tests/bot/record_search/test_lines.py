from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.record_search.lines import guarded, json_lines, table_lines

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(st.dictionaries(st.just("question"), TEXTS, min_size=1)))
def test_what_was_said_comes_back_from_the_table_and_begins_no_formula(
    records: list[dict[str, str]],
) -> None:
    written = b"".join(table_lines(records, {"question": lambda one: one["question"]}))
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["question"]
    cells = [row[0] if row else "" for row in rows[1:]]
    assert [cell.removeprefix("'") for cell in cells] == [
        record["question"].removeprefix("'") for record in records
    ]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize(
    "said", ["=1+1", "+49", "-1", "@SUM(A1)", "  =HYPERLINK()", "\tx", "\uff1d1"]
)
def test_formulas_are_disarmed(said: str) -> None:
    assert guarded(said) == f"'{said}"


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert (guarded(-0.5), guarded(None), guarded("may I")) == (-0.5, "", "may I")


@given(st.lists(st.dictionaries(TEXTS, TEXTS)))
def test_each_record_is_a_line_of_json(records: list[dict[str, str]]) -> None:
    lines = list(json_lines(records))
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)
    assert [json.loads(line) for line in lines] == records


def test_moments_are_written_as_people_and_programs_read_them() -> None:
    (line,) = json_lines([{"at": datetime(2026, 5, 4, 12, tzinfo=UTC).isoformat()}])
    assert line == b'{"at":"2026-05-04T12:00:00+00:00"}\n'
