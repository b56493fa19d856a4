from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evals.gate.drafts import _finished
from evals.runs import Facts
from tests.evals.compare.made import answer, played, wants
from tests.evals.made import DAY, FACTS


def later(**more: object) -> Facts:
    facts = replace(FACTS, cases=1, name="", started=datetime(2026, 5, 4, 18, tzinfo=UTC))
    return replace(facts, **more)  # type: ignore[arg-type]


def test_a_finished_run_of_the_same_isnt_played_again(tmp_path: Path) -> None:
    run = played(tmp_path / "one", [wants("one")], {"one": answer()})
    found = _finished(tmp_path, later())
    assert found is not None
    assert found.folder == run.folder


@pytest.mark.parametrize(
    "other",
    [
        {"revision": 2},
        {"documents": "9" * 64},
        {"set_digest": "9" * 64},
        {"day": DAY.replace(day=5)},
        {"settings": {"agency": "Port Authority"}},
        {"confidence": {}},
        {"model": "9" * 64},
        {"code": "9" * 40},
        {"changed": True},
    ],
)
def test_a_run_of_anything_else_is_no_substitute(tmp_path: Path, other: dict[str, object]) -> None:
    played(tmp_path / "one", [wants("one")], {"one": answer()})
    assert _finished(tmp_path, later(**other)) is None


def test_a_source_that_was_changed_twice_is_played_again(tmp_path: Path) -> None:
    # Both runs say "changed", and nobody knows whether in the same way.
    played(tmp_path / "one", [wants("one")], {"one": answer()}, changed=True)
    assert _finished(tmp_path, later(changed=True)) is None


def test_a_run_in_which_the_bot_broke_down_is_played_again(tmp_path: Path) -> None:
    # A database that was locked once must not refuse a draft for ever.
    run = played(tmp_path / "one", [wants("one")], {"one": ()})
    assert run.scores().failed == 1
    assert _finished(tmp_path, later()) is None


def test_a_folder_that_holds_no_run_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "run.json").write_text("{")
    played(tmp_path / "b", [wants("one")], {"one": answer()})
    assert _finished(tmp_path, later()) is not None
    assert _finished(tmp_path / "nowhere", later()) is None
