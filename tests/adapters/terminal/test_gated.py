"""Publishing through a gate: real documents, the real model, the real commands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.terminal.conftest import invoke
from tests.fakes.model_server import model_server

QUESTIONS = """\
- id: kept-how-long
  question: How long is a hidden comment kept?
  expect: answer
  gold: [{document: policies/social.md, number: "5.2", quote: three years}]
  tags: [records]
- id: crime-scene
  question: Can I post pictures of a crime scene?
  expect: answer
  gold: [{document: policies/social.md, number: "4.2"}]
"""
RULES = """\
sets = ["questions.yaml"]
[at_most]
leaks = 0
[must_pass]
ids = ["crime-scene"]
[may_worsen_by]
"recall@5" = 0
"""


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """Return a knowledge base of one's own to change."""
    return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.fixture
def library(documents: Path, tmp_path: Path) -> Path:
    """Return the documents' folder, to be changed."""
    return Path(shutil.copytree(documents, tmp_path / "documents"))


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the gate's file, named by the settings."""
    (tmp_path / "questions.yaml").write_text(QUESTIONS, "utf-8")
    path = tmp_path / "gate.toml"
    path.write_text(RULES, "utf-8")
    monkeypatch.setenv("POLICYDESK_GATE", str(path))
    return path


def change(library: Path, old: str, new: str) -> None:
    social = library / "policies" / "social.md"
    text = social.read_text("utf-8")
    assert old in text
    social.write_text(text.replace(old, new), "utf-8")


def states(data: Path) -> dict[int, str]:
    return {one["id"]: one["state"] for one in revisions(data)}


def revisions(data: Path) -> Any:
    return json.loads(invoke(data, "knowledge", "revisions", "--json").stdout)


@pytest.mark.usefixtures("gate")
def test_a_draft_that_passes_goes_live(copy: Path, library: Path) -> None:
    change(library, "harbor parade", "summer parade")
    before = invoke(copy, "tickets", "list", "--json").stdout
    result = invoke(copy, "knowledge", "add", str(library), "--publish", "--json")
    assert (result.exit_code, json.loads(result.stdout)["published"]) == (0, True)
    assert states(copy) == {2: "live", 1: "retired"}
    assert revisions(copy)[0]["override"] is None
    assert "Revision 2 meets every rule of" in result.stderr
    # The draft and what it is compared with were both played, and nothing of it was recorded.
    played = sorted(path.name for path in (copy / "evaluations").iterdir())
    assert len(played) == 2
    assert invoke(copy, "tickets", "list", "--json").stdout == before


