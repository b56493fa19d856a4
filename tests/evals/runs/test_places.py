from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from evals.runs import recording
from evals.runs.places import place
from tests.evals.runs.played import asked, facts, play


def test_the_first_run_of_a_set_on_a_day_is_number_one(tmp_path: Path) -> None:
    assert place(tmp_path / "none yet", facts(1)).name == "made-up-2026-05-04-1"


def test_a_finished_run_is_followed_by_the_next_number(tmp_path: Path) -> None:
    play(tmp_path / "made-up-2026-05-04-9", 1)
    assert place(tmp_path, facts(1)).name == "made-up-2026-05-04-10"


def test_an_unfinished_run_goes_on_where_the_facts_are_the_same(tmp_path: Path) -> None:
    play(tmp_path / "made-up-2026-05-04-1", 2)
    play(tmp_path / "made-up-2026-05-04-2", 2, most=1)
    play(tmp_path / "made-up-2026-05-04-3", 2)
    assert place(tmp_path, facts(2)).name == "made-up-2026-05-04-2"
    assert place(tmp_path, facts(2, revision=2)).name == "made-up-2026-05-04-4"
    tomorrow = facts(2, day=date(2026, 5, 5))
    assert place(tmp_path, tomorrow).name == "made-up-2026-05-05-1"


def test_what_a_start_left_behind_is_used_again(tmp_path: Path) -> None:
    (tmp_path / "made-up-2026-05-04-1").mkdir()
    assert place(tmp_path, facts(1)).name == "made-up-2026-05-04-1"


def test_other_folders_are_passed_over(tmp_path: Path) -> None:
    for name in ("made-up-2026-05-04-1", "made-up-2026-05-04-x", "made-up-2026-05-04-2-b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text("Dear", "utf-8")
    assert place(tmp_path, facts(1)).name == "made-up-2026-05-04-2"


def test_a_name_of_a_set_can_be_anything(tmp_path: Path) -> None:
    for name in ("../../etc", "a/b\0c", "…", "x" * 400, "."):
        folder = place(tmp_path, replace(facts(1), set_name=name))
        assert folder.parent == tmp_path
        with recording(folder, facts(1), asked(1)):
            assert folder.is_dir()
