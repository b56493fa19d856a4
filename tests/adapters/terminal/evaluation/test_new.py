from __future__ import annotations

import os
from pathlib import Path

import pytest

from evals.cases import read
from evals.errors import BadTestSet
from tests.adapters.terminal.conftest import invoke


def test_cases_are_drafted_finished_and_read(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    made = invoke(data, "eval", "new", str(file), "--document", "social-media", "--count", "3")
    assert made.exit_code == 0, made.output
    assert "3 cases drafted" in made.stdout
    assert "eval run" in made.stdout
    with pytest.raises(BadTestSet) as unfinished:
        read(file)
    assert len(unfinished.value.faults) == 3
    file.write_text(file.read_text("utf-8").replace("question: ''", "question: may I?"), "utf-8")
    assert [case.id for case in read(file)] == ["social-4.1", "social-5.1", "social-6.1(b)"]


def test_what_is_there_already_is_never_overwritten(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("mine", "utf-8")
    refused = invoke(data, "eval", "new", str(file))
    assert refused.exit_code == 1
    assert "is there already" in refused.stderr
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize(("document", "others"), [("hr-files", 0o000), ("social-media", 0o044)])
def test_what_not_everybody_may_read_is_written_for_its_owner_and_told(
    data: Path, tmp_path: Path, document: str, others: int
) -> None:
    file = tmp_path / "mine.yaml"
    before = os.umask(0o022)
    try:
        made = invoke(data, "eval", "new", str(file), "--document", document)
    finally:
        os.umask(before)
    assert made.exit_code == 0, made.output
    told = " ".join(made.stdout.split())
    assert ("only these groups may read: hr." in told) is (others == 0)
    assert file.stat().st_mode & 0o777 == 0o600 | others


def test_disliked_answers_and_tickets_become_cases(data: Path, tmp_path: Path) -> None:
    told = "May I post a picture in uniform?\n:bad wrong\nWhat about parrots at work?\n:office\n"
    assert invoke(data, "chat", text=told).exit_code == 0
    turns, tickets = tmp_path / "turns.yaml", tmp_path / "tickets.yaml"
    assert invoke(data, "eval", "new", str(turns), "--from", "turns").exit_code == 0
    assert invoke(data, "eval", "new", str(tickets), "--from", "tickets").exit_code == 0
    assert "May I post a picture in uniform?" in turns.read_text("utf-8")
    assert "The asker says: wrong" in turns.read_text("utf-8")
    assert "parrots at work" in tickets.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x.csv"], "name the file x.yaml"),
        (["x.yaml", "--from", "turns", "--document", "a"], "goes with --from clauses"),
        (["x.yaml", "--count", "0"], "--count"),
        (["x.yaml", "--revision", "newest"], "or the word draft"),
    ],
)
def test_a_command_that_cant_be_read_says_why(
    data: Path, fresh: Path, arguments: list[str], said: str
) -> None:
    result = invoke(data, "eval", "new", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(fresh.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--revision", "draft"], "There is no draft"),
        (["--revision", "77"], "There is no revision 77"),
        (["--document", "socal-media"], "Did you mean social-media?"),
    ],
)
def test_what_isnt_there_is_told_in_one_line(
    data: Path, fresh: Path, arguments: list[str], said: str
) -> None:
    result = invoke(data, "eval", "new", "x.yaml", *arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert list(fresh.iterdir()) == []


def test_a_draft_can_be_asked_about_before_it_is_published(documents: Path, tmp_path: Path) -> None:
    desk, file = tmp_path / "desk", tmp_path / "mine.yaml"
    assert invoke(desk, "knowledge", "add", str(documents)).exit_code == 0
    refused = invoke(desk, "eval", "new", str(file))
    assert "Nothing is published here yet" in refused.stderr
    made = invoke(desk, "eval", "new", str(file), "--revision", "draft")
    assert made.exit_code == 0, made.stderr
    assert "policies/social.md" in file.read_text("utf-8")


def test_nobody_disliked_anything(documents: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    assert invoke(desk, "knowledge", "add", str(documents)).exit_code == 0
    result = invoke(desk, "eval", "new", str(tmp_path / "x.yaml"), "--from", "turns")
    assert result.exit_code == 1
    assert "nothing to draft cases from" in result.stderr
