from __future__ import annotations

from pathlib import Path

from bot.model import Decision
from evals.compare import Comparison, compare
from evals.compare.verdict import cautions, verdict
from tests.evals.compare.made import answer, escalation, played, wants
from tests.evals.report import made


def against(folder: Path, before: list[Decision], after: list[Decision]) -> Comparison:
    cases = [wants(f"{n}") for n in range(len(before))]
    a, b = (dict(zip([c.id for c in cases], told, strict=True)) for told in (before, after))
    return compare(played(folder / "a", cases, a), played(folder / "b", cases, b))


def plainly(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_more_cases_right_by_more_than_chance_is_better_and_fewer_worse(tmp_path: Path) -> None:
    half = [answer()] * 20 + [escalation()] * 20
    better = verdict(against(tmp_path / "1", half, [answer()] * 40))
    worse = verdict(against(tmp_path / "2", [answer()] * 40, half))
    assert (better.tone, plainly(better.headline)) == (
        "good",
        "B is better: of 40 cases compared, 100 % came out right in B and 50 % in A",
    )
    assert better.lead.startswith("20 failed in A and passed in B, 0 the other way round; of 0")
    assert worse.tone == "bad"
    assert worse.headline.startswith("B is worse: ")
    assert worse.points[0].startswith("Worse by more than chance: Answered, where the text")


def test_a_few_cases_that_go_either_way_are_no_difference_beyond_chance(tmp_path: Path) -> None:
    good, bad = answer(), escalation()
    found = verdict(against(tmp_path, [bad, bad, *[good] * 38], [*[good] * 39, bad]))
    assert found.tone == "plain"
    assert plainly(found.headline) == (
        "No difference beyond chance: of 40 cases compared, 98 % came out right in B and 95 % in A"
    )


def test_one_more_leak_outweighs_all_that_is_better(tmp_path: Path) -> None:
    cases = [made.answerable(f"{n}") for n in range(40)]
    before = [(case, made.escalation(case)) for case in cases]
    leak = made.answer(cases[0], leaks=("hr/x",))
    after = [(cases[0], leak), *((case, made.answer(case)) for case in cases[1:])]
    found = verdict(compare(made.run(tmp_path / "a", before), made.run(tmp_path / "b", after)))
    assert (found.tone, found.headline) == (
        "bad",
        "B is worse: it shows more of what the asker may not read",
    )


def test_shares_that_round_to_the_same_are_told_apart(tmp_path: Path) -> None:
    cases = [made.answerable(f"{n}") for n in range(1000)]
    a = made.run(tmp_path / "a", [(c, made.answer(c)) for c in cases[:1000]])
    wrong = {case.id for case in cases[:4]}
    after = [(c, (made.escalation if c.id in wrong else made.answer)(c)) for c in cases]
    half = [(c, (made.escalation if c.id in {"0", "1"} else made.answer)(c)) for c in cases]
    told = plainly(verdict(compare(made.run(tmp_path / "b", half), a)).headline)
    assert "100 % came out right in B and 99.8 % in A" in told
    told = plainly(
        verdict(compare(made.run(tmp_path / "c", half), made.run(tmp_path / "d", after))).headline
    )
    assert "99.6 % came out right in B and 99.8 % in A" in told


def test_few_cases_and_what_was_left_out_are_warned_of(tmp_path: Path) -> None:
    few = against(tmp_path / "few", [answer()] * 3, [escalation()] * 3)
    assert list(cautions(few)) == [
        "Only 3 cases can be compared, so every figure is rough: look at the intervals."
    ]
    many = against(tmp_path / "many", [answer()] * 40, [answer()] * 40)
    assert list(cautions(many)) == []
