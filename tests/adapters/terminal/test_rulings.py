"""Rulings at a terminal: real documents, the real model, the real commands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.terminal.conftest import invoke

ASKED = "What about parrots on a patrol boat at the harbor parade?"
REPLY = "A parrot may sit on a patrol boat as long as the boat's number can be read."
RULES = 'sets = ["questions.yaml"]\n[must_pass]\nids = ["vehicles"]\n'
CASE = "- {{id: vehicles, question: May I decorate a patrol boat?, {expect}}}\n"
ANSWER = 'expect: answer, gold: [{document: policies/social.md, number: "6.1"}]'


@pytest.fixture
def desk(data: Path, tmp_path: Path) -> Path:
    """Return a knowledge base of one's own, with an answered ticket."""
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    invoke(folder, "chat", text=f"{ASKED}\n:office\n")
    number = answered(folder)
    assert invoke(folder, "tickets", "reply", number, REPLY).exit_code == 0
    return folder


def answered(data: Path) -> str:
    """Return the number of the newest ticket."""
    listed = json.loads(invoke(data, "tickets", "list", "--state", "all", "--json").stdout)
    return str(max(ticket["id"] for ticket in listed))


def read(data: Path, *arguments: str) -> Any:
    result = invoke(data, *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def gate(folder: Path, expect: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "questions.yaml").write_text(CASE.format(expect=expect), "utf-8")
    (folder / "gate.toml").write_text(RULES, "utf-8")
    monkeypatch.setenv("POLICYDESK_GATE", str(folder / "gate.toml"))


def test_a_reply_becomes_a_clause_that_answers_and_is_retired(desk: Path) -> None:
    number = answered(desk)
    proposal = read(desk, "rulings", "propose", number)
    assert (proposal["text"], proposal["ticket"]) == (REPLY, int(number))
    boats = next(i for i, one in enumerate(proposal["clauses"], 1) if one["number"] == "6.1")
    shown = " ".join(invoke(desk, "rulings", "propose", number).stdout.split())
    assert f"{boats} 6.1 · Social Media Policy: Employees may decorate" in shown
    published = invoke(
        desk, "rulings", "publish", number, "--clause", str(boats), "--expires", "2999-12-31"
    )
    assert published.exit_code == 0, published.stderr
    assert f"Ruling {number} is live (revision 2)." in published.stdout
    assert "No gate is set" in published.stderr

    (ruling,) = read(desk, "rulings", "list")
    assert (ruling["number"], ruling["expires"]) == (int(number), "2999-12-31")
    assert ruling["text"].endswith(f", on 6.1, Social Media Policy: {REPLY}")
    assert (ruling["in_force"], ruling["flagged"], ruling["groups"]) == (True, [], [])
    answer = read(desk, "ask", "May a parrot sit on a patrol boat?")
    assert answer["citations"][0]["headings"] == [f"Ruling {number}"]
    doctor = " ".join(invoke(desk, "doctor").stdout.split())
    assert "ok Rulings: 1, and what they interpret stands" in doctor

    assert read(desk, "rulings", "retire", number) == {"revision": 3, "live": True}
    assert "There are no rulings." in invoke(desk, "rulings", "list").stdout
    again = invoke(desk, "rulings", "retire", number)
    assert (again.exit_code, len(again.stderr.splitlines())) == (1, 1)
    log = read(desk, "tickets", "show", number)["events"]
    assert [one["text"] for one in log if one["what"] == "ruled"] == ["published", "retired"]


def test_a_ruling_whose_clause_has_changed_is_flagged(
    desk: Path, documents: Path, tmp_path: Path
) -> None:
    number = answered(desk)
    clauses = read(desk, "rulings", "propose", number)["clauses"]
    boats = next(one["id"] for one in clauses if one["number"] == "6.1")
    assert invoke(desk, "rulings", "publish", number, "--clause", boats).exit_code == 0
    changed = Path(shutil.copytree(documents, tmp_path / "documents"))
    social = changed / "policies" / "social.md"
    social.write_text(social.read_text("utf-8").replace("harbor parade", "summer parade"), "utf-8")
    assert invoke(desk, "knowledge", "add", str(changed), "--publish").exit_code == 0
    listed = invoke(desk, "rulings", "list").stdout
    assert all(len(line) <= 80 for line in listed.splitlines())
    said = "6.1, Social Media Policy, has other words now. Look at it, then"
    assert said in " ".join(listed.split())
    (ruling,) = read(desk, "rulings", "list")
    assert [one["why"] for one in ruling["flagged"]] == ["changed"]
    asked = " ".join(invoke(desk, "ask", "May a parrot sit on a patrol boat?").stdout.split())
    assert "a clause that this interprets has changed since" in asked
    doctor = " ".join(invoke(desk, "doctor").stdout.split())
    said = "warn Rulings: 1; to be looked at, for a clause has changed or they ended:"
    assert f"{said} {number}" in doctor


def test_the_gate_stands_before_a_ruling_too(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = answered(desk)
    gate(tmp_path, "expect: decline", monkeypatch)
    refused = invoke(desk, "rulings", "publish", number)
    assert refused.exit_code == 1
    assert "The draft stays a draft; what is live hasn't changed." in refused.stderr
    assert "case vehicles must pass" in refused.stderr
    assert read(desk, "rulings", "list") == []
    forced = invoke(desk, "rulings", "publish", number, "--override", "The case is wrong.")
    assert forced.exit_code == 0, forced.stderr
    assert len(read(desk, "rulings", "list")) == 1
    assert invoke(desk, "rulings", "retire", number).exit_code == 1
    gate(tmp_path, ANSWER, monkeypatch)
    retired = invoke(desk, "rulings", "retire", number)
    assert retired.exit_code == 0, retired.stderr


def test_what_cant_be_a_ruling_ends_with_a_line(desk: Path) -> None:
    number = answered(desk)
    for arguments in (
        ["publish", "9999"],
        ["propose", "9999"],
        ["publish", number, "--clause", "beef"],
        ["publish", number, "--expires", "2001-01-01"],
        ["publish", number, "--text", "-"],
    ):
        result = invoke(desk, "rulings", *arguments, text=" \n")
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1), result.stderr
    assert invoke(desk, "rulings", "publish", number, "--expires", "soon").exit_code == 2
    assert invoke(desk, "rulings", "publish", number, "--override", " ").exit_code == 2
    assert "There are no rulings." in invoke(desk, "rulings", "list").stdout


def test_a_case_is_drafted_that_the_ruling_settles(desk: Path, tmp_path: Path) -> None:
    number = answered(desk)
    assert invoke(desk, "rulings", "publish", number).exit_code == 0
    drafts = tmp_path / "drafts.yaml"
    made = invoke(desk, "eval", "new", str(drafts), "--from", "tickets", "--count", "1")
    assert made.exit_code == 0, made.stderr
    text = drafts.read_text("utf-8")
    assert "ruling" in text
    assert f"ruling-{number}" in text
