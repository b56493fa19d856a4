from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal.batch import BadLine, Item, day, parse
from bot.errors import BadQuestion
from bot.model import Message, Question
from knowledge.model import Viewer


def _one(line: bytes) -> Item | BadLine:
    (result,) = parse([line])
    return result


def test_a_line_with_everything_becomes_a_question() -> None:
    line = {
        "id": "q7",
        "question": "And on my own phone?",
        "history": [{"role": "user", "content": "May I post?"}],
        "audience": "police",
        "groups": ["hr", "legal"],
        "on": "2025-03-03",
        "gold": ["left alone"],
    }
    item = _one(json.dumps(line).encode())
    assert isinstance(item, Item)
    assert item.identity == "q7"
    assert item.question.text == "And on my own phone?"
    assert item.question.history == (Message("user", "May I post?"),)
    assert item.question.viewer.audience == "police"
    assert item.question.viewer.groups == frozenset({"hr", "legal"})
    assert item.question.on == date(2025, 3, 3)


def test_optional_fields_may_be_absent_or_null() -> None:
    nulls = (
        b'{"id": 1, "question": "x", "history": null, "audience": null, "groups": null, "on": null}'
    )
    assert _one(nulls) == _one(b'{"id": 1, "question": "x"}')


def test_what_a_line_leaves_open_is_taken_from_the_command() -> None:
    otherwise = Question("", Viewer(frozenset({"hr"}), "police"), on=date(2025, 3, 3))
    lines = [b'{"id": 1, "question": "x"}', b'{"id": 2, "question": "x", "groups": []}']
    first, second = (item.question for item in parse(lines, otherwise) if isinstance(item, Item))
    assert (first.viewer, first.on) == (otherwise.viewer, otherwise.on)
    assert second.viewer == Viewer(frozenset(), "police")


def test_blank_lines_are_skipped_and_order_is_kept() -> None:
    lines = [b'{"id": 2, "question": "b"}\n', b"\n", b"  \r\n", b'{"id": 1, "question": "a"}\r\n']
    assert [item.identity for item in parse(lines)] == [2, 1]


def test_a_byte_order_mark_before_the_first_line_is_skipped() -> None:
    assert isinstance(_one(b'\xef\xbb\xbf{"id": "a", "question": "b"}'), Item)


@pytest.mark.parametrize(
    ("line", "identity", "word"),
    [
        (b"{", None, "not JSON"),
        (b"\xff\xfe{}", None, "not UTF-8"),
        (b"[1]", None, "not an object"),
        (b"[" * 100_000, None, "too deep"),
        (b'{"id": ' + b"1" * 5_000 + b"}", None, "too large"),
        (b'{"id": 1e999, "question": "x"}', None, "too large"),
        (b'{"id": NaN, "question": "x"}', None, "NaN"),
        (b'{"id": true, "question": "x"}', None, "id"),
        (b'{"question": "x"}', None, "id"),
        (b'{"id": "a"}', "a", "question"),
        (b'{"id": "a", "question": 3}', "a", "question"),
        (b'{"id": "a", "question": "x", "groups": "hr"}', "a", "groups"),
        (b'{"id": "a", "question": "x", "groups": [1]}', "a", "groups"),
        (b'{"id": "a", "question": "x", "audience": 1}', "a", "audience"),
        (b'{"id": "a", "question": "x", "history": [{"role": "user"}]}', "a", "history"),
        (
            b'{"id": "a", "question": "x", "history": [{"role": "x", "content": ""}]}',
            "a",
            "history",
        ),
        (b'{"id": "a", "question": "x", "on": "2025-02-30"}', "a", "2025-02-30"),
        (b'{"id": "a", "question": "x", "on": 20250303}', "a", "on must be text"),
    ],
)
def test_a_bad_line_names_its_number_and_fault(
    line: bytes, identity: str | None, word: str
) -> None:
    bad = next(parse([b"", line]))
    assert isinstance(bad, BadLine)
    assert bad.identity == identity
    assert bad.error.startswith("line 2: ")
    assert word in bad.error


def test_half_characters_from_escapes_cannot_reach_the_search() -> None:
    item = _one(b'{"id": "a", "question": "x\\ud800y"}')
    assert isinstance(item, Item)
    assert item.question.text == "x\ufffdy"


@pytest.mark.parametrize("text", ["20250303", "2025-W10-1", "2025-3-3", "", "tomorrow"])
def test_a_day_is_written_in_one_way_only(text: str) -> None:
    with pytest.raises(BadQuestion, match="such as 2025-03-03"):
        day(text)


@given(st.lists(st.binary(max_size=60)))
def test_every_line_that_is_not_blank_yields_exactly_one_result(lines: list[bytes]) -> None:
    first, *rest = lines or [b""]
    expected = bool(first.removeprefix(b"\xef\xbb\xbf").strip()) + sum(1 for x in rest if x.strip())
    assert len(list(parse(lines))) == expected


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
_VALUES = _SCALARS | st.lists(_SCALARS | st.dictionaries(st.text(max_size=8), _SCALARS), max_size=3)
_FIELDS = ["id", "question", "history", "audience", "groups", "on"]


@given(st.dictionaries(st.sampled_from(_FIELDS), _VALUES))
def test_any_json_is_a_question_or_a_named_fault(fields: dict[str, object]) -> None:
    result = _one(json.dumps(fields).encode())
    assert isinstance(result, Item) or result.error.startswith("line 1: ")
