"""`policydesk eval run`, the real command on a real knowledge base with the real model."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select

from evals.runs import Run
from knowledge.catalog.database import open_catalog
from knowledge.catalog.tables import message, publication, revision, ticket, turn
from tests.adapters.terminal.conftest import COMMAND, ENVIRONMENT, _hears_ctrl_c, invoke

SET = """\
- id: uniform
  question: May I post a picture of myself in uniform on my personal account?
  expect: answer
  gold: [{document: policies/social.md, number: "4.1"}]
- id: custody
  question: can i post pics of people in custody
  expect: answer
  gold: [{document: social-media, quote: people in custody}]
- id: certificate
  question: How long are medical certificates kept?
  expect: answer
  groups: [hr]
  gold: [{document: hr.md, number: "1.1"}, {document: hr.md, quote: ten years}]
- id: no-certificate
  question: How long are medical certificates kept?
  expect: [escalate, decline]
- id: gone
  question: How long are hidden comments kept?
  expect: answer
  gold: [{document: policies/social.md, number: "5.9"}]
- id: hacked
  question: Our Facebook account was hacked!
  expect: escalate
  reason: urgent
"""
# Nobody's commit between two starts makes them runs of different code.
WITHOUT_GIT = ENVIRONMENT | {"GIT_DIR": "/nowhere"}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "six.yaml"
    path.write_text(SET, "utf-8")
    return path


@pytest.fixture
def own(data: Path, tmp_path: Path) -> Path:
    """Return a copy of the knowledge base that a test may change."""
    shutil.copytree(data, tmp_path / "own")
    return tmp_path / "own"


def counts(data: Path) -> Sequence[int]:
    database = open_catalog(data)
    with database.read() as connection:
        found = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (message, turn, ticket, revision, publication)
        ]
    database.close()
    return found


def test_a_set_is_played_and_everything_is_kept_and_nothing_recorded(
    own: Path, cases: Path
) -> None:
    before = counts(own)
    played = invoke(own, "eval", "run", str(cases))
    assert played.exit_code == 0, played.output
    (folder,) = (own / "evaluations").iterdir()
    assert folder.name.startswith("six-20")
    assert str(folder) in played.stdout.replace("\n", "")
    assert "policydesk eval report" in played.stdout
    assert "Stale: 1 case." in played.stdout
    assert max(map(len, played.stdout.splitlines())) <= 80
    assert counts(own) == before

    run = Run.open(folder)
    results = {result.case: result for result in run.results()}
    assert run.complete
    assert list(results) == "uniform custody certificate no-certificate gone hacked".split()
    assert results["uniform"].citations[0].meets == (0,)
    assert results["certificate"].citations[0].document == "hr.md"
    assert results["certificate"].leaks == ()
    assert all(passage.document != "hr.md" for passage in results["no-certificate"].passages)
    assert results["gone"].unmeetable == (0,)
    assert all(cited.verbatim for result in results.values() for cited in result.citations)
    told = (folder / "problems.log").read_text("utf-8")
    assert "gone: stale gold 5.9 of policies/social.md: policies/social.md has no 5.9" in told
    assert run.facts.revision == 1
    assert run.facts.cases == 6
    assert run.facts.settings["office"] == "the communications office"
    assert len(run.facts.model) == 64
    assert run.scores().overall["leaks"].value == 0


def test_json_is_all_that_is_printed_and_the_folder_can_be_named(
    data: Path, cases: Path, tmp_path: Path
) -> None:
    out = tmp_path / "here" / "run"
    arguments = ("eval", "run", str(cases), "--json", "--repeat", "2", "--out", str(out))
    played = invoke(data, *arguments)
    assert played.exit_code == 0, played.output
    made = json.loads(played.stdout)
    assert made["folder"] == str(out)
    assert made["stale"] == 1
    assert made["failed"] == 0
    assert {"name", "value", "n", "low", "high"} == set(made["figures"][0])
    assert [result.repetition for result in Run.open(out).results()] == [1, 2] * 6
    again = invoke(data, *arguments)
    assert again.exit_code == 1
    assert "is finished" in again.stderr


def test_a_draft_is_asked_before_anybody_sees_it(own: Path, tmp_path: Path) -> None:
    rule = "# Boats\n\n1.1 Boats may be painted in any color.\n\n1.2 Sails must be white.\n"
    (tmp_path / "boats.md").write_text(rule, "utf-8")
    (tmp_path / "boats.jsonl").write_text(
        '{"id": "1", "question": "Which color must sails have?", "expect": "answer",'
        ' "gold": [{"document": "boats.md", "number": "1.2"}]}',
        "utf-8",
    )
    added = invoke(own, "knowledge", "add", str(tmp_path / "boats.md"))
    assert added.exit_code == 0, added.output
    asked = ("eval", "run", str(tmp_path / "boats.jsonl"), "--json")
    draft = json.loads(invoke(own, *asked, "--revision", "draft").stdout)
    live = json.loads(invoke(own, *asked).stdout)
    assert (draft["stale"], live["stale"]) == (0, 1)
    assert (draft["facts"]["revision"], live["facts"]["revision"]) == (2, 1)
    assert draft["facts"]["documents"] != live["facts"]["documents"]
    (result,) = Run.open(Path(draft["folder"])).results()
    assert result.passages[0].document == "boats.md"
    states = json.loads(invoke(own, "knowledge", "revisions", "--json").stdout)
    assert [one["state"] for one in states] == ["draft", "live"]


def test_what_cannot_be_played_says_why_and_what_to_do(
    data: Path, cases: Path, tmp_path: Path
) -> None:
    for arguments, told in (
        (("nowhere",), "There is no test set nowhere"),
        ((str(cases), "--revision", "draft"), "There is no draft."),
        ((str(cases), "--revision", "99"), "99"),
        ((str(cases), "--out", str(cases.parent)), "holds other files"),
    ):
        played = invoke(data, "eval", "run", *arguments)
        assert (played.exit_code, played.stdout) == (1, "")
        assert told in played.stderr
        assert "Traceback" not in played.stderr
    assert invoke(data, "eval", "run", str(cases), "--revision", "newest").exit_code == 2
    (tmp_path / "empty").mkdir()
    nothing = invoke(tmp_path / "empty", "eval", "run", str(cases))
    assert nothing.exit_code == 1
    assert "Nothing is published here yet" in nothing.stderr


def test_a_bad_set_tells_all_its_faults_and_makes_no_run(own: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("- id: a\n- id: a\n  question: x\n  expect: perhaps\n", "utf-8")
    played = invoke(own, "eval", "run", str(bad))
    assert played.exit_code == 1
    assert len(played.stderr.splitlines()) >= 3
    assert not (own / "evaluations").exists()


def begun(own: Path, cases: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "--data", str(own), "eval", "run", str(cases), "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=WITHOUT_GIT,
        preexec_fn=_hears_ctrl_c,  # noqa: PLW1509 - nothing else runs threads here
    )


def await_(what: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    while not what():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_stopped_goes_on_by_the_same_command(
    own: Path, tmp_path: Path, how: signal.Signals
) -> None:
    many = tmp_path / "many.jsonl"
    case = (
        '{"id": "case %d", "question": "May I sell boat %d?", "expect": ["answer", "escalate"]}\n'
    )
    many.write_text("".join(case % (number, number) for number in range(150)), "utf-8")
    first = begun(own, many)

    def written() -> int:
        return sum(
            file.read_bytes().count(b"\n") for file in own.glob("evaluations/*/results.jsonl")
        )

    await_(lambda: written() >= 5, first)
    if how is signal.SIGINT:
        second = begun(own, many)
        assert second.wait() == 1
        assert "Another process is playing the run in" in second.communicate()[1]
    first.send_signal(how)
    _, told = first.communicate()
    stopped = written()
    assert stopped < 150
    if how is signal.SIGINT:
        assert first.returncode == 130
        assert told == f"Stopped after {stopped} of 150; the same command goes on from there.\n"
    else:
        assert first.returncode == -signal.SIGKILL
        (results,) = own.glob("evaluations/*/results.jsonl")
        results.write_bytes(results.read_bytes()[:-40])
    again = begun(own, many)
    made, told = again.communicate()
    assert (again.returncode, told) == (0, "")
    (folder,) = (own / "evaluations").iterdir()
    assert json.loads(made)["folder"] == str(folder)
    run = Run.open(folder)
    assert run.complete
    assert [result.case for result in run.results()] == [f"case {n}" for n in range(150)]


@pytest.mark.parametrize("arguments", [("",), (" ",), ("six.yaml", "--out", "")])
def test_a_name_of_nothing_is_no_name_of_the_current_folder(
    data: Path, cases: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(cases.parent)
    refused = invoke(data, "eval", "run", *arguments)
    assert refused.exit_code == 2
    assert "Name a test set" in refused.stderr or "a name is missing" in refused.stderr
    assert list(cases.parent.iterdir()) == [cases]
