from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals.runs import Run
from tests.adapters.terminal.conftest import ENVIRONMENT, invoke
from tests.evals.compare.made import answer, escalation, played, wants

QUESTION = "May I post a picture \x1b[31mof the new boat?\u202e"


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Run, Run]:
    cases = [wants("boat", question=QUESTION), *(wants(f"case-{n}") for n in range(20))]
    before = {case.id: answer() for case in cases}
    after = before | {"boat": escalation()} | {f"case-{n}": answer("7.7") for n in range(15)}
    return played(tmp_path / "a", cases, before), played(tmp_path / "b", cases, after, revision=2)


def compared(runs: tuple[Run, Run], *options: str) -> str:
    a, b = (str(run.folder) for run in runs)
    result = invoke(Path(), "eval", "compare", a, b, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_two_runs_are_shown_side_by_side_in_80_columns(runs: tuple[Run, Run]) -> None:
    shown = compared(runs)
    assert max(map(len, shown.splitlines())) <= 80
    assert "In both runs: 21 cases; 0 won, 16 lost, 0 changed." in " ".join(shown.split())
    assert "revision: 1 → 2" in shown
    assert "not_answered_when_unanswerable" not in shown
    (row,) = [line for line in shown.splitlines() if line.startswith("passed")]
    assert row.split()[:4] == ["passed", "1.000", "0.238", "-0.762"]
    assert row.split()[-1] == "worse"
    assert "1.1 of policy.md, version 1" in shown
    assert "It doesn't cite 1.1 of policy.md." in shown
    assert "6 more with --all." in shown


def test_what_people_wrote_cant_move_the_cursor(runs: tuple[Run, Run]) -> None:
    for options in ((), ("--markdown",), ("--all",)):
        shown = compared(runs, *options)
        assert "new boat" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def test_all_leaves_nothing_out(runs: tuple[Run, Run]) -> None:
    shown = compared(runs, "--all")
    assert "more with --all" not in shown
    assert "case-14" in shown
    assert "map@10" in shown


def test_json_is_alone_on_stdout_and_the_page_goes_to_its_file(
    runs: tuple[Run, Run], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    told = json.loads(compared(runs, "--json", "--html", str(page)))
    assert len(told["lost"]) == 16
    assert told["conditions"] == [{"what": "revision", "a": "1", "b": "2"}]
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_two_forms_at_once_are_usage(runs: tuple[Run, Run]) -> None:
    a, b = (str(run.folder) for run in runs)
    assert invoke(Path(), "eval", "compare", a, b, "--json", "--markdown").exit_code == 2


def test_a_folder_that_holds_no_run_is_named(tmp_path: Path) -> None:
    result = invoke(Path(), "eval", "compare", str(tmp_path), str(tmp_path))
    assert result.exit_code == 1
    assert f"{tmp_path} isn't the folder of a run" in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", ["compare", "gate"])
def test_comparing_and_judging_load_neither_model_nor_index(
    runs: tuple[Run, Run], tmp_path: Path, name: str
) -> None:
    (tmp_path / "gate.toml").write_text("[at_least]\npassed = 0\n")
    a, b = (str(run.folder) for run in runs)
    more = [b] if name == "compare" else ["--rules", str(tmp_path / "gate.toml")]
    heavy = {"torch", "chromadb", "tantivy", "sentence_transformers", "matplotlib"}
    program = (
        "import sys; from adapters.terminal.main import cli\n"
        "try: cli(sys.argv[1:])\n"
        f"finally: print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "eval", name, a, *more],
        capture_output=True, text=True, env=ENVIRONMENT, timeout=120, check=True,
    )  # fmt: skip
    assert done.stderr.strip().endswith("[]")
