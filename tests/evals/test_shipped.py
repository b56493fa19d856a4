from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import read
from evals.errors import BadTestSet
from evals.shipped import find


@pytest.mark.parametrize("name", ["fit", "held"])
def test_a_set_that_comes_with_policydesk_is_known_by_its_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cases = read(find(name))
    assert cases.name == name
    assert cases.count >= 150


def test_a_file_or_folder_of_that_name_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fit").mkdir()
    assert find("fit") == Path("fit")


def test_a_name_of_nothing_says_which_sets_there_are() -> None:
    with pytest.raises(BadTestSet, match=r"There is no test set fitt: .*: fit, held\."):
        find("fitt")


def test_the_folder_of_a_run_is_no_set_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("held", "mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text("{}")
    assert find("held").name == "held.jsonl"
    with pytest.raises(BadTestSet, match="mine is the folder of a run"):
        find("mine")
