"""A system that does everything right, and for each metric one that gets just that wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bot.model import Band, Kind, Reason
from bot.writing import Outcome
from evals.metrics import METRICS, Metric, score
from evals.model import Case, Result
from tests.evals.metrics.made import CLAUSE, case, cited, failed, ranked, result

Spoil = Callable[[Case, Result], Result]

_URGENT = case(Kind.ESCALATE, id="urgent", reasons=(Reason.URGENT,))
_UNSETTLED = case(Kind.ESCALATE, id="unsettled", reasons=(Reason.NO_CLAUSE,))
_WHICH = case(Kind.CLARIFY, id="which")
_CHAT = case(Kind.DECLINE, id="chat", reasons=(Reason.SMALL_TALK,))
_ANSWERABLE = tuple(
    case(id=f"answerable {n}", gold=1, facts=(("own device",),), forbidden_phrases=("no idea",))
    for n in range(8)
)


def right() -> Iterator[tuple[Case, Result]]:
    """Yield what a good system makes of the cases: its mistakes are known, and little trusted."""
    kept_back = {"band": Band.NONE, "confidence": 0.02, "text": "A person has it."}
    ends = [
        (_URGENT, Kind.ESCALATE, Reason.URGENT),
        (_UNSETTLED, Kind.ESCALATE, Reason.NO_CLAUSE),
        (_WHICH, Kind.CLARIFY, Reason.WHICH_ACCOUNT),
        (_CHAT, Kind.DECLINE, Reason.SMALL_TALK),
    ]
    for asked, kind, reason in ends:
        yield asked, result(kind, case=asked.id, reason=reason, **kept_back)
    for asked in _ANSWERABLE:
        found = ranked([0], [])
        by_model = {"tokens": 10, "writer": "openai:m", "writing": Outcome.WRITTEN}
        yield (
            asked,
            result(case=asked.id, confidence=0.98, cites=[cited(0)], found=found, **by_model),
        )


def answers(change: Callable[[Result], Result]) -> Spoil:
    return lambda _, done: change(done) if done.kind is Kind.ANSWER else done


def ends(asked: Case, kind: Kind, reason: Reason | None = None) -> Spoil:
    """Return how a single case comes to another end."""
    return lambda one, done: (
        replace(done, kind=kind, reason=reason or done.reason, band=Band.SURE)
        if one.id == asked.id
        else done
    )


def finds(*meets: list[int]) -> Spoil:
    return answers(lambda done: replace(done, passages=ranked(*meets)))


def cites(**known: object) -> Spoil:
    return answers(lambda done: replace(done, citations=(cited(0, **known),)))


def distrusts(_: Case, done: Result) -> Result:
    return replace(done, confidence=1 - done.confidence)


_WORDLESS = answers(lambda done: replace(done, writer="", writing=Outcome.DROPPED))
_TEN_OTHERS = [[] for _ in range(10)]
_OTHERS_TOO = answers(lambda done: replace(done, citations=(cited(0), cited(), cited())))
_NO_CITATION = answers(lambda done: replace(done, citations=(cited(),)))
SPOILT: dict[str, Spoil] = {
    "recall@1": finds([], [0]),
    "recall@3": finds([], [], [], [0]),
    "recall@5": finds([], [], [], [], [], [0]),
    "recall@10": finds(*_TEN_OTHERS),
    "map@10": finds([], [], [0]),
    "ndcg@10": finds([], [], [], [], [], [0]),
    "mrr": finds([], [], [0]),
    "leaks": lambda _, done: replace(done, leaks=("4.2 of secret.md",)),
    "citation_precision": _OTHERS_TOO,
    "citation_recall": _NO_CITATION,
    "cited_right": answers(lambda done: replace(done, kind=Kind.ESCALATE)),
    "quote_verbatim": cites(verbatim=False),
    "version_right": cites(current=False),
    "decision_accuracy": lambda _, done: replace(done, kind=Kind.CLARIFY),
    "reason_accuracy": lambda _, done: replace(done, reason=Reason.EMPTY),
    "answered_when_answerable": answers(lambda done: replace(done, kind=Kind.DECLINE)),
    "not_answered_when_unanswerable": lambda _, done: replace(done, kind=Kind.ANSWER),
    "not_sure_when_unanswerable": lambda _, d: replace(d, kind=Kind.ANSWER, band=Band.SURE),
    "escalation_precision": answers(lambda done: replace(done, kind=Kind.ESCALATE)),
    "escalation_recall": ends(_UNSETTLED, Kind.DECLINE),
    "clarify_precision": answers(lambda done: replace(done, kind=Kind.CLARIFY)),
    "clarify_recall": ends(_WHICH, Kind.ANSWER),
    "decline_precision": answers(lambda done: replace(done, kind=Kind.DECLINE)),
    "urgent_precision": ends(_UNSETTLED, Kind.ESCALATE, Reason.URGENT),
    "urgent_recall": ends(_URGENT, Kind.ESCALATE, Reason.NO_CLAUSE),
    "sure_precision": _NO_CITATION,
    "coverage@95": _NO_CITATION,
    "aurc": distrusts,
    "auroc": distrusts,
    "brier": distrusts,
    "calibration_error": distrusts,
    "passed": lambda _, __: failed(),
    "facts": answers(lambda done: replace(done, text="You may.")),
    "forbidden": answers(lambda done: replace(done, text=f"No idea. {CLAUSE}")),
    "verbatim": answers(lambda done: replace(done, text="Do as you please on your own device.")),
    "stability": lambda _, done: done if done.repetition == 1 else replace(done, kind=None),
    "written": _WORDLESS,
    "replaced": _WORDLESS,
    "p50_ms": lambda _, done: replace(done, milliseconds=9_000.0),
    "p95_ms": lambda one, done: replace(done, milliseconds=9_000.0 if one is _URGENT else 100.0),
    "tokens": answers(lambda done: replace(done, tokens=5_000)),
}
JUDGED = tuple(metric for metric in METRICS if metric.group == "judged")


def figure(name: str, spoil: Spoil) -> float:
    outcomes = (
        (one, replace(spoil(one, done), repetition=repetition))
        for one, first in right()
        for repetition in (1, 2)
        for done in [replace(first, repetition=repetition)]
    )
    value = score(outcomes).overall[name].value
    assert value is not None
    return value


def unspoilt(_: Case, done: Result) -> Result:
    return done


@pytest.mark.parametrize("metric", [m for m in METRICS if m not in JUDGED], ids=lambda m: m.name)
def test_what_a_system_gets_wrong_shows_in_its_metric(metric: Metric) -> None:
    good, bad = figure(metric.name, unspoilt), figure(metric.name, SPOILT[metric.name])
    if metric.unit in ("ms", "tokens"):
        assert bad > 10 * good
    elif metric.better == "higher":
        assert bad < 0.75 * good
    else:
        assert bad > good + 0.25


@pytest.mark.parametrize("metric", METRICS, ids=lambda m: m.name)
def test_a_system_that_is_right_in_everything_has_the_best_figures(metric: Metric) -> None:
    if metric.unit in ("ms", "tokens") or metric in JUDGED:
        return
    best = {"coverage@95": 8 / 12, "brier": 0.0004, "calibration_error": 0.02}
    # Four of the twelve cases have no right clause, so the last four steps hold some risk.
    risk = sum(k / (8 + k) for k in range(1, 5)) / 12
    perfect = 1.0 if metric.better == "higher" else 0.0
    expected = {**best, "aurc": risk}.get(metric.name, perfect)
    assert figure(metric.name, unspoilt) == pytest.approx(expected)


@pytest.mark.parametrize("metric", JUDGED, ids=lambda m: m.name)
def test_what_a_judge_says_is_the_figure(metric: Metric) -> None:
    scores = score(right(), extra=lambda one, _: {metric.name: 0.25} if one.gold else {})
    assert scores.overall[metric.name].value == 0.25
    assert scores.overall[metric.name].n == len(_ANSWERABLE)
    assert score(right()).overall[metric.name].n == 0
