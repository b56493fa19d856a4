from __future__ import annotations

from pathlib import Path

from evals.compare import Comparison, compare
from evals.compare.telling import keep, kept, page_file, told
from knowledge.model import Viewer
from tests.evals.compare.made import NASTY, answer, escalation, played, wants

CASES = [wants("one"), wants("two", viewer=Viewer(frozenset({"hr"}))), wants("three")]


def comparison(folder: Path) -> Comparison:
    a = played(folder / "a", CASES, dict.fromkeys(("one", "two", "three"), answer()))
    said = {"one": answer(), "two": escalation(), "three": answer("1.2", text=NASTY)}
    return compare(a, played(folder / "b", CASES, said))


def test_what_is_kept_is_what_is_told(tmp_path: Path) -> None:
    made = comparison(tmp_path)
    keep(made, tmp_path / "comparisons")
    found = kept(tmp_path / "comparisons", "a", "b")
    assert found is not None
    assert found.verdict.headline == told(made).verdict.headline
    assert found.figures == told(made).figures
    assert found.lists == told(made).lists
    assert page_file(tmp_path / "comparisons", "a", "b").read_text().startswith("<!doctype html>")


def test_the_lists_say_what_was_lost_and_whose_it_was(tmp_path: Path) -> None:
    made = told(comparison(tmp_path))
    lost = made.lists[0]
    assert (lost.name, lost.count) == ("Lost", 2)
    two = next(one for one in lost.cases if one.id == "two")
    assert not two.a.wrong
    assert two.groups == {"hr"}
    assert "escalate" in two.b.decided
    assert made.groups == {"hr"}


def test_what_isnt_there_or_is_damaged_is_no_comparison(tmp_path: Path) -> None:
    assert kept(tmp_path, "a", "b") is None
    (tmp_path / "a..b.json").write_text("{")
    assert kept(tmp_path, "a", "b") is None
