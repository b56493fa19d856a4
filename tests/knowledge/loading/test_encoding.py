from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UnreadableDocument
from knowledge.loading import load
from tests.knowledge.loading.reading import refusal, texts

_ENGLISH = (
    "The agency’s “social” policy — it applies to everyone who posts. Café hours don’t count."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    loaded = load("a.txt", _ENGLISH.encode(encoding))
    assert texts(loaded.blocks) == [_ENGLISH]
    assert loaded.warnings == ()


def test_windows_text_is_read_with_a_warning() -> None:
    loaded = load("a.txt", _ENGLISH.encode("cp1252"))
    assert texts(loaded.blocks) == [_ENGLISH]
    assert "UTF-8" in loaded.warnings[0]


def test_latin_1_is_read_with_a_warning() -> None:
    loaded = load("a.md", "Résumés of naïve employés go to the café.".encode("latin-1"))
    assert texts(loaded.blocks) == ["Résumés of naïve employés go to the café."]
    assert loaded.warnings


def test_a_web_page_may_declare_its_encoding() -> None:
    page = "<meta charset='mac-roman'><p>“Posts”</p>".encode("mac_roman")
    assert texts(load("a.html", page).blocks) == ["“Posts”"]


def test_nul_bytes_are_refused_with_their_line() -> None:
    fault = refusal("a.md", b"one\ntwo\0three\n" + b"more text " * 50)
    assert "NUL" in fault.reason
    assert fault.place == "line 2"


def test_carriage_returns_end_lines() -> None:
    assert texts(load("a.txt", b"one\r\n\r\ntwo\rwraps").blocks) == ["one", "two wraps"]


def test_right_to_left_text_is_kept_and_marks_stay_at_its_edges_no_longer() -> None:
    policy, comments = "מדיניות", "תגובות"
    text = f"1. \u200f{policy}\u200f\n2. \u202b{comments}\u202c 4.1\n"
    loaded = load("a.md", text.encode())
    assert texts(loaded.blocks) == [policy, f"{comments}\u202c 4.1"]
    assert [block.number for block in loaded.blocks] == ["1.", "2."]


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(UnreadableDocument):
        load("a.txt", data)
