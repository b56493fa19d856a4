from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.model import Kind, Reason
from evals.compare import Comparison, Difference, compare
from evals.compare.wording import judgement, notes
from evals.errors import BadRun
from evals.runs import Run
from evals.runs.files import RESULTS
from tests.evals.compare.made import answer, escalation, played, urgent, wants
from tests.evals.made import DAY


def figure(compared: Comparison, name: str) -> Difference:
    return next(one for one in compared.differences if one.metric.name == name)


def test_cases_that_were_won_lost_or_told_otherwise_stand_side_by_side(tmp_path: Path) -> None:
    cases = [wants("won"), wants("lost"), wants("changed"), wants("same"), wants("worse")]
    before = {
        "won": escalation(),
        "lost": answer(),
        "changed": escalation(Reason.NO_CLAUSE),
        "same": answer(),
        "worse": answer("7.7"),
    }
    after = {
        "won": answer(),
        "lost": answer("9.9"),
        "changed": escalation(Reason.LOW_CONFIDENCE),
        "same": answer(),
        "worse": answer("8.8"),
    }

    compared = compare(played(tmp_path / "a", cases, before), played(tmp_path / "b", cases, after))

    assert [pair.case.id for pair in compared.won] == ["won"]
    assert [pair.case.id for pair in compared.lost] == ["lost"]
    assert [pair.case.id for pair in compared.changed] == ["changed", "worse"]
    (lost,) = compared.lost
    assert (lost.a.citations[0].number, lost.b.citations[0].number) == ("1.1", "9.9")
    assert (lost.wrong_a, lost.wrong_b) == ((), ("It doesn't cite 1.1 of policy.md.",))
    assert compared.won[0].a.kind is Kind.ESCALATE
    assert compared.shared.count == 5
    assert compared.conditions == ()


def test_only_cases_that_are_the_same_in_both_are_compared(tmp_path: Path) -> None:
    old = [wants("gone"), wants("kept"), wants("reworded"), wants("noted")]
    new = [
        wants("noted", note="looked at twice"),
        wants("kept"),
        wants("reworded", number="1.2"),
        wants("new"),
    ]
    everything = {case.id: answer() for case in (*old, *new)}

    compared = compare(
        played(tmp_path / "a", old, everything),
        played(tmp_path / "b", new, everything, set_digest="e" * 64),
    )

    shared = compared.shared
    assert (shared.count, shared.only_a, shared.only_b) == (2, ("gone",), ("new",))
    assert shared.differing == ("reworded",)
    assert figure(compared, "passed").n == 2
    assert (compared.won, compared.lost) == ((), ())
    assert [one.what for one in compared.conditions] == ["set"]
    told = " ".join(notes(compared))
    assert "1 case left out, only in A: gone." in told
    assert "reworded" in told


def test_everything_else_that_differs_between_the_runs_is_named(tmp_path: Path) -> None:
    cases, replies = [wants("one")], {"one": answer()}
    a = played(tmp_path / "a", cases, replies)
    b = played(
        tmp_path / "b",
        cases,
        replies,
        day=DAY.replace(year=2027),
        revision=4,
        documents="f" * 64,
        settings={"agency": "Port Authority", "time_zone": "UTC"},
        confidence={"cases": 300},
        model="0" * 64,
        changed=True,
        policydesk="0.2.0",
    )

    named = {one.what: (one.a, one.b) for one in compare(a, b).conditions}

    assert named["revision"] == ("1", "4")
    assert named["day"] == ("2026-05-04", "2027-05-04")
    assert named["setting agency"] == ("the agency", "Port Authority")
    assert named["setting time_zone"] == ("", "UTC")
    assert named["confidence, cases"] == ("285", "300")
    assert named["code"] == ("d" * 12, "d" * 12 + " with changes")
    assert set(named) == {
        "revision", "documents", "day", "setting agency", "setting time_zone",
        "confidence, cases", "embedding model", "code", "PolicyDesk",
    }  # fmt: skip


