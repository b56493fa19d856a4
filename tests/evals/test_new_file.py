from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import FileThere
from evals.new_file import OWNERS, write_new


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    write_new(tmp_path / "a.yaml", "mine")
    with pytest.raises(FileThere):
        write_new(tmp_path / "a.yaml", "theirs")
    assert (tmp_path / "a.yaml").read_text("utf-8") == "mine"


def test_what_cannot_be_finished_leaves_nothing(tmp_path: Path) -> None:
    # Half a character can be written by nobody; it comes after more than a buffer holds.
    with pytest.raises(UnicodeEncodeError):
        write_new(tmp_path / "a.yaml", "x" * 100_000 + "\ud800")
    assert list(tmp_path.iterdir()) == []


def test_a_file_for_its_owner_is_never_open_to_others(tmp_path: Path) -> None:
    write_new(tmp_path / "a.yaml", "text", OWNERS)
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == OWNERS
