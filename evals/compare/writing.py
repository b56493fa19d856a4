"""A comparison as Markdown for a pull request, and as plain JSON."""

from __future__ import annotations

from collections.abc import Iterator

from evals.compare import wording
from evals.compare.model import Comparison, Difference, Pair
from evals.model import Cited, Result
from evals.report.text import in_markdown

_HEADS = ("Metric", "A", "B", "Change", "95 % interval", "Cases", "Verdict")


def markdown(comparison: Comparison) -> str:
    """Return the figures as a table, and the cases that were lost, won and changed."""
    return "\n".join(_markdown(comparison)) + "\n"


def plain(comparison: Comparison) -> dict[str, object]:
    """Return what `--json` prints; names and their meaning stay as they are."""
    shared = comparison.shared
    return {
        "a": str(comparison.a),
        "b": str(comparison.b),
        "summary": wording.summary(comparison),
        "unfinished": list(comparison.unfinished),
        "cases": {
            "compared": shared.count,
            "only_a": list(shared.only_a),
            "only_b": list(shared.only_b),
            "differing": list(shared.differing),
            "stale": list(shared.stale),
        },
        "conditions": [{"what": c.what, "a": c.a, "b": c.b} for c in comparison.conditions],
        "metrics": [_figures(difference) for difference in comparison.differences],
        "won": [_pair(pair) for pair in comparison.won],
        "lost": [_pair(pair) for pair in comparison.lost],
        "changed": [_pair(pair) for pair in comparison.changed],
    }


def _markdown(comparison: Comparison) -> Iterator[str]:
    yield wording.summary(comparison)
    yield ""
    yield from (f"- {in_markdown(note)}" for note in wording.notes(comparison))
    for one in comparison.conditions:
        what, a, b = map(in_markdown, (one.what, one.a, one.b))
        yield f"- {what}: {a or '–'} → {b or '–'}"
    yield ""
    yield f"| {' | '.join(_HEADS)} |"
    yield f"|---|{'---:|' * 5}---|"
    yield from map(_row, comparison.differences)
    for name, meaning, pairs in wording.lists(comparison):
        if pairs:
            yield f"\n### {name}: {len(pairs)} ({meaning})\n"
            yield from map(_entry, pairs)


def _row(one: Difference) -> str:
    metric = one.metric
    figures = (wording.amount(metric, one.a), wording.amount(metric, one.b))
    told = (wording.change(metric, one.value), wording.interval(one), str(one.n))
    return f"| {' | '.join((in_markdown(metric.name), *figures, *told, wording.judgement(one)))} |"


def _entry(pair: Pair) -> str:
    return (
        f"- **{in_markdown(pair.case.question)}** ({in_markdown(pair.case.id)})\n"
        f"  - A: {_told(pair.a, pair.wrong_a)}\n"
        f"  - B: {_told(pair.b, pair.wrong_b)}"
    )


def _told(result: Result, wrong: tuple[str, ...]) -> str:
    cited = "; ".join(wording.cited(result)) or "nothing cited"
    said = f"{wording.decided(result)}; {cited}. {' '.join(wrong)}"
    return in_markdown(said.strip())


def _figures(one: Difference) -> dict[str, object]:
    return {
        "metric": one.metric.name,
        "a": one.a,
        "b": one.b,
        "difference": one.value,
        "low": one.low,
        "high": one.high,
        "n": one.n,
        "within_noise": one.within_noise,
        "verdict": wording.judgement(one),
    }


def _pair(pair: Pair) -> dict[str, object]:
    return {
        "id": pair.case.id,
        "question": pair.case.question,
        "a": _side(pair.a, pair.wrong_a),
        "b": _side(pair.b, pair.wrong_b),
    }


def _side(result: Result, wrong: tuple[str, ...]) -> dict[str, object]:
    return {
        "decision": result.kind,
        "reason": result.reason,
        "text": result.text,
        "citations": [_cited(cited) for cited in result.citations],
        "wrong": list(wrong),
    }


def _cited(cited: Cited) -> dict[str, object]:
    names = ("document", "title", "version", "number", "headings", "quote")
    return {name: getattr(cited, name) for name in names}
