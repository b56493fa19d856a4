from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from bot.model import Kind, Reason
from evals.errors import BadRun
from evals.metrics import METRICS, Scores, Slice, per_case, score
from evals.model import Case, Gold, Result
from knowledge.model import Viewer
from tests.evals.metrics.made import case, cited, failed, ranked, result

Outcomes = list[tuple[Case, Result]]

ANSWERED = case(id="answered", gold=1, tags=("leave", "pay"))
WRONG = case(id="wrong", gold=1, tags=("pay",), viewer=Viewer(audience="managers"))
ESCALATED = case(Kind.ESCALATE, id="escalated", tags=("pay",))


def outcomes() -> Outcomes:
    return [
        (ANSWERED, result(case="answered", cites=[cited(0)], found=ranked([0]))),
        (WRONG, result(case="wrong", cites=[cited()], found=ranked([], [0]), milliseconds=300.0)),
        (ESCALATED, result(Kind.ESCALATE, case="escalated", confidence=0.1, milliseconds=200.0)),
    ]


def many(cases: int, repetitions: int = 1) -> Iterator[tuple[Case, Result]]:
    """Yield cases of all sorts, the same every time."""
    chance = random.Random(4)  # noqa: S311 — nothing secret
    for place in range(cases):
        kind = chance.choice(list(Kind))
        asked = case(
            kind,
            id=str(place),
            gold=int(kind is Kind.ANSWER),
            tags=(f"tag {place % 7}",),
            viewer=Viewer(audience=chance.choice(["", "staff"])),
            facts=(("own device",),),
        )
        for repetition in range(1, repetitions + 1):
            done = result(
                chance.choice([kind, *Kind]),
                case=str(place),
                repetition=repetition,
                confidence=chance.random(),
                reason=Reason.URGENT,
                cites=[cited(*chance.choice([[], [0]]))],
                found=ranked([], *chance.choice([[], [[0]]])),
                milliseconds=chance.lognormvariate(4, 1),
            )
            yield asked, done


def values(scores: Scores) -> dict[str, float | None]:
    return {name: figure.value for name, figure in scores.overall.items()}


def test_figures_are_those_of_the_hand_with_the_number_of_cases_they_apply_to() -> None:
    overall = score(outcomes()).overall
    by_hand = {
        "recall@1": (1 / 2, 2),
        "mrr": (3 / 4, 2),
        "leaks": (0, 3),
        "citation_precision": (1 / 2, 2),
        "decision_accuracy": (1, 3),
        "answered_when_answerable": (1, 2),
        "not_answered_when_unanswerable": (1, 1),
        "sure_precision": (1 / 2, 2),
        "passed": (2 / 3, 3),
        "p50_ms": (200, 3),
        "p95_ms": (290, 3),
        "brier": ((0.01 + 0.81 + 0.01) / 3, 3),
        "aurc": ((1 / 2 + 1 / 2 + 2 / 3) / 3, 3),
        "facts": (None, 0),
        "stability": (None, 0),
    }
    for name, (value, n) in by_hand.items():
        assert overall[name].n == n, name
        assert overall[name].value == (value if value is None else pytest.approx(value)), name


def test_every_metric_has_its_figure_in_the_order_of_the_catalogue() -> None:
    scores = score(outcomes())
    names = [metric.name for metric in METRICS]
    assert list(scores.overall) == names
    assert all(list(one.figures) == names for one in scores.slices)


def test_every_interval_holds_its_value() -> None:
    scores = score(many(60))
    figures = [
        f for one in (scores.overall, *(s.figures for s in scores.slices)) for f in one.values()
    ]
    for figure in figures:
        if figure.value is None:
            assert (figure.low, figure.high) == (None, None)
        else:
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low <= figure.value <= figure.high
    assert score([]).overall["passed"].value is None


def test_slices_are_by_tag_audience_and_the_document_of_the_gold() -> None:
    slices = score(outcomes()).slices
    assert [(one.kind, one.name, one.cases) for one in slices] == [
        ("tag", "leave", 1),
        ("tag", "pay", 3),
        ("audience", "managers", 1),
        ("audience", "not given", 2),
        ("document", "policy.md", 2),
    ]
    assert by_name(slices, "pay").figures["passed"].value == pytest.approx(2 / 3)
    assert by_name(slices, "managers").figures["passed"].value == 0


def by_name(slices: Iterable[Slice], name: str) -> Slice:
    return next(one for one in slices if one.name == name)


def test_a_case_counts_once_in_each_document_that_its_gold_names() -> None:
    anyone = (Gold("a.md", "1"), Gold("b.md", "2"), Gold("b.md", "3"))
    slices = score(
        [(case(gold=1), result()), (replace(case(), gold=(anyone,), id="b"), result())]
    ).slices
    assert [(one.name, one.cases) for one in slices if one.kind == "document"] == [
        ("a.md", 1),
        ("b.md", 1),
        ("policy.md", 1),
    ]


def test_a_slice_has_the_figures_of_its_cases_alone() -> None:
    everything = list(many(60))
    one = by_name(score(everything).slices, "tag 3")
    alone = score(outcome for outcome in everything if "tag 3" in outcome[0].tags)
    assert one.figures == alone.overall


def test_a_stale_case_counts_for_nothing_but_leaks() -> None:
    stale = (case(id="stale", gold=1, facts=(("x",),)), result(unmeetable=(0,), leaks=("4.2",)))
    before, after = score(outcomes()), score([*outcomes(), stale])
    assert (after.cases, after.stale, after.leaking) == (4, 1, 1)
    assert after.overall["leaks"].value == 1 / 4
    assert after.curves == before.curves
    for name, figure in after.overall.items():
        if name != "leaks":
            assert figure.value == before.overall[name].value
            assert figure.n == before.overall[name].n


