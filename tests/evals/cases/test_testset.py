from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import TestSet, read
from evals.errors import BadTestSet
from tests.evals.cases.files import cases, faults, line, written


def test_a_set_knows_its_name_its_count_and_the_digest_of_its_cases(tmp_path: Path) -> None:
    lines = read(written(tmp_path, "cars.jsonl", line()))
    other = read(
        written(tmp_path, "cars.v2.yaml", "- question: may i post?\n  id: 1\n  expect: [decline]")
    )
    changed = read(written(tmp_path, "new.jsonl", line(question="may i?")))
    assert (lines.name, other.name, lines.count) == ("cars", "cars.v2", 1)
    assert lines.digest == other.digest != changed.digest


def test_a_folder_is_one_set_sorted_by_the_names_of_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "v1.2"
    folder.mkdir()
    written(folder, "b.YAML", "- {id: 2, question: q, expect: decline}")
    written(folder, "a.jsonl", line())
    written(folder, "c.csv", "id,question,expect\n3,q,decline\n")
    written(folder, "README.md", "notes")
    written(folder, "~$c.csv", "a lock")
    whole = read(folder)
    assert (whole.name, whole.count) == ("v1.2", 3)
    assert [case.id for case in whole] == ["1", "2", "3"]


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, "a.csv", b"\xff\xfe\x00")
    written(tmp_path, "b.csv", "nothing that is known\n")
    written(tmp_path, "c.jsonl", line(on="x"))
    written(tmp_path, "d.xlsx", b"PK")
    written(tmp_path, "e.yaml", "- id: 1\n  question: q\n  expect: decline\n")
    told = faults(tmp_path)
    assert [fault[:7] for fault in told] == [
        "d.xlsx:", "a.csv: ", "b.csv, ", "b.csv, ", "c.jsonl", "e.yaml,",
    ]  # fmt: skip


def test_an_id_used_twice_names_both_places(tmp_path: Path) -> None:
    written(tmp_path, "a.jsonl", line(id="0") + line(id="x", on="no day"))
    written(tmp_path, "b.yaml", "- question: q\n  id: ' x '\n  expect: decline\n")
    _, told = faults(tmp_path)
    assert told == (
        f"b.yaml, line 2, id: “x” is also the id of the case in {tmp_path}/a.jsonl, line 2;"
        " give every case an id of its own."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", "\n\n"),
        ("a.yaml", ""),
        ("b.yaml", "cases: []\n"),
        ("a.csv", ""),
        ("b.csv", "id,question,expect\n,,\n"),
    ],
)
def test_a_set_without_cases_is_a_fault(tmp_path: Path, name: str, content: str) -> None:
    (fault,) = faults(written(tmp_path, name, content))
    assert fault == f"{name}: holds no case; write at least one."


def test_what_is_no_set_is_told(tmp_path: Path) -> None:
    assert "there is no such file or folder" in faults(tmp_path / "none.csv")[0]
    assert "there is no such file or folder" in faults(tmp_path / "no\0ne")[0]
    assert "isn't in a format of test sets" in faults(written(tmp_path, "a.pdf", ""))[0]
    assert "isn't in a format of test sets" in faults(written(tmp_path, "a.xlsx", ""))[0]
    (tmp_path / "empty").mkdir()
    assert "the folder holds no test set" in faults(tmp_path / "empty")[0]


def test_no_more_than_a_hundred_faults_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    told = faults(written(tmp_path, "a.jsonl", "x\n" * 1234))
    assert len(told) == 101
    assert told[-1] == "There are 1,134 more; they are shown once these are mended."


def test_reading_again_gives_the_same_cases(tmp_path: Path) -> None:
    whole = read(written(tmp_path, "a.jsonl", line() + line(id="2")))
    assert list(whole) == list(whole)
    assert len(list(whole)) == whole.count == 2


@pytest.mark.parametrize("now", [line(id="3"), line() + line(id="4"), "{", ""])
def test_a_set_that_changed_since_it_was_read_is_told(tmp_path: Path, now: str) -> None:
    whole: TestSet = read(written(tmp_path, "a.jsonl", line()))
    written(tmp_path, "a.jsonl", now)
    with pytest.raises(BadTestSet):
        list(whole)


def test_cases_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    whole = read(written(tmp_path, "a.jsonl", line() + line(id="2")))
    assert next(iter(whole)) == cases(tmp_path / "a.jsonl")[0]


PIECES = st.sampled_from([
    *"-:[]{}\"',;\n\n\n\t #&*!|>?%@~\r\0é", "- ", "id", "question", "expect", "gold", "facts",
    "\n  ", "\n- id: 1\n  ", "decline", "answer", "sep=;", "cases:", "\u2028", "---", "\ufeff",
])  # fmt: skip


@given(
    st.lists(PIECES, max_size=60).map("".join).map(str.encode) | st.binary(max_size=40),
    st.sampled_from(["yaml", "jsonl", "csv"]),
    st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"id,question,expect\n", b"- "]),
)
def test_whatever_a_file_holds_it_is_a_set_or_its_faults_are_told(
    content: bytes, suffix: str, start: bytes
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder), f"set.{suffix}", start + content)
        with suppress(BadTestSet):
            assert list(read(file))