def test_of_what_the_confidence_rests_on_only_what_differs_is_named_and_no_list_is_spread(
    tmp_path: Path,
) -> None:
    cases, replies = [wants("one")], {"one": answer()}
    on = {"ObliQA": "1726 questions", "sample": "285 questions"}
    known = {"on": on, "cases": ["0f"] * 300}
    other = {"on": on | {"sample": "300 questions"}, "cases": ["ff"] * 300}
    a = played(tmp_path / "a", cases, replies, confidence=known)
    b = played(tmp_path / "b", cases, replies, confidence=other)

    named = {one.what: (one.a, one.b) for one in compare(a, b).conditions}

    assert set(named) == {"confidence, on, sample", "confidence, cases"}
    assert named["confidence, on, sample"] == ("285 questions", "300 questions")
    before, after = named["confidence, cases"]
    assert before.startswith("300 entries (")
    assert after.startswith("300 entries (")
    assert len(before) < 40


def test_a_case_that_fails_once_of_three_times_is_lost_and_the_failure_is_shown(
    tmp_path: Path,
) -> None:
    cases = [wants("one")]
    a = played(tmp_path / "a", cases, {"one": answer()}, repeat=3)
    b = played(tmp_path / "b", cases, {"one": [answer(), answer("9.9"), answer()]}, repeat=3)

    (lost,) = compare(a, b).lost

    assert lost.b.repetition == 2
    assert figure(compare(a, b), "passed").b == pytest.approx(2 / 3)


def test_how_often_a_case_was_played_changes_nothing_about_it(tmp_path: Path) -> None:
    cases = [wants("one")]
    a = played(tmp_path / "a", cases, {"one": answer()})
    b = played(tmp_path / "b", cases, {"one": answer()}, repeat=3)
    assert compare(a, b).changed == ()


def test_a_run_that_stopped_is_compared_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    cases = [wants("one"), wants("two")]
    a = played(tmp_path / "a", cases, {"one": answer(), "two": answer()})
    b = played(tmp_path / "b", cases, {"one": answer(), "two": answer()})
    results = b.folder / RESULTS
    results.write_bytes(results.read_bytes().splitlines(keepends=True)[0])

    compared = compare(a, Run(b.folder, replace(b.facts, finished=None)))

    assert (compared.shared.count, compared.shared.only_a) == (1, ("two",))
    assert compared.unfinished == ("B",)
    assert "B wasn't finished" in next(notes(compared))


def test_runs_without_a_common_case_have_no_figures(tmp_path: Path) -> None:
    a = played(tmp_path / "a", [wants("one")], {"one": answer()})
    b = played(tmp_path / "b", [wants("two")], {"two": answer()})
    compared = compare(a, b)
    assert (compared.shared.count, compared.differences) == (0, ())


def test_a_damaged_run_is_a_fault_that_names_the_line(tmp_path: Path) -> None:
    a = played(tmp_path / "a", [wants("one")], {"one": answer()})
    (a.folder / RESULTS).write_text("{}\n")
    with pytest.raises(BadRun, match="line 1 is damaged"):
        compare(a, a)


def test_less_is_better_where_it_is(tmp_path: Path) -> None:
    cases = [wants(f"{n}", forbidden_phrases=("never",)) for n in range(40)]
    a = played(tmp_path / "a", cases, {c.id: answer(text="It is never allowed.") for c in cases})
    b = played(tmp_path / "b", cases, {c.id: answer() for c in cases})

    found = figure(compare(a, b), "forbidden")

    assert (found.a, found.b, found.value) == (1, 0, -1)
    assert (found.gain, judgement(found)) == (1, "better")
    assert judgement(figure(compare(b, a), "forbidden")) == "worse"


def test_a_metric_that_one_run_has_no_case_for_isnt_compared(tmp_path: Path) -> None:
    cases = [urgent("one"), urgent("two")]
    a = played(tmp_path / "a", cases, {c.id: escalation(Reason.URGENT) for c in cases})
    b = played(tmp_path / "b", cases, {c.id: answer() for c in cases})

    found = figure(compare(a, b), "urgent_precision")

    assert (found.a, found.b, found.value, found.n) == (1, None, None, 0)
    assert judgement(found) == "not measured"
