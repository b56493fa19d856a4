from __future__ import annotations

from pathlib import Path

import pytest

from tests.evals.cases.files import cases, faults, line, written

# Where there is Linux not even root can read it.
UNREADABLE = Path("/proc/self/mem")
TABLE = "id,question,expect\n1,don’t,decline\n2,can’t,maybe\n"


def test_a_table_saved_for_windows_names_the_byte_and_hides_no_other_fault(tmp_path: Path) -> None:
    first, last = faults(written(tmp_path, "set.csv", TABLE.encode("cp1252")))
    assert first.startswith("set.csv, line 2: isn't UTF-8 text (first seen at byte 0x92)")
    assert "CSV UTF-8" in first
    assert last.startswith("set.csv, line 3, expect")


def test_a_workbook_is_no_table(tmp_path: Path) -> None:
    (fault,) = faults(written(tmp_path, "set.csv", b"PK\x03\x04\x14\x00\x06\x00" * 100))
    assert "is a workbook or an archive, not text" in fault


def test_utf_16_that_breaks_off_is_told(tmp_path: Path) -> None:
    (fault,) = faults(written(tmp_path, "set.csv", TABLE.encode("utf-16")[:-1]))
    assert "set.csv: is damaged" in fault


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\x9b", "\uffff"])
def test_a_character_that_nobody_sees_is_told_by_its_code(tmp_path: Path, sign: str) -> None:
    for name, text in (
        ("a.csv", f"id,question,expect\n1,q{sign},decline\n"),
        ("b.yaml", f"- id: 1\n  question: q{sign}\n  expect: decline\n"),
        ("c.jsonl", "\n" + line().replace("may", f"may{sign}")),
        ("d.jsonl", "\n" + line(question=f"q{sign}")),
        ("e.yaml", f'- id: 1\n  question: "q\\u{ord(sign):04x}"\n  expect: decline\n'),
    ):
        (fault,) = faults(written(tmp_path, name, text))
        assert fault.startswith(f"{name}, line 2")
        assert f"U+{ord(sign):04X}" in fault
        assert sign not in fault


def test_half_a_character_is_told(tmp_path: Path) -> None:
    escaped, raw = line(question="\ud83d"), b'{"id": "\xed\xa0\xbd"}\n'
    assert (
        "question: has a character that nobody can see (U+D83D)"
        in faults(written(tmp_path, "a.jsonl", escaped))[0]
    )
    assert "isn't UTF-8 text" in faults(written(tmp_path, "b.jsonl", raw))[0]


def test_a_separator_of_lines_inside_a_text_is_no_line(tmp_path: Path) -> None:
    file = written(tmp_path, "set.jsonl", line().replace("may i", "may\u2028i"))
    assert cases(file)[0].question == "may\u2028i post?"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    if UNREADABLE.exists():
        file.symlink_to(UNREADABLE)
    else:
        file.touch(mode=0)
    (fault,) = faults(file)
    assert fault.startswith("set.jsonl: can't be read (")
