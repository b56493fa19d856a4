from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from evals.runs import Run
from tests.adapters.terminal.conftest import invoke
from tests.evals.compare.made import answer, played, wants


@pytest.fixture
def run(tmp_path: Path) -> Run:
    cases = [wants(f"case-{n}") for n in range(10)]
    replies = {case.id: answer() for case in cases} | {"case-4": answer("7.7")}
    return played(tmp_path / "run", cases, replies)


def judged(run: Run, rules: str, *options: str) -> Result:
    gate = run.folder.parent / "gate.toml"
    gate.write_text(rules, "utf-8")
    return invoke(Path(), "eval", "gate", str(run.folder), "--rules", str(gate), *options)


def test_a_run_that_meets_the_rules_ends_with_0(run: Run) -> None:
    result = judged(run, "[at_least]\npassed = 0.9\n")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "Passed: all 3 rules are met."


def test_a_run_that_doesnt_ends_with_1_and_names_rule_value_bound_and_case(run: Run) -> None:
    result = judged(run, "[at_least]\npassed = 0.95\n")
    shown = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert "FAILS passed is 0.900 (95 %: " in shown
    assert "10 cases), at least 0.95 is asked." in shown
    assert "case-4: “Question case-4?” It doesn't cite 1.1 of policy.md." in shown
    assert shown.endswith("Not passed: 1 of 3 rules fail.")
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_says_the_same_with_the_same_exit_code(run: Run) -> None:
    result = judged(run, "[at_least]\npassed = 0.95\n", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["passed"]) == (1, False)
    (failing,) = [one for one in told["judged"] if not one["passed"]]
    assert (failing["metric"], failing["value"], failing["bound"]) == ("passed", 0.9, 0.95)
    assert failing["cases"][0]["id"] == "case-4"


def test_a_baseline_is_compared_with(run: Run, tmp_path: Path) -> None:
    cases = [wants(f"case-{n}") for n in range(10)]
    before = played(tmp_path / "before", cases, {case.id: answer() for case in cases})
    rules = "[may_worsen_by]\npassed = 0.05\n"
    assert judged(run, rules).exit_code == 1
    result = judged(run, rules, "--baseline", str(before.folder))
    assert result.exit_code == 1
    assert "passed went 1.000 → 0.900" in " ".join(result.stdout.split())
    assert judged(run, rules, "--baseline", str(run.folder)).exit_code == 0


def test_each_fault_of_a_gate_has_a_line(run: Run) -> None:
    result = judged(run, "at_leest = 1\n[at_most]\nleeks = 0\n")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert "did you mean “leaks”?" in result.stderr


def test_without_rules_the_command_cant_be_read(run: Run) -> None:
    assert invoke(Path(), "eval", "gate", str(run.folder)).exit_code == 2
