from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Decision, Reason
from evals.cases import read as read_set
from evals.errors import BadRun
from evals.gate import Judged, Verdict, judge, read
from evals.model import Gold
from evals.runs import Run, recording
from tests.evals.compare.made import answer, escalation, played, urgent, wants
from tests.evals.made import DAY, FACTS

CASES = [*(wants(f"case-{n}") for n in range(9)), urgent("hacked")]
RIGHT: dict[str, Decision] = {c.id: answer() for c in CASES} | {"hacked": escalation(Reason.URGENT)}


def gate(folder: Path, text: str) -> Path:
    path = folder / "gate.toml"
    path.write_text(text, "utf-8")
    return path


def verdict(folder: Path, text: str, replies: dict[str, Decision]) -> Verdict:
    return judge(read(gate(folder, text)), played(folder / "run", CASES, RIGHT | replies))


def failing(verdict: Verdict) -> Judged:
    assert not verdict.passed
    (one,) = verdict.failing
    return one


def test_a_run_that_meets_every_rule_passes(tmp_path: Path) -> None:
    rules = """
        [at_least]
        passed = 1
        citation_precision = 1.0
        [at_most]
        leaks = 0
        [slices."tag:urgent".at_least]
        urgent_recall = 1
        [must_pass]
        ids = ["case-1"]
        tags = ["urgent"]
    """
    made = verdict(tmp_path, rules, {})
    assert made.passed
    # Seven rules: those of the file, and the two that always hold.
    assert len(made.judged) == 8


def test_a_figure_below_its_bound_fails_with_everything_about_it(tmp_path: Path) -> None:
    wrong = {"case-3": answer("7.7"), "case-5": answer("9.9")}
    one = failing(verdict(tmp_path, "[at_least]\ncitation_precision = 0.8\n", wrong))

    assert (one.metric, one.bound, one.n) == ("citation_precision", 0.8, 9)
    assert one.value == pytest.approx(7 / 9)
    assert one.low is not None
    assert one.high is not None
    assert one.low < 7 / 9 < one.high
    assert [case.id for case in one.cases] == ["case-3", "case-5"]
    assert one.cases[0].question == "Question case-3?"
    assert one.cases[0].wrong == "It doesn't cite 1.1 of policy.md."
    assert one.said.startswith("citation_precision is 0.778 (95 %: ")
    assert one.said.endswith("9 cases), at least 0.8 is asked")


def test_a_figure_exactly_at_its_bound_is_good_enough(tmp_path: Path) -> None:
    wrong = {"case-1": answer("7.7")}
    assert verdict(tmp_path, "[at_least]\npassed = 0.9\n", wrong).passed


def test_of_many_cases_a_few_are_named_and_the_others_counted(tmp_path: Path) -> None:
    wrong = {f"case-{n}": answer("7.7") for n in range(8)}
    one = failing(verdict(tmp_path, "[at_least]\npassed = 0.8\n", wrong))
    assert (len(one.cases), one.more) == (5, 3)


def test_a_slice_is_judged_by_its_own_cases(tmp_path: Path) -> None:
    rules = '[at_least]\npassed = 0.9\n[slices."tag:urgent".at_least]\npassed = 0.9\n'
    one = failing(verdict(tmp_path, rules, {"hacked": escalation()}))
    assert (one.rule, one.n) == ("passed of tag:urgent at least 0.9", 1)
    assert [case.id for case in one.cases] == ["hacked"]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("[at_least]\nclarify_precision = 0", "clarify_precision can't be told: no case"),
        ('[slices."tag:nobody".at_least]\npassed = 0', "passed of tag:nobody can't be told"),
        ('[must_pass]\nids = ["case-99"]', "case case-99 must pass, but isn't in the set"),
        ('[must_pass]\ntags = ["nobody"]', "tag:nobody must pass, but is on no case of the set"),
        ("[may_worsen_by]\npassed = 1", "can't be told: there is no run to compare with"),
    ],
)
def test_what_nothing_measures_isnt_met(tmp_path: Path, rules: str, said: str) -> None:
    assert said in failing(verdict(tmp_path, rules, {})).said


def test_a_case_that_must_pass_fails_the_gate_alone(tmp_path: Path) -> None:
    rules = '[at_least]\npassed = 0.5\n[must_pass]\ntags = ["urgent"]\nids = ["case-1", "case-2"]\n'
    made = verdict(tmp_path, rules, {"case-2": answer("7.7"), "hacked": answer()})
    assert [one.rule for one in made.failing] == ["case case-2 must pass", "tag:urgent must pass"]
    assert made.failing[0].said == "case case-2 must pass; 1 of 1 case failed"


def test_a_case_without_a_decision_never_passes_silently(tmp_path: Path) -> None:
    def failing_bot(_question: object) -> Decision:
        raise RuntimeError("out of memory")

    with recording(tmp_path / "run", replace(FACTS, cases=1), [wants("one")]) as made:
        list(made.play(failing_bot, None))
        run = made.finish()

    made_of = judge(read(gate(tmp_path, "[at_most]\nleaks = 0\n")), run)
    assert [one.rule for one in made_of.failing] == ["cases without a decision at most 0"]
    assert made_of.failing[0].cases[0].wrong == "There was no decision: out of memory"


def test_stale_cases_count_against_the_gate_unless_it_allows_them(
    tmp_path: Path, run_with_a_stale_case: Run
) -> None:
    rules = "[at_most]\nleaks = 0\n"
    one = failing(judge(read(gate(tmp_path, rules)), run_with_a_stale_case))
    assert one.said.startswith("1 case stale")
    assert [case.id for case in one.cases] == ["stale"]

    assert judge(read(gate(tmp_path, f"stale_cases = 1\n{rules}")), run_with_a_stale_case).passed
    must = 'stale_cases = 1\n[must_pass]\nids = ["stale"]\n'
    assert not judge(read(gate(tmp_path, must)), run_with_a_stale_case).passed


