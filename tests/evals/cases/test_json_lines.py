from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from evals.cases import read
from tests.evals.cases.files import cases, faults, line, written


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    text = (
        '{"id": 1, "question": 2, "expect": "answer", "gold": [{"document": "a", "number": 3.10}]}'
    )
    (case,) = cases(written(tmp_path, "set.jsonl", text))
    assert (case.id, case.question, case.gold[0][0].number) == ("1", "2", "3.10")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ('{"id": "2", "question": }\n', "isn't JSON at column 25"),
        ('{"id": NaN}\n', "NaN isn't JSON"),
        ('{"id": "2", "id": "2"}\n', "has the field “id” twice"),
        ('["a"]\n', "isn't an object in braces"),
        ("[" * 100_000 + "\n", "nested too deeply"),
    ],
)
def test_a_bad_line_is_told_and_hides_no_other(tmp_path: Path, bad: str, words: str) -> None:
    first, last = faults(written(tmp_path, "set.jsonl", line() + bad + "\n" + line(id="3", on="x")))
    assert first.startswith("set.jsonl, line 2: ")
    assert words in first
    assert last.startswith("set.jsonl, line 4, on: ")


@pytest.mark.parametrize("text", ['\n[\n{"id": "1"},\n{"id": "2"}\n]\n', '\n{\n  "id": "1"\n}\n'])
def test_json_over_several_lines_is_told_once(tmp_path: Path, text: str) -> None:
    (fault,) = faults(written(tmp_path, "set.jsonl", text))
    assert fault.startswith("set.jsonl, line 2: this is JSON over several lines")


def test_a_line_of_100_megabytes_is_a_fault_and_is_never_held(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    with file.open("w") as stream:
        stream.write(line())
        for _ in range(100):
            stream.write("x" * 1_000_000)
        stream.write("\n" + line(id="3", expect="maybe"))
    tracemalloc.start()
    told = faults(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told[0].startswith("set.jsonl, line 2: the line is longer than 1,000,000 characters")
    assert told[1].startswith("set.jsonl, line 3, expect: “maybe” is no decision")
    assert peak < 20_000_000


def test_memory_does_not_grow_with_the_cases_but_for_their_ids(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        file = tmp_path / f"{count}.jsonl"
        with file.open("w") as stream:
            stream.writelines(line(id=str(n), question="q" * 2000) for n in range(count))
        tracemalloc.start()
        assert sum(1 for _ in read(file)) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(2000) - peak(200) < 1800 * 500
