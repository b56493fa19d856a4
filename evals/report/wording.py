"""Figures in words and numbers, the same on the page and in Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.metrics import METRICS, Figure, Metric, Scores

METRIC = {metric.name: metric for metric in METRICS}
# What a director asks first, in plain words; the rest stands in the table of all figures.
HEADLINES = {
    "passed": "Right in everything that is asked of it",
    "answered_when_answerable": "Answered, where the text settles it",
    "not_answered_when_unanswerable": "Not answered, where the text doesn’t settle it",
    "citation_precision": "Clauses cited that are right",
    "sure_precision": "Answers without a caveat that cite all they need",
    "recall@5": "Needed clauses among the first five found",
    "urgent_recall": "Urgent messages passed on as urgent",
    "facts": "Required facts that the answers have",
    "judge_answers": "Answers that settle the question, as a language model sees it",
    "leaks": "Cases that show what the asker may not read",
    "p95_ms": "Time in which 95 of 100 cases are done",
}
NONE = "–"
_SECOND = 1000
# Of n cases without a fault up to 3/n may still have one: the rule of three, Hanley and
# Lippman-Hand 1983, JAMA 249:1743.
_RULE_OF_THREE = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as people read it; `span` are its value and interval from 0 to 1, for a bar."""

    metric: Metric
    label: str
    value: str
    interval: str
    n: int
    span: tuple[float, float, float] | None


def headlines(scores: Scores) -> Iterator[Told]:
    """Yield the figures that matter; what applies to no case says so, judges' are left out."""
    for name, label in HEADLINES.items():
        figure = scores.overall[name]
        if figure.n or METRIC[name].group != "judged":
            yield told(figure, label)


def told(figure: Figure, label: str = "") -> Told:
    """Return a figure as people read it."""
    metric = METRIC[figure.name]
    span = None
    if None not in (figure.value, figure.low, figure.high) and metric.unit == "share":
        span = (figure.value or 0.0, figure.low or 0.0, figure.high or 0.0)
    value = amount(metric, figure.value)
    return Told(metric, label or metric.name, value, interval(figure), figure.n, span)


def amount(metric: Metric, value: float | None) -> str:
    """Return a value in its metric's unit; a dash for none."""
    if value is None:
        return NONE
    if metric.unit == "share":
        return share(value)
    if metric.unit == "ms":
        return duration(value)
    return f"{value:.2f}" if metric.unit == "points" else f"{value:,.0f}"


def share(value: float) -> str:
    """Return a share as per cent; one that is nearly none or all isn't told as none or all."""
    percent = 100 * value
    if round(percent) not in (0, 100) or percent in (0, 100):
        return f"{percent:.0f}\N{NO-BREAK SPACE}%"
    if percent < 0.1:  # noqa: PLR2004 — what one decimal shows
        return "under 0.1\N{NO-BREAK SPACE}%"
    return "over 99.9\N{NO-BREAK SPACE}%" if percent > 99.9 else f"{percent:.1f}\N{NO-BREAK SPACE}%"  # noqa: PLR2004 — likewise


def duration(milliseconds: float) -> str:
    """Return a time with two or three digits."""
    if milliseconds < _SECOND:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / _SECOND:.1f} s"


def interval(figure: Figure) -> str:
    """Return where the true figure lies with 95 % confidence, and what stands behind it."""
    metric = METRIC[figure.name]
    if figure.value is None or figure.low is None or figure.high is None:
        return "no such case"
    if figure.n == 1:
        return "a single case says little"
    if metric.unit == "share" and figure.low == figure.high and figure.value in (0, 1):
        differing = share(min(1.0, _RULE_OF_THREE / figure.n))
        return f"no exception seen; up to {differing} possible"
    if metric.unit != "ms" and figure.low == figure.high:
        return "no variation seen"
    return f"{amount(metric, figure.low)} to {amount(metric, figure.high)}"


def counted(number: int, name: str = "case") -> str:
    """Return a number of things in words."""
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