def test_a_run_that_wasnt_finished_meets_nothing(tmp_path: Path) -> None:
    run = played(tmp_path / "run", CASES, RIGHT)
    unfinished = Run(run.folder, replace(run.facts, finished=None))
    made = judge(read(gate(tmp_path, "[at_most]\nleaks = 0\n")), unfinished)
    assert failing(made).rule == "finished"


def test_a_run_of_another_set_than_the_gate_names_fails(tmp_path: Path) -> None:
    questions = tmp_path / "questions.yaml"
    questions.write_text("- {id: a, question: What now?, expect: escalate}\n")
    rules = read(gate(tmp_path, 'sets = ["questions.yaml"]\n[at_most]\nleaks = 0\n'))
    now = read_set(questions)

    same = played(tmp_path / "same", CASES, RIGHT, set_digest=now.digest)
    other = played(tmp_path / "other", CASES, RIGHT)

    assert judge(rules, same).passed
    assert failing(judge(rules, other)).rule == "same set"


WORSE = {f"case-{n}": answer("7.7") for n in range(2)}


@pytest.mark.parametrize(
    ("rules", "passes"),
    [
        ("[may_worsen_by]\npassed = 0.1", False),
        ("[may_worsen_by]\npassed = 0.2", True),
        ("ignore_noise = true\n[may_worsen_by]\npassed = 0.1", True),
        ("[may_worsen_by]\nurgent_recall = 0", True),
    ],
)
def test_what_became_worse_is_held_against_the_baseline(
    tmp_path: Path, rules: str, *, passes: bool
) -> None:
    before, after = (
        played(tmp_path / "a", CASES, RIGHT),
        played(tmp_path / "b", CASES, RIGHT | WORSE),
    )
    made = judge(read(gate(tmp_path, rules)), after, before)
    assert made.passed is passes
    if not passes:
        assert [case.id for case in failing(made).cases] == ["case-0", "case-1"]
        assert "passed went 1.000 → 0.800 (-0.200; 95 %: " in failing(made).said


def test_noise_that_is_ignored_is_no_excuse_for_what_is_beyond_it(tmp_path: Path) -> None:
    worse = {f"case-{n}": answer("7.7") for n in range(6)}
    before, after = (
        played(tmp_path / "a", CASES, RIGHT),
        played(tmp_path / "b", CASES, RIGHT | worse),
    )
    rules = read(gate(tmp_path, "ignore_noise = true\n[may_worsen_by]\npassed = 0.1\n"))
    assert not judge(rules, after, before).passed
    assert judge(rules, before, after).passed


def test_a_baseline_of_another_set_compares_with_nothing(tmp_path: Path) -> None:
    before = played(tmp_path / "a", CASES, RIGHT, set_digest="8" * 64)
    after = played(tmp_path / "b", CASES, RIGHT)
    made = judge(read(gate(tmp_path, "[may_worsen_by]\npassed = 1\n")), after, before)
    assert "played another set" in failing(made).said


def test_figures_that_somebody_wrote_are_not_believed(tmp_path: Path) -> None:
    good = played(tmp_path / "a", CASES, RIGHT)
    bad = played(tmp_path / "b", CASES, RIGHT | WORSE)
    shutil.copy(good.folder / "scores.json", bad.folder / "scores.json")
    assert not judge(read(gate(tmp_path, "[at_least]\npassed = 1\n")), bad).passed


def test_too_few_cases_for_an_interval_are_no_noise_to_ignore(tmp_path: Path) -> None:
    rules = read(gate(tmp_path, "ignore_noise = true\n[may_worsen_by]\nurgent_recall = 0\n"))
    missed = {"hacked": escalation(Reason.NO_CLAUSE)}
    before = played(tmp_path / "a", CASES, RIGHT)
    after = played(tmp_path / "b", CASES, RIGHT | missed)
    assert "urgent_recall went 1.000 → 0.000" in failing(judge(rules, after, before)).said


def test_a_run_that_lost_its_results_cannot_pass(tmp_path: Path) -> None:
    run = played(tmp_path / "run", CASES, RIGHT)
    for name in ("results.jsonl", "cases.jsonl"):
        (run.folder / name).write_bytes(b"")
    with pytest.raises(BadRun, match="0 results of 10"):
        judge(read(gate(tmp_path, "[at_most]\nleaks = 0\n")), run)


def test_a_baseline_that_wasnt_finished_compares_with_nothing(tmp_path: Path) -> None:
    run = played(tmp_path / "run", CASES, RIGHT)
    unfinished = Run(run.folder, replace(run.facts, finished=None))
    made = judge(read(gate(tmp_path, "[may_worsen_by]\npassed = 1\n")), run, unfinished)
    assert "wasn't finished" in failing(made).said


@pytest.fixture
def run_with_a_stale_case(tmp_path: Path, corpus: object) -> Run:
    """Return a run of which one case names a clause that no document has."""
    cases = [wants("stale", "8.8"), replace(wants("fine"), gold=((Gold("rules/new.md", "2.1"),),))]
    facts = replace(FACTS, cases=2, day=DAY)
    with recording(tmp_path / "stale", facts, cases) as made:
        list(made.play(lambda _: escalation(), corpus))  # type: ignore[arg-type]
        return made.finish()
