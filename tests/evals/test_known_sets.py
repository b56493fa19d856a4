from __future__ import annotations

import os
from pathlib import Path

import pytest

from evals.errors import BadTestSet, FileThere
from evals.known_sets import KnownSets, Origin, own_sets, take_in

GOOD = '{"id": "1", "question": "May I post it?", "expect": "escalate"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = own_sets(tmp_path)
    made.mkdir()
    return made


def test_the_agencys_own_come_first_then_the_gates_then_what_is_shipped(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "own.jsonl").write_text(GOOD)
    (tmp_path / "must.jsonl").write_text(GOOD)
    gate = tmp_path / "gate.toml"
    gate.write_text('sets = ["must.jsonl"]\n[at_least]\npassed = 1\n')
    found = KnownSets(folder, gate).all()
    assert [one.name for one in found] == ["own", "must", "fit", "held"]
    assert [one.origin for one in found] == [
        Origin.OWN,
        Origin.GATE,
        Origin.SHIPPED,
        Origin.SHIPPED,
    ]
    assert all(KnownSets(folder, gate).find(one.key) == one for one in found)


def test_without_folder_and_gate_there_is_what_is_shipped(tmp_path: Path) -> None:
    assert [one.name for one in KnownSets(tmp_path / "nowhere").all()] == ["fit", "held"]
    (tmp_path / "bad.toml").write_text("sets = 1")
    assert [one.name for one in KnownSets(tmp_path, tmp_path / "bad.toml").all()] == ["fit", "held"]


def test_what_hides_or_is_no_set_isnt_listed(folder: Path) -> None:
    for name in (".hidden.jsonl", "~lock.csv", "notes.md", "table.xlsx"):
        (folder / name).write_text(GOOD)
    assert all(one.origin is Origin.SHIPPED for one in KnownSets(folder).all())


def test_a_set_that_was_changed_is_read_again(folder: Path) -> None:
    path = folder / "own.jsonl"
    path.write_text(GOOD)
    assert KnownSets(folder).find("own-own.jsonl").read().count == 1
    path.write_text(GOOD + GOOD.replace('"1"', '"2"'))
    os.utime(path, (2_000_000_000, 2_000_000_000))
    assert KnownSets(folder).find("own-own.jsonl").read().count == 2


@pytest.mark.parametrize("key", ["", "own-gone.yaml", "own-../secret.yaml", "shipped-fit.jsonl"])
def test_a_set_that_isnt_there_says_so(folder: Path, key: str) -> None:
    with pytest.raises(BadTestSet, match="no test set"):
        KnownSets(folder).find(key)


def test_a_good_set_is_taken_in_and_found_by_its_key(tmp_path: Path) -> None:
    sent = tmp_path / "sent" / "new.jsonl"
    sent.parent.mkdir()
    sent.write_text(GOOD)
    key = take_in(sent, own_sets(tmp_path))
    assert KnownSets(own_sets(tmp_path)).find(key).read().count == 1
    assert not sent.exists()


def test_a_bad_set_tells_its_faults_by_its_own_name_and_isnt_kept(tmp_path: Path) -> None:
    sent = tmp_path / "sent" / "bad.jsonl"
    sent.parent.mkdir()
    sent.write_text('{"id": "1"}\n')
    with pytest.raises(BadTestSet) as bad:
        take_in(sent, own_sets(tmp_path))
    assert all(fault.startswith("bad.jsonl, line 1") for fault in bad.value.faults)
    assert not own_sets(tmp_path).exists()


def test_one_of_the_same_name_is_replaced_only_where_that_is_asked_for(
    tmp_path: Path, folder: Path
) -> None:
    sent = tmp_path / "own.jsonl"
    for text in (GOOD, GOOD.replace("post", "sell")):
        sent.write_text(text)
        if text == GOOD:
            take_in(sent, folder)
    with pytest.raises(FileThere):
        take_in(sent, folder)
    assert (folder / "own.jsonl").read_text() == GOOD
    take_in(sent, folder, replace=True)
    assert "sell" in (folder / "own.jsonl").read_text()
