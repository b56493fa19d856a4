"""A comparison in words and figures, the same in the terminal, in HTML and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.compare.model import Comparison, Difference, Pair
from evals.metrics import Metric
from evals.model import Result

_NAMED = 10  # ids of cases that a sentence names at most
_NONE = "–"
_LEAST = 0.0005  # of a share, that three decimals show
# What a reader asks for first; of the others, what changed beyond noise.
_HEADLINES = {
    "passed",
    "citation_precision",
    "answered_when_answerable",
    "not_answered_when_unanswerable",
    "urgent_recall",
    "leaks",
    "recall@5",
    "p95_ms",
}


def amount(metric: Metric, value: float | None) -> str:
    """Return a figure in its metric's unit, as a gate's file has it: a share from 0 to 1."""
    if value is None:
        return _NONE
    return _figure(metric, value, "")


def change(metric: Metric, value: float | None) -> str:
    """Return a difference with its sign."""
    if value is None:
        return _NONE
    return _figure(metric, value, "+")


def interval(difference: Difference) -> str:
    """Return from where to where the difference may be, or a dash."""
    if difference.low is None or difference.high is None:
        return _NONE
    low, high = (change(difference.metric, end) for end in (difference.low, difference.high))
    return f"{low} to {high}"


def judgement(difference: Difference) -> str:
    """Return what the difference means."""
    if difference.value is None:
        return "not measured"
    if difference.within_noise:
        return "the same" if difference.value == 0 else "within noise"
    return "better" if difference.gain > 0 else "worse"


def headline(difference: Difference) -> bool:
    """Whether the difference belongs in a short table."""
    return difference.metric.name in _HEADLINES or judgement(difference) in {"better", "worse"}


def summary(comparison: Comparison) -> str:
    """Return what a reader must know first."""
    words = [judgement(difference) for difference in comparison.differences]
    better, worse = words.count("better"), words.count("worse")
    noise = len(words) - better - worse - words.count("not measured")
    return (
        f"In both runs: {counted(comparison.shared.count)}; {len(comparison.won)} won,"
        f" {len(comparison.lost)} lost, {len(comparison.changed)} changed."
        f" B is better in {counted(better, 'metric')} and worse in {worse};"
        f" {noise} are the same or within noise."
    )


def notes(comparison: Comparison) -> Iterator[str]:
    """Yield what was left out of the comparison, and why."""
    shared = comparison.shared
    for name in comparison.unfinished:
        yield f"{name} wasn't finished; it is compared as far as it goes."
    yield from _left_out(shared.only_a, "only in A")
    yield from _left_out(shared.only_b, "only in B")
    yield from _left_out(shared.differing, "as they ask for something else in B")
    yield from _left_out(shared.stale, "stale: the right clauses are gone in one of the runs")


def decided(result: Result) -> str:
    """Return a decision and its reason."""
    if result.error or result.kind is None or result.reason is None:
        return f"no decision: {result.error}"
    return f"{result.kind} ({result.reason})"


def cited(result: Result) -> tuple[str, ...]:
    """Return the clauses that an answer cites, by number, document and version."""
    return tuple(
        f"{one.number or ' > '.join(one.headings)} of {one.document}"
        + (f", version {one.version}" if one.version else "")
        for one in result.citations
    )


def counted(number: int, name: str = "case") -> str:
    """Return a number of things in words."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def lists(comparison: Comparison) -> tuple[tuple[str, str, Sequence[Pair]], ...]:
    """Return the three lists of cases, each with its name and what it holds; lost ones first."""
    return (
        ("Lost", "passed in A, fail in B", comparison.lost),
        ("Won", "failed in A, pass in B", comparison.won),
        ("Changed", "the same verdict, told otherwise", comparison.changed),
    )


def _figure(metric: Metric, value: float, sign: str) -> str:
    if metric.unit not in {"share", "points"}:
        return f"{value:{sign}.0f}"
    # A single leak among thousands isn't none.
    return f"{value:{sign}.3f}" if abs(value) >= _LEAST or not value else f"{value:{sign}.1g}"


def _left_out(ids: Sequence[str], why: str) -> Iterator[str]:
    if ids:
        more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        yield f"{counted(len(ids), 'case')} left out, {why}: {', '.join(ids[:_NAMED])}{more}."