def test_a_stale_case_is_never_shown_to_a_judge() -> None:
    def judge(_: Case, done: Result) -> dict[str, float]:
        assert not done.unmeetable
        return {"judge_answers": 1.0}

    stale = (case(id="stale", gold=1), result(unmeetable=(0,)))
    assert score([*outcomes(), stale], judge).overall["judge_answers"].n == 3


def test_what_broke_down_is_counted_and_wrong() -> None:
    scores = score([*outcomes(), (case(id="broken", gold=1), failed())])
    assert scores.failed == 1
    assert scores.overall["passed"].value == 2 / 4
    assert scores.overall["recall@10"].value == pytest.approx(2 / 3)
    assert scores.overall["answered_when_answerable"].value == pytest.approx(2 / 3)
    assert scores.curves.confusion["answer"] == {"answer": 2, "error": 1}


def test_of_repetitions_the_mean_counts_and_of_leaks_any() -> None:
    right = result(cites=[cited(0)], milliseconds=100.0)
    again = replace(right, repetition=2, citations=(cited(),), milliseconds=300.0, leaks=("1",))
    found = per_case(case(gold=1), [right, again])
    assert (found["citation_precision"], found["passed"], found["milliseconds"]) == (0.5, 0.5, 200)
    assert found["leaks"] == 1
    assert found["stability"] == 1
    scores = score([(case(gold=1), right), (case(gold=1), again)])
    assert scores.cases == scores.overall["passed"].n == 1


@pytest.mark.parametrize(
    "other",
    [
        result(Kind.ESCALATE),
        result(reason=Reason.ANSWERED),
        result(cites=[cited(key="z")]),
        failed(),
    ],
)
def test_a_case_that_comes_out_differently_isnt_stable(other: Result) -> None:
    assert per_case(case(), [result(), result()])["stability"] == 1
    assert per_case(case(), [result(), other])["stability"] == 0


def test_what_breaks_down_every_time_isnt_stable() -> None:
    assert per_case(case(), [failed(), failed()])["stability"] == 0


def test_nothing_but_intervals_hangs_on_the_order_of_the_cases() -> None:
    everything = list(many(40))
    there, back = score(everything), score(reversed(everything))
    assert values(there) == pytest.approx(values(back))
    assert there.curves.confusion == back.curves.confusion
    assert there.curves.ranks == back.curves.ranks


def test_scores_read_back_are_the_scores_that_were_written() -> None:
    scores = score(many(40, repetitions=2))
    assert Scores.from_json(scores.to_json()) == scores
    assert score(many(40, repetitions=2)).to_json() == scores.to_json()
    empty = score([])
    assert Scores.from_json(empty.to_json()) == empty


def test_scores_hold_plain_numbers_alone() -> None:
    scores = score(many(40))
    plain = (float, int, type(None))
    assert all(type(f.value) in plain and type(f.low) in plain for f in scores.overall.values())
    assert all(type(name) is str for row in scores.curves.confusion.values() for name in row)
    assert all(type(p.coverage) is type(p.risk) is float for p in scores.curves.risk_coverage)
    assert all(type(one.right) in plain and type(one.n) is int for one in scores.curves.reliability)


def test_a_metric_that_older_scores_lack_has_no_value() -> None:
    kept = json.loads(score(outcomes()).to_json())
    del kept["overall"]["passed"]
    assert Scores.from_json(json.dumps(kept)).overall["passed"].n == 0


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"cases": "many"}', "\0"])
def test_scores_that_cant_be_read_say_what_to_do(text: str) -> None:
    with pytest.raises(BadRun, match=r"Delete its scores\.json"):
        Scores.from_json(text)


def test_only_numbers_are_kept_of_what_is_read() -> None:
    alive = []

    def watched() -> Iterator[tuple[Case, Result]]:
        for place, outcome in enumerate(many(400)):
            if place % 100 == 99:
                alive.append(sum(type(one) is Result for one in gc.get_objects()))
            yield outcome

    score(watched())
    assert alive[-1] <= alive[0]


def test_curves_hold_what_the_plots_need() -> None:
    curves = score(outcomes()).curves
    assert [(p.coverage, p.risk) for p in curves.risk_coverage] == [
        (pytest.approx(2 / 3), 1 / 2),
        (1, pytest.approx(2 / 3)),
    ]
    filled = [(one.low, one.high, one.n, one.right) for one in curves.reliability if one.n]
    assert filled == [(0.0, 0.1, 1, 0.0), (0.8, 0.9, 2, 0.5)]
    assert len(curves.reliability) == 10
    assert (curves.ranks, curves.not_found) == ((1, 1, 0, 0, 0, 0, 0, 0, 0, 0), 0)
    assert curves.confusion == {"answer": {"answer": 2}, "escalate": {"escalate": 1}}
    assert sum(bar.n for bar in curves.times) == 3
    assert curves.times[-1].high == 300


def test_curves_stay_small_for_many_cases() -> None:
    curves = score(many(450)).curves
    assert len(curves.risk_coverage) == 200
    assert curves.risk_coverage[-1].coverage == 1
    assert sum(one.n for one in curves.reliability) == 450
    assert sum(bar.n for bar in curves.times) == 450
    assert all(
        one.high <= other.low for one, other in zip(curves.times, curves.times[1:], strict=False)
    )


def test_the_names_of_metrics_are_there_without_scipy() -> None:
    code = "import sys, evals.metrics; sys.exit('scipy' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