@pytest.mark.usefixtures("gate")
def test_the_gate_asks_no_language_model(
    copy: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(library, "harbor parade", "summer parade")
    with model_server() as server:
        monkeypatch.setenv("POLICYDESK_MODEL", "openai:good")
        monkeypatch.setenv("POLICYDESK_MODEL_URL", server.url)
        result = invoke(copy, "knowledge", "add", str(library), "--publish", "--json")
        assert (result.exit_code, json.loads(result.stdout)["published"]) == (0, True)
        assert server.asked() == []
        # It would have been asked for an answer.
        assert invoke(copy, "ask", "Can I post pictures of a crime scene?").exit_code == 0
        assert server.asked()


@pytest.mark.usefixtures("gate")
def test_a_draft_that_fails_stays_a_draft_and_says_why_and_where(copy: Path, library: Path) -> None:
    change(library, "4.2 Employees must not post pictures of crime scenes", "4.2 Look at rainbows")
    change(library, "three years", "nine years")

    result = invoke(copy, "knowledge", "add", str(library), "--publish")

    assert result.exit_code == 1
    assert states(copy) == {2: "draft", 1: "live"}
    told = result.stderr
    assert "The draft stays a draft; what is live hasn't changed." in told
    assert "case crime-scene must pass; 1 of 1 case failed: crime-scene" in told
    assert "1 case stale (clauses that they name aren't in this revision)" in told
    assert "kept-how-long" in told
    assert "Traceback" not in told
    report = told.partition("The report is ")[2].splitlines()[0]
    page = Path(report)
    assert page.is_file()
    assert "crime-scene" in page.read_text("utf-8")


@pytest.mark.usefixtures("gate")
def test_an_override_with_a_reason_publishes_and_stays_on_record(copy: Path, library: Path) -> None:
    change(library, "three years", "nine years")
    assert invoke(copy, "knowledge", "add", str(library)).exit_code == 0
    assert invoke(copy, "knowledge", "publish").exit_code == 1

    result = invoke(
        copy, "knowledge", "publish", "--override", "The archive law\nchanged", "--json"
    )

    assert (result.exit_code, json.loads(result.stdout)) == (0, {"revision": 2, "live": True})
    override = revisions(copy)[0]["override"]
    assert override["reason"] == "The archive law changed"
    assert override["who"]
    assert any("1 case stale" in objection for objection in override["objections"])
    shown = " ".join(invoke(copy, "knowledge", "revisions").stdout.split())
    assert "Published against objections by" in shown
    assert "“The archive law changed”" in shown
    assert "1 case stale" in shown


@pytest.mark.usefixtures("gate")
def test_removing_a_document_passes_the_gate_too(copy: Path) -> None:
    refused = invoke(copy, "knowledge", "remove", "social-media", "--publish")
    assert refused.exit_code == 1
    assert states(copy) == {2: "draft", 1: "live"}
    forced = invoke(
        copy, "knowledge", "remove", "social-media", "--override", "It was repealed", "--publish"
    )
    assert forced.exit_code == 0
    assert states(copy) == {2: "live", 1: "retired"}
    # Going back asks nobody.
    assert invoke(copy, "knowledge", "rollback").exit_code == 0
    assert states(copy) == {2: "retired", 1: "live"}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("at_leest = 1\nsets = []", "did you mean “at_least”?"),
        ("[at_most]\nleaks = 0\n", "names no test set to play"),
        ('sets = ["nowhere.yaml"]\n[at_most]\nleaks = 0\n', "nowhere.yaml"),
        (None, "No such file"),
    ],
)
def test_a_gate_that_cant_be_read_lets_nothing_pass(
    copy: Path, library: Path, gate: Path, broken: str | None, said: str
) -> None:
    if broken is None:
        gate.unlink()
    else:
        gate.write_text(broken, "utf-8")
    change(library, "harbor parade", "summer parade")
    result = invoke(copy, "knowledge", "add", str(library), "--publish")
    assert result.exit_code == 1
    assert said in result.stderr
    assert states(copy) == {2: "draft", 1: "live"}


def test_a_bad_test_set_lets_nothing_pass_and_tells_each_fault(
    copy: Path, library: Path, gate: Path
) -> None:
    bad = "- {id: a, question: What?, expect: maybe}\n- {id: a, expect: answer}\n"
    (gate.parent / "questions.yaml").write_text(bad, "utf-8")
    change(library, "harbor parade", "summer parade")
    result = invoke(copy, "knowledge", "add", str(library), "--publish")
    assert result.exit_code == 1
    assert result.stderr.count("The gate can't judge: ") >= 2
    assert states(copy)[1] == "live"


@pytest.mark.usefixtures("gate")
def test_the_first_revision_of_all_has_nothing_to_be_worse_than(
    documents: Path, tmp_path: Path
) -> None:
    result = invoke(tmp_path / "new", "knowledge", "add", str(documents), "--publish")
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["publish", "--override", "  "],
        ["add", ".", "--override", "why not"],
        ["remove", "social-media", "--override", "why not"],
    ],
)
def test_an_override_without_a_reason_or_a_publication_is_usage(
    copy: Path, arguments: list[str]
) -> None:
    assert invoke(copy, "knowledge", *arguments).exit_code == 2


def test_publishing_without_a_gate_says_that_nothing_was_tested(copy: Path, library: Path) -> None:
    change(library, "harbor parade", "summer parade")
    draft = invoke(copy, "knowledge", "add", str(library))
    assert (draft.exit_code, draft.stderr) == (0, "")
    published = invoke(copy, "knowledge", "publish", "--json")
    assert json.loads(published.stdout)["live"] is True
    assert published.stderr == "No gate is set: what goes live wasn't tested first.\n"


def test_the_doctor_says_which_gate_is_set_and_what_is_wrong_with_it(
    copy: Path, gate: Path
) -> None:
    shown = "".join(invoke(copy, "doctor").stdout.split())
    assert f"{gate}playsquestions(2cases)" in shown
    gate.write_text("[at_leest]\nleaks = 0\n", "utf-8")
    broken = invoke(copy, "doctor")
    assert broken.exit_code == 1
    assert "at_least" in broken.stdout
